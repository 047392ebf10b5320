/** Everything that a report may draw attention to, and how urgent it is. */
export const SEVERITY_OF = {
  CUSTOM_UNSUBSCRIBE_LINK: "warning",
  TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK: "warning",
  UNREADABLE_TEMPLATE: "warning",
  TEMPLATE_IN_SENT_MAILING: "info",
  TEMPLATE_LINK_DEFAULT: "warning",
  TEMPLATE_LINK_LEARNED: "info",
  TEMPLATE_LINK_IMPLAUSIBLE: "warning",
  TEMPLATE_LINK_TOO_LONG: "warning",
  PREFERENCE_PAGE_LINK: "warning",
  PERSONAL_LINK_IN_TEMPLATE: "warning",
  UNSUBSCRIBE_LINK_ELSEWHERE: "warning",
  TEMPLATE_LINKS_REWRITTEN: "info",
  EXISTING_CONSENT_WITHDRAWN: "warning",
  EXISTING_CONSENT_KEPT: "warning",
  COMPLAINT_WITHOUT_CONSENT: "warning",
  UNSUBSCRIBED_BUT_NOT_FLAGGED: "warning",
  UNSUBSCRIBED_WITHOUT_PERSON: "warning",
  COMPANY_WANTS_NO_MAILINGS: "warning",
  RECIPIENT_WITHOUT_PERSON: "info",
  PURPOSE_INACTIVE: "warning",
  EMARKETING_BLOCKED: "warning",
  EVIDENCE_SENT: "info",
  EVIDENCE_ENGAGED: "info",
  EVIDENCE_NONE: "info",
  HISTORY_SINCE: "info",
  SENT_MESSAGE_LOG_ADDS: "info",
  SENT_MESSAGE_LOG_LEFT_OUT: "info",
  ADDRESS_SHARED_WITH_WITHDRAWN: "warning",
  CHANGED_SINCE: "warning",
  CREATED_OBJECT_IN_USE: "warning",
  UNKNOWN_LEGAL_BASIS: "warning",
  SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY: "warning",
  EMARKETING_PRIVACY_OFF: "info",
  EMARKETING_PRIVACY_ON: "info",
  EMARKETING_PRIVACY_SWITCHED_ON: "warning",
  NEW_CONTACTS_WITHOUT_BASIS: "warning",
  NEW_CONTACTS_DEFAULTS_OFF: "warning",
  NEW_CONTACTS_BY_GROUP: "warning",
  EXCLUSION_NOT_FOUND: "warning",
  LEDGER_GONE: "info",
  UPGRADED_BEFORE: "info",
  UPGRADED_BEFORE_REPAIR: "info",
  CLIENT_CACHES_RESET: "info",
  RESTART_CRM_SERVERS: "warning",
  LANGUAGE_CHOSEN: "info",
  VENDOR_SCHEMA_MISSING: "error",
  OLDER_CONSENT_TABLES: "warning",
  LEDGER_MAYBE_HIDDEN: "warning",
  ROWS_NOT_WRITTEN: "warning",
  RUN_AT_WORK: "info",
  RUN_RESUMED: "info",
  LEDGER_DROPPED: "info",
  SCRIPT_WRITTEN: "info",
  PLANNED_EVIDENCE_WRITTEN: "info",
  EVIDENCE_WRITTEN: "info",
  SUPPORT_FILE_WRITTEN: "info",
  CONFIGURATION_WRITTEN: "info",
  SAMPLE_CREATED: "info",
  DATABASE_KEPT: "info",
} as const satisfies Readonly<Record<string, "info" | "warning" | "error">>;

export type AttentionCode = keyof typeof SEVERITY_OF;

/**
 * What is the matter, {with one|with several}; then what to do about it, and, where that is another thing, what to do once apply
 * has been there. {count} and the like are filled in.
 */
export interface AttentionText {
  readonly text: string;
  readonly advice: string;
  readonly afterwards?: string;
}

export type AttentionTexts = Readonly<Record<AttentionCode, AttentionText>>;
