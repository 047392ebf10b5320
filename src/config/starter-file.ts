/**
 * What `consent-upgrade init` writes: every key, switched off, so that the file changes nothing until
 * somebody takes a # away. A # with a blank behind it is prose. A test holds that the file means the
 * defaults, and that every line in it may be switched on.
 */
export const STARTER_FILE = `# Configuration of consent-upgrade. Every key is optional. A line like "#key: value" is switched off;
# take its # away, and nothing else, where you want something else than the default.
# \${NAME} takes the value of an environment variable. A misspelt key is an error, not a default.
# All keys: docs/configuration.md

database:
  # Better in the environment: CONSENT_UPGRADE_DATABASE_URL. The password goes into
  # CONSENT_UPGRADE_DATABASE_PASSWORD, or into a file for --password-file.
  #url: mssql://crm7@dbserver:1433/crm
  #schema: crm7        # SQL Server: crm7 where it exists, else the login's own
  #tls: verify         # verify, no-verify (encrypted, but anybody's certificate), off

# Language of what is written into the database: en, sv, no, da, de or nl.
# Without it: that of the purposes and legal bases which are there already.
#language: en

# Who is recorded as having written the rows (associate_id).
#associateId: 0

# The key of the consent source of the rows that each step writes. One key in place of the group means all three.
consentSource:
  #salesAndService: UNKNOWN
  #mailingHistory: UNKNOWN
  #noMailings: USER

# Soft-deleted contacts may be restored one day: they are treated like the others.
#includeDeletedPersons: true

# Who is left out of Sales and service and of E-marketing from mailing history, by id. Contacts marked "No mailings" still
# become Withdrawn. A selection is a static one; a company in it stands for all of its contacts.
exclude:
  #persons: [5, 17]
  #companies: [40]
  #selections: [12]

# Which mailings count as "has been mailed before".
mailingHistory:
  #since: 2013-01-01                 # only mailings from that day on; without it: all
  #mailingStatuses: [1, 4, 5, 6]     # finished, sending, finished with errors, retrying
  #recipientStatuses: [4, 5, 6, 8]   # sent, bounced, opened, soft-bounced
  #sentMessageLog: true              # contacts in the log of sent messages count too
  #evidence: sent                    # sent; engaged (opened or clicked); none (no consent is derived at all)

# A contact marked "No mailings" who has an e-marketing consent already:
# withdraw it (the old one is kept for rollback), or keep it and report it.
noMailings:
  #onExistingConsent: withdraw

# Without this key: the four of the upgrade (Invitations, News, Promotions, Urgent messages) in the
# language of the installation.
#subscriptionTypes:
#  - name: Newsletter
#    tooltip: Our monthly newsletter
#  - name: Fairs

templates:
  # The target of the new link. Without this key: the one that your own messages have under "Manage your subscriptions"
  # (or its like in another language), if they agree; else [[link.subscription]], the variable that the vendor documents.
  #manageSubscriptionsLink: "[[link.subscription]]"
  #replaceText: true                 # "unsubscribe here" becomes "Manage your subscriptions"
  # Regular expressions (RE2), found anywhere in the target of a link to be replaced, besides the template variables.
  #standardLinks:
  #  - '^https://crm\\.example\\.com/.*unsubscribe'

# Contacts' interests as subscription choices: "interest": "subscription type".
# Without this key the step interests-to-subscriptions does nothing.
#interests:
#  "Golf": "Invitations"

# Switches the CRM's setting "E-marketing privacy" on: mailings then reach only contacts with a legal basis for E-marketing.
# It stays off unless you say true; plan says how many contacts that concerns.
#emarketingPrivacy: false

# The legal basis that the CRM gives to new contacts, for everybody (61F: legitimate interest).
# Without this key the step default-legal-basis does nothing.
#defaultLegalBasis: 61F

run:
  #mode: window          # window (an evening without users: as fast as it goes) or office (people are at work)
  #batchMs: 500          # how long one transaction should take, in milliseconds; mode office: 100
  #maxBatch: 50000       # contacts in one transaction at most
  #pauseMs: 0            # rest between two transactions; mode office: at least three times as long as the work before it
  #retrySeconds: 120     # how long a lost connection or a lock is tried again
  #replicationLog: auto  # auto (where satellites or travellers exist), always, never
  #maxReplicaLagSeconds: 10          # wait when a replica is behind; without it: never
  #replicaUrls: ["\${REPLICA_URL}"]
`;
