import type { Language } from "../language.js";

/** How certificates are checked. */
export const TLS_MODES = ["verify", "no-verify", "off"] as const;

export interface DatabaseSettings {
  /** As the user wrote it, passwords included: only for the driver, never for a text. */
  readonly url: string | null;
  /** From the environment or a file; overrides the one in the URL. */
  readonly password: string | null;
  readonly schema: string | null;
  readonly tls: (typeof TLS_MODES)[number] | null;
}

/** What proves that somebody was mailed before: to have been sent a mailing, to have opened or clicked one, or nothing. */
export const EVIDENCE_POLICIES = ["sent", "engaged", "none"] as const;

export interface MailingHistorySettings {
  /** First day that counts, `YYYY-MM-DD`; null: all. */
  readonly since: string | null;
  /** Ascending, without repetition. */
  readonly mailingStatuses: readonly number[];
  readonly recipientStatuses: readonly number[];
  /** Whether the log of sent messages counts too. */
  readonly sentMessageLog: boolean;
  readonly evidence: (typeof EVIDENCE_POLICIES)[number];
}

/** ConsentSource keys, by the step that writes the rows. */
export type ConsentSourceSettings = Readonly<Record<"salesAndService" | "mailingHistory" | "noMailings", string>>;

export interface ExcludeSettings {
  readonly persons: readonly number[];
  readonly companies: readonly number[];
  /** Static selections. */
  readonly selections: readonly number[];
}

export interface SubscriptionTypeSettings {
  readonly name: string;
  readonly tooltip: string | null;
}

export interface TemplateSettings {
  /** RE2 patterns; a link is standard besides when one of them is found anywhere in its target. */
  readonly standardLinks: readonly string[];
  /** The new target; null: learned from the database's own messages, else the documented variable. */
  readonly manageSubscriptionsLink: string | null;
  readonly replaceText: boolean;
}

/** `window`: as fast as the server goes, while nobody works; `office`: people work meanwhile, and hardly notice. */
export const RUN_MODES = ["window", "office"] as const;

export interface RunSettings {
  readonly mode: (typeof RUN_MODES)[number];
  readonly batchMs: number;
  readonly maxBatch: number;
  readonly pauseMs: number;
  readonly replicationLog: "auto" | "always" | "never";
  readonly retrySeconds: number;
  /** null: replicas are not watched. */
  readonly maxReplicaLagSeconds: number | null;
  readonly replicaUrls: readonly string[];
}

/** The configuration with every default filled in; null means "found out later" or "not asked for". Deeply frozen. */
export interface Settings {
  readonly database: DatabaseSettings;
  /** Of what is seeded; null: found out from the reference rows. */
  readonly language: Language | null;
  readonly associateId: number;
  readonly consentSource: ConsentSourceSettings;
  readonly includeDeletedPersons: boolean;
  /** Left out of points 1 and 2; ids, ascending. */
  readonly exclude: ExcludeSettings;
  readonly mailingHistory: MailingHistorySettings;
  readonly noMailings: { readonly onExistingConsent: "withdraw" | "keep" };
  /** null: the four of the upgrade, in the language of what is seeded. */
  readonly subscriptionTypes: readonly SubscriptionTypeSettings[] | null;
  readonly templates: TemplateSettings;
  /** Interest → subscription type; null: the step is not asked for. */
  readonly interests: Readonly<Record<string, string>> | null;
  /** Whether the step that switches E-marketing privacy on is asked for. */
  readonly emarketingPrivacy: boolean;
  /** A LegalBase key, that of new contacts; null: the step is not asked for. */
  readonly defaultLegalBasis: string | null;
  readonly run: RunSettings;
}
