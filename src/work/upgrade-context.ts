import type { Settings } from "../config/settings.js";
import type { Catalog } from "../dialect/catalog.js";
import { languageOfCode } from "../crm/names.js";
import type { Dialect } from "../dialect/dialect.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type NamedQuery, type Sql } from "../dialect/sql.js";
import type { Language } from "../language.js";
import type { SeededLanguage } from "../report/language-attention.js";
import { EVERYBODY, type PersonRange } from "../steps/person-range.js";
import type { CrmTable } from "../crm/tables.js";
import type { Reference } from "../crm/reference.js";
import { Relations } from "../crm/relations.js";
import type { RowSet } from "../steps/row-set.js";
import { RowSetReader } from "../steps/row-set-sql.js";
import { languageOfNames } from "../crm/language-of-names.js";
import { seededTexts } from "../crm/seeded-texts.js";
import type { StepContext, StepId } from "../steps/step.js";
import { Ledger, ledgerPresence } from "../ledger/ledger.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { loadReference } from "../crm/load-reference.js";

/** What is read of a database once, before its steps are looked at, and again only after a step that changed it. */
export interface UpgradeFacts {
  readonly dialect: Dialect;
  readonly catalog: Catalog;
  readonly relations: Relations;
  readonly reference: Reference;
  readonly settings: Settings;
  readonly language: SeededLanguage;
  /** Undefined where the ledger is not there, or not whole. */
  readonly ledger: Ledger | undefined;
}

/** The same with the session that goes on reading: of commands that do all of their work on one. */
export interface UpgradeContext extends UpgradeFacts {
  readonly session: Session;
}

/** What outlives a session: a run may lose its own, and goes on with another. */
export function factsOf({ session: _lost, ...facts }: UpgradeContext): UpgradeFacts {
  return facts;
}

/** How a database is read. */
export interface Reading {
  /** Of a run that goes on: it keeps its language. */
  readonly language?: Language | undefined;
  /** Whether rows are to be taken back: then every table that may refer to one of them is read as well. */
  readonly toUndo?: boolean;
  /** Where it has just been read so. */
  readonly catalog?: Catalog;
}

/**
 * Reads catalog, small tables and language.
 * @throws DatabaseError
 */
export async function readUpgradeContext(session: Session, settings: Settings, reading: Reading = {}): Promise<UpgradeContext> {
  const catalog = reading.catalog ?? (await readKnownCatalog(session, reading));
  const relations = new Relations(session.dialect, catalog);
  const reference = await loadReference(session, relations);
  return {
    session,
    dialect: session.dialect,
    catalog,
    relations,
    reference,
    settings,
    language: await chooseLanguage(session, relations, settings, reference, reading.language),
    ledger: ledgerPresence(catalog) === "whole" ? new Ledger(session.dialect, catalog.schema) : undefined,
  };
}

async function chooseLanguage(
  session: Session,
  relations: Relations,
  settings: Settings,
  reference: Reference,
  languageOfRun: Language | undefined,
): Promise<SeededLanguage> {
  if (languageOfRun !== undefined) return { language: languageOfRun, because: "run", evidence: "" };
  if (settings.language !== null) return { language: settings.language, because: "configured", evidence: "" };
  const [installed] = await session.query<{ language: string | null }>(
    sql`SELECT MIN(c.language) AS language FROM ${relations.of("config")} c WHERE c.language <> ''`,
  );
  const language = languageOfCode(installed?.language);
  if (language !== undefined) return { language, because: "installation", evidence: String(installed?.language).trim() };
  const names = (["ConsentPurpose", "LegalBase", "ConsentSource"] as const).flatMap((table) =>
    reference.rows(table).map((row) => ({ table, key: String(row["key"] ?? ""), name: String(row["name"] ?? "") })),
  );
  const found = languageOfNames(names);
  if (found === undefined) return { language: "en", because: "default", evidence: "" };
  return { language: found.language, because: "found", evidence: found.because };
}

/** Stands for the run where there is none yet: comments of a dry run are as long as those of a run. */
export const NO_RUN = "00000000";

/**
 * The context that steps get. `pending` are the row sets that steps before it would write: in a dry
 * run the consents are overlaid with them.
 * @param range the persons that pending rows matter for; default: everybody
 */
export function stepContext(
  upgrade: UpgradeFacts,
  reference: Reference,
  runLabel: string,
  pending: readonly PendingRows[] = [],
  range?: PersonRange,
): StepContext {
  const { dialect, catalog, relations, settings, ledger } = upgrade;
  const named: NamedQuery[] = [];
  return {
    dialect,
    catalog,
    settings,
    relations,
    reference,
    texts: seededTexts(upgrade.language.language),
    runLabel,
    isOurRow: (table, id) => isOurRow(ledger, table, id),
    isOurConsent: (id) => isOurConsent(ledger, id),
    storedConsents: (purpose, by) => storedConsents(upgrade, reference, purpose, by),
    consents: (purpose) => pendingConsents(upgrade, reference, purpose, pending, range ?? EVERYBODY, named),
    named,
  };
}

/** Rows that a selected pending step would write, and for which purpose. */
export interface PendingRows {
  readonly step: StepId;
  readonly purpose: string | undefined;
  readonly rows: RowSet;
  /** What the rows use by name. */
  readonly named: readonly NamedQuery[];
}

/**
 * The consents as they are once these steps have written theirs: first what is stored, then what each step wants and what
 * stands after it, in the order in which they run.
 * @param named gets these parts
 */
function pendingConsents(
  upgrade: UpgradeFacts,
  reference: Reference,
  purpose: string,
  pending: readonly PendingRows[],
  range: PersonRange,
  named: NamedQuery[],
): Sql {
  const { dialect, relations } = upgrade;
  const own = pending.filter((candidate) => candidate.purpose === purpose);
  if (own.length === 0) return storedConsents(upgrade, reference, purpose);
  const add = (part: NamedQuery): Sql => {
    if (!named.some(({ name }) => name === part.name)) named.push(part);
    return identifier(part.name);
  };
  let stands = add({ name: `${purpose.toLowerCase()}_stored`, body: storedRows(upgrade, reference, purpose) });
  for (const { step, rows, named: used } of own) {
    for (const part of used) add(part);
    const name = step.replaceAll("-", "_");
    const reader = new RowSetReader(dialect, relations, rows);
    const wanted = add({ name, body: reader.wantedRows(range) });
    stands = add({ name: `after_${name}`, body: reader.overlay(stands, wanted) });
  }
  return stands;
}

function storedConsents(upgrade: UpgradeFacts, reference: Reference, purpose: string, by?: string): Sql {
  return sql`(${storedRows(upgrade, reference, purpose, by)})`;
}

function storedRows({ relations }: UpgradeFacts, reference: Reference, purpose: string, by?: string): Sql {
  return sql`SELECT s.consentperson_id AS id, s.person_id, s.legalbase_id
    FROM ${relations.of("ConsentPerson", by)} s WHERE s.consentpurpose_id = ${reference.idOf("ConsentPurpose", purpose)}`;
}

function isOurRow(ledger: Ledger | undefined, table: CrmTable, id: Sql): Sql {
  if (ledger === undefined) return sql`1 = 0`;
  return sql`EXISTS (SELECT 1 FROM ${ledger.table("batch")} b
      WHERE b.table_name = ${table} AND b.undone_at IS NULL AND ${id} BETWEEN b.first_id AND b.last_id)`;
}

function isOurConsent(ledger: Ledger | undefined, id: Sql): Sql {
  if (ledger === undefined) return sql`1 = 0`;
  return sql`(EXISTS (SELECT 1 FROM ${ledger.table("batch")} b
      WHERE b.table_name = 'ConsentPerson' AND b.undone_at IS NULL AND ${id} BETWEEN b.first_id AND b.last_id)
    OR EXISTS (SELECT 1 FROM ${ledger.table("oldConsent")} o
      JOIN ${ledger.table("batch")} made ON made.run_id = o.run_id AND made.step_id = o.step_id AND made.batch_no = o.batch_no
      WHERE o.consent_id = ${id} AND o.undone_piece IS NULL AND made.undone_at IS NULL))`;
}
