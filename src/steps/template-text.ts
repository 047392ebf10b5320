import type { Pieces } from "../dialect/dialect.js";
import type { Sql } from "../dialect/sql.js";
import type { CrmTable } from "../crm/tables.js";

/** What a step wants to know of a record besides its texts, by name. */
export type TextFacts = Readonly<Record<string, string | number | null>>;

/** A record with texts that may hold links. */
export interface TextRecord {
  readonly id: number;
  /** By column name of the vendor. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly facts: TextFacts;
  /** For reports alone: nothing is decided by it. */
  readonly told: TextFacts;
}

/** A part of a text that changes: `after` takes the place of what stood from `start` to `end`, in UTF-16 units. */
export interface TextReplacement {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** A text that changes. */
export interface TextChange {
  readonly column: string;
  readonly before: string;
  /** In the order of the text, without overlaps. */
  readonly replacements: readonly TextReplacement[];
}

/** Something about a record that a person has to look at. */
export interface TextFinding {
  readonly code: string;
  readonly detail: string;
}

export interface TextOutcome {
  readonly changes: readonly TextChange[];
  /** Links that were or would be rewritten. */
  readonly links: number;
  readonly findings: readonly TextFinding[];
}

/** A table with texts that may hold links, as it is read. */
export interface LinkTexts {
  readonly table: CrmTable;
  readonly texts: readonly string[];
  /** What is needed besides, by name: expressions on the relation's alias `m`. */
  readonly facts: Readonly<Record<string, Sql>>;
  /** The same, for reports alone. */
  readonly told?: Readonly<Record<string, Sql>>;
  /** Records none of whose texts holds one of these are left out. Undefined: none are. */
  readonly pieces?: Pieces | undefined;
}

/** A table whose texts are examined, record by record; what changes in one record changes together. */
export interface TemplateText extends LinkTexts {
  readonly examine: (record: TextRecord) => TextOutcome;
}
