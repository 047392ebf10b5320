import type { AttentionTexts } from "./attention-texts.js";

export const en: AttentionTexts = {
  CUSTOM_UNSUBSCRIBE_LINK:
    "{count} {template has|templates have} an unsubscribe link that is not the CRM's standard one; {it stays as it is|they stay as they are}. Open each in the CRM, see where its link leads, and replace it by the link to manage subscriptions if it should.",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK:
    "{count} e-mail {template has|templates have} no link to unsubscribe or to manage subscriptions. Add the link before the next mailing goes out from them, unless they are used for something else.",
  UNREADABLE_TEMPLATE:
    "{count} {template|templates} could not be read and {was left as it is|were left as they are}. Open each in the CRM's editor and check its links by hand.",
  TEMPLATE_IN_SENT_MAILING:
    "{count} {template|templates} with a standard link {belongs to a mailing|belong to mailings} already sent; {it stays as it was|they stay as they were} sent. Copy such a message to a new template before you send it again.",
  TEMPLATE_LINK_DEFAULT: {
    text: "Links are rewritten to {link}, the variable that the CRM's documentation names: neither the configuration nor this database's own messages name one other target. For example {before} becomes {after}.",
    advice:
      "Compare it with a link that your CRM inserts, and set templates.manageSubscriptionsLink before apply if it is another.",
    afterwards:
      "Compare it with a link that your CRM inserts. If it is another: roll back, set templates.manageSubscriptionsLink, and apply again.",
  },
  TEMPLATE_LINK_LEARNED: {
    text: 'Links are rewritten to {link}, learned from this database: its own messages have it under "Manage your subscriptions" or the like. For example {before} becomes {after}.',
    advice: "Set templates.manageSubscriptionsLink before apply if it should be another.",
    afterwards: "If it should be another: roll back, set templates.manageSubscriptionsLink, and apply again.",
  },
  TEMPLATE_LINK_IMPLAUSIBLE: {
    text: "The new target {link} looks like neither a template variable nor an address.",
    advice: "Correct templates.manageSubscriptionsLink before apply; a variable is written [[link.subscription]].",
    afterwards:
      "If it is wrong: roll back, correct templates.manageSubscriptionsLink, and apply again; a variable is written [[link.subscription]].",
  },
  TEMPLATE_LINK_TOO_LONG:
    "{count} {link is left as it is, because its|links are left as they are, because their} column is too short for the new target. Choose a shorter target in templates.manageSubscriptionsLink, or change these links in the CRM.",
  PREFERENCE_PAGE_LINK:
    "{count} {template has|templates have} a link to a page of preferences that is not the CRM's; {it stays as it is|they stay as they are}. See where each leads, and replace it by the link to manage subscriptions if it should.",
  PERSONAL_LINK_IN_TEMPLATE:
    "{count} {template has a link|templates have links} to the CRM's own pages with a key in {it|them}: one contact's {link, or a tracked copy; it stays as it is|links, or tracked copies; they stay as they are}. Whoever clicks it acts for somebody else: replace it by the CRM's template variable.",
  UNSUBSCRIBE_LINK_ELSEWHERE:
    "{count} standard {link|links}, or tracked {link that takes|links that take} an interest or a selection away, {stands|stand} outside of the templates; {it stays as it is|they stay as they are}. Look at each in the CRM: reply templates, forms, scripts, quick replies and tracked links are not rewritten.",
  TEMPLATE_LINKS_REWRITTEN:
    "{count} {template has|templates have} standard links to be rewritten; here is what becomes of {one|one in each}. Look at a few of them in the CRM afterwards.",
  EXISTING_CONSENT_WITHDRAWN: {
    text: "{count} {contact|contacts} marked No mailings had another legal basis for e-marketing; it becomes Withdrawn, the old {one is|ones are} kept for rollback.",
    advice: "If these consents should stay, set noMailings.onExistingConsent to keep before apply.",
    afterwards: "If these consents should stay: roll back, set noMailings.onExistingConsent to keep, and apply again.",
  },
  EXISTING_CONSENT_KEPT:
    "{count} {contact is|contacts are} marked No mailings but {keeps|keep} a legal basis for e-marketing, as the configuration says. Decide for each which of the two is right.",
  COMPLAINT_WITHOUT_CONSENT:
    "{count} {contact|contacts} complained about a mailing and {gets|get} no E-marketing. Consider marking them No mailings.",
  UNSUBSCRIBED_BUT_NOT_FLAGGED:
    '{count} {contact|contacts} clicked an unsubscribe link, and neither the mark "No mailings" nor a reservation against a subscription type followed. Worth a look, but no contradiction: the click may have meant one type of mailing. Mark those as "No mailings" who want none at all.',
  UNSUBSCRIBED_WITHOUT_PERSON:
    "{count} {click on an unsubscribe link was made by an address|clicks on unsubscribe links were made by addresses} of which no contact is known. Nothing is changed for them. See that these addresses are not mailed any more.",
  COMPANY_WANTS_NO_MAILINGS: {
    text: '{count} {contact is|contacts are} not marked "No mailings", but {the company is|their companies are}. Nothing changes for the {contact|contacts} because of that.',
    advice: "Decide before apply: mark them too, leave them out with exclude.companies, or let them be treated like others.",
    afterwards:
      "Ask the companies whom they mean; mark those contacts No mailings in the CRM and withdraw their E-marketing there.",
  },
  RECIPIENT_WITHOUT_PERSON:
    "{count} {recipient of a mailing is no contact|recipients of mailings are no contacts} (any more) and {is|are} left out. Nothing needs to be done.",
  PURPOSE_INACTIVE:
    "{count} {purpose|purposes} that the upgrade uses {is|are} deleted or inactive in this database; {it is used as it is|they are used as they are}. Switch them on in the CRM's settings if users should see these consents.",
  EMARKETING_BLOCKED:
    '{count} {contact is|contacts are} blocked for e-marketing and not marked "No mailings": {it gets|they get} no E-marketing, mailed before or not. Check why they are blocked; consents that exist already stay.',
  EVIDENCE_SENT:
    "Whoever was sent a mailing counts as mailed before, opened or not (mailingHistory.evidence: sent). Risk: some never wanted these mailings, and having been sent one proves the least; ask them all for consent anew, those of the oldest mailings first.",
  EVIDENCE_ENGAGED:
    "Only mailings that were opened or clicked count (mailingHistory.evidence: engaged): that leaves out {count} {contact who was|contacts who were} sent others. Risk: security programs open mails that nobody reads, and who blocks pictures looks as if mails were never opened.",
  EVIDENCE_NONE:
    "No E-marketing is derived from mailing history (mailingHistory.evidence: none): that leaves out {count} {contact who was|contacts who were} mailed before. Risk: once E-marketing privacy is on, none of them can be mailed until they consent.",
  HISTORY_SINCE:
    "Only mailings since {since} count (mailingHistory.since): that leaves out {count} {contact who was|contacts who were} mailed before that, or without a date. Risk: customers of many years drop out, and a mailing whose date is not known counts for nobody.",
  SENT_MESSAGE_LOG_ADDS:
    "{count} {contact counts|contacts count} as mailed before because of the log of sent messages (s_sent_message) alone. Risk: the log does not tell whether a message arrived or its mailing was cancelled; mailingHistory.sentMessageLog: false leaves it out.",
  SENT_MESSAGE_LOG_LEFT_OUT:
    "The log of sent messages does not count (mailingHistory.sentMessageLog: false): that leaves out {count} {contact who is|contacts who are} in it alone. Risk: where old recipients were cleaned up, the log may be all that is left of a history.",
  ADDRESS_SHARED_WITH_WITHDRAWN:
    "{count} {contact gets|contacts get} E-marketing with the basis legitimate interest while {another one|others} with the same e-mail {address wants|addresses want} no mailings. They may be the same people entered twice: compare them before the next mailing.",
  CHANGED_SINCE:
    "{count} {row was|rows were} changed by somebody after this tool wrote {it, and was|them, and were} left alone. Look at them in the CRM and decide what they should be.",
  CREATED_OBJECT_IN_USE:
    "{count} {table or column|tables or columns} that this tool created {is|are} in use, and {stays|stay}. They go with a further consent-upgrade rollback once nothing of others is in them; a later apply takes them over.",
  UNKNOWN_LEGAL_BASIS:
    "{count} {consent has|consents have} a legal basis that does not exist in this database; {it stays as it is|they stay as they are}. Give these contacts a legal basis in the CRM.",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY:
    "New subscription types, {types}: {{count} contact has E-marketing by then and|everybody who has E-marketing, {count} contacts by then,} subscribes to them until they say otherwise. Change or delete what you do not use in the CRM's settings.",
  EMARKETING_PRIVACY_OFF:
    "E-marketing privacy is off in this CRM: mailings reach contacts without a legal basis for E-marketing too, {reached} in all. Once it is on, they reach {privacy}. Whether to switch it on is yours to decide: in the CRM's settings, or by emarketingPrivacy in the configuration.",
  EMARKETING_PRIVACY_ON:
    "E-marketing privacy is on in this CRM: mailings reach only contacts with a legal basis for E-marketing, {privacy} of the {reached} that they would reach with it off. The upgrade leaves it on.",
  EMARKETING_PRIVACY_SWITCHED_ON:
    "The configuration switches E-marketing privacy on: mailings then reach only contacts with a legal basis for E-marketing, {privacy} instead of {reached}. It is as emarketingPrivacy in the configuration says; rollback switches it off again.",
  NEW_CONTACTS_WITHOUT_BASIS:
    "Contacts that users add from now on get no legal basis: the CRM has no default one (preference GdprDefaultLegalBase). Choose one in the CRM's settings, or by defaultLegalBasis in the configuration.",
  NEW_CONTACTS_DEFAULTS_OFF:
    "Contacts that users add from now on get no legal basis: the CRM's defaults for new contacts are switched off (preference GdprUseDefaultsForNew). Switch them on in the CRM's settings if new contacts should get a legal basis.",
  NEW_CONTACTS_BY_GROUP:
    "{count} {preference|preferences} of one database, group or user {goes before the one|go before the ones} for everybody: contacts that are added there get something else. Look at them in the CRM's settings: defaultLegalBasis sets what everybody gets, and leaves these.",
  EXCLUSION_NOT_FOUND:
    "{count} {id|ids} in exclude {is|are} not in this database: nobody is left out for {it|them}. Correct the ids in the configuration.",
  LEDGER_GONE:
    "consent-upgrade has been here before, and its ledger is gone: {count} of {all} contacts {has|have} Sales and service by an earlier run. apply adds what is missing, and leaves the rest; rollback and verify know nothing of the earlier run.",
  UPGRADED_BEFORE:
    "The vendor's own upgrade has been here, by the look of it: no contact lacks Sales and service, E-marketing or Withdrawn. What is left is what the other steps list: templates, interests, subscription types; verify checks the rest.",
  UPGRADED_BEFORE_REPAIR:
    "The vendor's own upgrade has been here, by the look of it: {have} of {all} contacts have Sales and service already. What is missing is {count} {consent|consents}, of contacts that came in past the CRM or that it left out. explain ID says of each contact why; apply adds what is missing and leaves the rest.",
  CLIENT_CACHES_RESET:
    "{count} {table|tables} that Windows clients keep copies of {is|are} marked to be read anew (CacheTables.checkSum = 0). Nothing needs to be done; rollback marks them in the same way.",
  RESTART_CRM_SERVERS:
    "The CRM's servers keep lists in memory and do not see what changed yet. Restart them, and let users sign in again.",
  LANGUAGE_CHOSEN:
    "New rows are written in the language {language}: {because}. Set language in the configuration to choose another.",
  VENDOR_SCHEMA_MISSING:
    "The consent tables are missing, though this database has the vendor's own description of its tables: apply will refuse. Upgrade the CRM's database to 8.2 or later first. The vendor's upgrade creates the tables.",
  OLDER_CONSENT_TABLES:
    "Tables under names that consent tables had before 8.2 are here. The vendor's upgrade to 8.2 or later removes them; this tool neither reads nor writes them.",
  LEDGER_MAYBE_HIDDEN:
    "This login sees no ledger of earlier runs, and cannot tell whether there is none or it may not see it. If apply has run here before, grant SELECT on the tables consent_upgrade_*; the figures may be wrong without it.",
  ROWS_NOT_WRITTEN:
    "{count} {row that was|rows that were} to be written {does|do} not stand in {table}: a trigger there may have left {it|them} out. Look at the triggers that doctor names; once they let the rows through, run apply --rerun {step}.",
  RUN_AT_WORK:
    "A run is at work on this database now: {run}. The figures change until it is done. How far it is: consent-upgrade status",
  RUN_RESUMED:
    "This went on with the run {run}, which had stopped before it was done. The figures above are those of this attempt; those of the whole run: consent-upgrade report --run {run}",
  LEDGER_DROPPED:
    "The ledger was dropped: nothing of this tool is left in the database. Keep this report; the database does not know of the runs any more.",
  SCRIPT_WRITTEN:
    "The same change was written to {file} as a script for the database's own client. Its first lines say how to run it.",
  PLANNED_EVIDENCE_WRITTEN:
    "The evidence file {file} has {count} {line|lines}: what each contact would get, lose or keep of each purpose, and why. Read it before apply: outcome and reasons say who gains and who is lost.",
  EVIDENCE_WRITTEN:
    "The evidence for {count} {consent|consents} was written to {file}. Keep it where the data protection officer finds it.",
  SUPPORT_FILE_WRITTEN:
    "{file} has {count} files for whoever helps: reports, settings and log, without secrets, names, addresses or texts of templates. Look into it before you send it.",
  CONFIGURATION_WRITTEN:
    "{file} was written. Every key in it is switched off and shows its default. Take the # away where you want something else.",
  SAMPLE_CREATED: "A sample CRM with {count} {contact|contacts} was created (seed {seed}). Nothing in it is real.",
  DATABASE_KEPT: "The sample database is kept: {url} Look at it with: consent-upgrade status --database-url {url}",
};
