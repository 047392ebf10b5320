import type { Sql } from "../dialect/sql.js";
import type { CrmTable } from "./crm-tables.js";

/** A record with texts that may hold links. */
export interface TextRecord {
  readonly id: number;
  /** By column name of the vendor. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** A text that changes. */
export interface TextChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
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

/** A table whose texts are examined, record by record; what changes in one record changes together. */
export interface TemplateText {
  readonly table: CrmTable;
  readonly texts: readonly string[];
  /** What `examine` needs besides, by name: expressions on the relation's alias `m`. */
  readonly facts: Readonly<Record<string, Sql>>;
  /** Condition on the relation's alias `m`: only these records travel to the program. */
  readonly candidates: Sql;
  readonly examine: (record: TextRecord) => TextOutcome;
}
