export const PURPOSE_KEYS = ["STORE", "EMARKETING"] as const;
export type PurposeKey = (typeof PURPOSE_KEYS)[number];

/** Lawful bases by the letters of GDPR Art. 6(1), and the CRM's own mark for a basis that was withdrawn. */
export const LEGAL_BASE_KEYS = ["61A", "61B", "61C", "61D", "61E", "61F", "WITHDRAWN"] as const;
export type LegalBaseKey = (typeof LEGAL_BASE_KEYS)[number];

export const CONSENT_SOURCE_KEYS = [
  "USER",
  "EMAIL",
  "REQUEST",
  "CHAT",
  "WEBFORM",
  "CUSTOMERPORTAL",
  "IMPORT",
  "API",
  "UNKNOWN",
] as const;
export type ConsentSourceKey = (typeof CONSENT_SOURCE_KEYS)[number];

/** A row of a list as users see it; the tooltip has at most 255 characters, as its column. */
export interface NamedText {
  readonly name: string;
  readonly tooltip: string;
}

/** A purpose; `consentText` is what a person agrees to in a form. */
export interface PurposeText extends NamedText {
  readonly consentText: string;
}

/**
 * Comments of consent rows: the evidence that the data protection officer reads later. At most 255 characters when
 * filled in. Placeholders: {mailings} a number, {first} and {last} dates as YYYY-MM-DD, {run} the run's id of 8
 * characters. The count stands apart from the noun, so that one mailing reads as well as many.
 */
export interface CommentTexts {
  /** {run} */
  readonly salesAndService: string;
  /** {mailings} {first} {last} {run} */
  readonly mailingHistory: string;
  /** First and last date are the same: {mailings} {first} {run} */
  readonly mailingHistoryOneDay: string;
  /** No date is known: {mailings} {run} */
  readonly mailingHistoryUndated: string;
  /** The same three where only mailings that were opened or clicked count; the dates are still those of sending. */
  readonly engagedHistory: string;
  readonly engagedHistoryOneDay: string;
  readonly engagedHistoryUndated: string;
  /** {run} */
  readonly noMailings: string;
}

/**
 * All that the upgrade writes into the CRM's database in words, in one language. Only characters of ISO 8859-1 (no
 * typographic quotes or dashes): older databases keep these columns in single-byte encodings.
 */
export interface SeededTexts {
  readonly purposes: Readonly<Record<PurposeKey, PurposeText>>;
  readonly legalBases: Readonly<Record<LegalBaseKey, NamedText>>;
  readonly consentSources: Readonly<Record<ConsentSourceKey, NamedText>>;
  /** Invitations, news, promotions, urgent messages: the vendor's four; names in languages other than English are ours. */
  readonly subscriptionTypes: readonly [NamedText, NamedText, NamedText, NamedText];
  readonly comments: CommentTexts;
}

/** What the comments of a language are put together from. */
type CommentParts = Readonly<
  Record<"salesAndService" | "sent" | "engaged" | "days" | "oneDay" | "undated" | "basis" | "noMailings" | "run", string>
>;

/** The texts of a language without the article that a legal basis stands in, which is {letter} of Art. 6(1). */
interface TextParts extends Omit<SeededTexts, "comments"> {
  readonly article: string;
  readonly comments: CommentParts;
}

/** The texts of a language: legal bases with their articles; comments say what was done, why it may be, and in which run. */
export function seeded({ article, comments, ...texts }: TextParts): SeededTexts {
  const { sent, engaged, days, oneDay, undated, run } = comments;
  const articleOf = (letter: string): string => `${article.replace("{letter}", letter)}.`;
  const basis = `${comments.basis}, ${articleOf("f")}`;
  const history = (mails: string, dates: string): string => `${mails}, ${dates}. ${basis} ${run}`;
  const legalBases = { ...texts.legalBases };
  for (const key of LEGAL_BASE_KEYS) {
    if (key === "WITHDRAWN") continue;
    const { name, tooltip } = legalBases[key];
    legalBases[key] = { name, tooltip: `${tooltip} ${articleOf(key.slice(-1).toLowerCase())}` };
  }
  return {
    ...texts,
    legalBases,
    comments: {
      salesAndService: `${comments.salesAndService}, ${articleOf("f")} ${run}`,
      mailingHistory: history(sent, days),
      mailingHistoryOneDay: history(sent, oneDay),
      mailingHistoryUndated: history(sent, undated),
      engagedHistory: history(engaged, days),
      engagedHistoryOneDay: history(engaged, oneDay),
      engagedHistoryUndated: history(engaged, undated),
      noMailings: `${comments.noMailings} ${run}`,
    },
  };
}
