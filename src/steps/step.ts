import type { Settings } from "../config/settings.js";
import type { Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import type { NamedQuery, Sql } from "../dialect/sql.js";
import type { CrmTable } from "../crm/tables.js";
import type { Reference, SeedRow, SeedUpdate } from "../crm/reference.js";
import type { Relations } from "../crm/relations.js";
import type { Finding } from "./finding.js";
import type { StepReasons } from "./person-facts.js";
import type { RowSet } from "./row-set.js";
import type { SeededTexts } from "../crm/seeded-texts.js";
import type { LinkTexts, TemplateText, TextRecord } from "./template-text.js";

export const STEP_IDS = [
  "consent-schema",
  "reference-data",
  "sales-and-service",
  "emarketing-from-mailing-history",
  "no-mailings-to-withdrawn",
  "subscription-types",
  "template-links",
  "interests-to-subscriptions",
  "default-legal-basis",
  "emarketing-privacy",
] as const;

export type StepId = (typeof STEP_IDS)[number];

/** What a step may use. In a dry run `reference` also has the rows that earlier pending steps would add. */
export interface StepContext {
  readonly dialect: Dialect;
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly relations: Relations;
  readonly reference: Reference;
  readonly texts: SeededTexts;
  /** What comments call the run: the first eight characters of its id. */
  readonly runLabel: string;
  /** Whether a row of a small table, by the expression of its id, was written by an earlier step of ours. */
  readonly isOurRow: (table: CrmTable, id: Sql) => Sql;
  /** Whether a consent row, by the expression of its id, was written by an earlier step of ours. */
  readonly isOurConsent: (consentPersonId: Sql) => Sql;
  /**
   * The consents for a purpose, by key: a table of `id`, `person_id`, `legalbase_id`. Where pending steps would write some, it
   * is the name of one of `named`.
   */
  readonly consents: (purpose: string) => Sql;
  /** What statements made with this context use by name, as far as they are made; it stands before them (`withQueries`). */
  readonly named: readonly NamedQuery[];
  /**
   * The same without what pending steps would write, for steps that those cannot concern; `by`: the column whose index
   * the engine is told to use.
   */
  readonly storedConsents: (purpose: string, by?: string) => Sql;
}

/** Records that a person has to look at: counted, and the first twenty named, unless it is their number alone that matters. */
export interface AttentionQuery {
  readonly code: string;
  readonly table: string;
  /** SELECT of one column `id`, each record once. */
  readonly records: Sql;
  readonly params?: Readonly<Record<string, string>>;
  /** The number alone is told: even where it is 0, or only where it is not. */
  readonly figure?: "always" | "unless-zero";
}

/** Something to say that needs no query. */
export interface StepNote extends Finding {
  /** The count is that of the contacts who have E-marketing by then, with a basis other than blank and Withdrawn. */
  readonly countsEmarketing?: true;
}

/** What a step does to a table's stored rows. */
type Write = "insert" | "update";

interface StepBase {
  readonly id: StepId;
  /** Steps that must be done or selected before. */
  readonly requires: readonly StepId[];
  /** The CRM's tables that it writes to, and how: rights, ids, and what is looked at before and after follow from it. */
  readonly writes: Readonly<Partial<Record<CrmTable, readonly Write[]>>>;
  /** Opt-in steps: whether the configuration turns the step on. Absent: always. */
  readonly isConfigured?: (settings: Settings) => boolean;
  readonly notes?: (context: StepContext) => readonly StepNote[];
}

/** Creates tables, columns and indexes that are missing. */
export interface SchemaStep extends StepBase {
  readonly kind: "schema";
  readonly tables: readonly CrmTable[];
  readonly columns: readonly { readonly table: CrmTable; readonly column: string }[];
}

export interface SeedChange {
  /** The step's own figures for the report. */
  readonly counts: Readonly<Record<string, number>>;
  readonly inserts: readonly SeedRow[];
  readonly updates: readonly SeedUpdate[];
}

/** Adds or changes a handful of rows, decided in TypeScript from the small tables as they stand. */
export interface SeedStep extends StepBase {
  readonly kind: "seed";
  /** @throws RefusedError where a name is taken by another key */
  readonly change: (context: StepContext) => SeedChange;
}

/** Writes at most a few rows per person, range by range. */
export interface PersonStep extends StepBase {
  readonly kind: "persons";
  /** The key of the purpose that the rows are for; undefined where they are no consents. */
  readonly purpose?: string;
  /** Whether no step before it writes rows of the same purpose for the same persons: spares a dry run the overlay. */
  readonly hasOwnPersons?: boolean;
  readonly rows: (context: StepContext) => RowSet;
  /** The templates of its rows' comments, by which is known how long those get; absent: as long as the vendor's column. */
  readonly comments?: (context: StepContext) => readonly string[];
  /** What `explain` says of its decisions. */
  readonly reasons: StepReasons;
  /** What the report draws attention to; asked before the step writes. */
  readonly attention: (context: StepContext, rows: RowSet) => readonly AttentionQuery[];
}

/** What a step that rewrites texts asks the database before it begins. */
export interface TextQuestions {
  readonly query: <Row extends object>(query: Sql) => Promise<readonly Row[]>;
  /** Goes through the records whose texts may hold what is sought, until `examine` says false. */
  readonly readEach: (texts: LinkTexts, examine: (record: TextRecord) => boolean) => Promise<void>;
  /** What the step found when an earlier attempt of the run began it; undefined where this is the first. */
  readonly earlier: readonly Finding[] | undefined;
}

/** What a step that rewrites texts does with one database. */
export interface TextWork {
  readonly tables: readonly TemplateText[];
  /** What is to be said besides what the records' examination finds. */
  readonly notes: readonly Finding[];
}

/** Rewrites texts of single records in TypeScript. */
export interface TextStep extends StepBase {
  readonly kind: "texts";
  /** Whether what is configured can be written into this database: asked before anything is. @throws UsageError (64), RefusedError (4) */
  readonly check: (context: StepContext, query: TextQuestions["query"]) => Promise<void>;
  /** @throws DatabaseError */
  readonly prepare: (context: StepContext, questions: TextQuestions) => Promise<TextWork>;
}

/** A step is one file in `migrations/`: a description that plan, apply, the script and rollback read. */
export type StepDefinition = SchemaStep | SeedStep | PersonStep | TextStep;

/** The tables that any of these steps writes to in that way, each once. */
export function tablesWritten(steps: readonly StepDefinition[], how: Write): readonly CrmTable[] {
  const tables = steps.flatMap(({ writes }) =>
    Object.entries(writes).flatMap(([table, ways]) => (ways.includes(how) ? [table] : [])),
  );
  return [...new Set(tables as CrmTable[])];
}

/** All tables that a step may write to; what one of small tables does write is known only by looking at them. */
export function tablesOf({ writes }: StepDefinition): readonly CrmTable[] {
  return Object.keys(writes) as CrmTable[];
}
