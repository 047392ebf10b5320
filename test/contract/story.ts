import type { Row } from "../../fixtures/insert-rows.js";

/** An e-mail (or SMS) to a contact, as a recipient of a mailing or as a row of the log of sent messages. */
export interface Mail {
  /** Recipient status; default 4, sent. */
  readonly status?: number | null;
  /** Mailing status; default 1, finished. */
  readonly mailing?: number;
  /** Message flags: 1 plain, 2 HTML, 4 obsolete, 8 SMS, 16 document. `none`: the mailing has no message. Default 3. */
  readonly flags?: number | null | "none";
  /** When it was sent to this contact. */
  readonly sent?: string;
  /** When the mailing began. */
  readonly started?: string;
  /** Tells mailings apart that are otherwise alike. */
  readonly name?: string;
  /** Whether it stands in `s_sent_message` instead; `mailing gone`: under no mailing. */
  readonly log?: "with mailing" | "mailing gone";
  /** link_type of each link that was clicked in it. */
  readonly clicked?: readonly (number | null)[];
  /** When it was read, for the log. */
  readonly read?: string;
}

/** Keys of purposes in the databases of these tests: the CRM's two, and one of the customer's own. */
export type PurposeName = "STORE" | "EMARKETING" | "TELEPHONE";

/** A legal basis by key, `null` or 0 for a blank one, any other number for an id that no legal basis has. */
export type Basis = "61A" | "61B" | "61C" | "61D" | "61E" | "61F" | "WITHDRAWN" | number | null;

/**
 * What became of the row of a purpose: `none`, `new KEY` (we added it), `kept KEY` (not a byte changed), or `now KEY` (it
 * stood with another basis).
 */
export type Fate = "none" | `${"new" | "kept" | "now"} ${string}`;

/** A contact, and what the rules make of it. */
export interface Story {
  readonly is: string;
  /** Columns of `person`. */
  readonly person?: Row;
  readonly mails?: readonly Mail[];
  /** Consents that stand already. */
  readonly consents?: Readonly<Partial<Record<PurposeName, Basis>>>;
  /** link_type of each clicked link. */
  readonly clicks?: readonly number[];
  /** Clicked long ago, in the table for old clicks. */
  readonly oldClicks?: readonly number[];
  readonly email?: string;
  /** Does not subscribe to some type. */
  readonly reservation?: true;
  /** `nomailing` of the contact's company. */
  readonly company?: number | null;
  /** Default: `new 61F`. */
  readonly store?: Fate;
  /** Default: `none`. */
  readonly emarketing?: Fate;
  /** The comment of the e-marketing row, without the run. */
  readonly evidence?: string;
  /** Attention codes that name this contact or one of its consents. Default: none. */
  readonly attention?: readonly string[];
}
