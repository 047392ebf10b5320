import { findTable } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { sql } from "../dialect/sql.js";
import { doubtful, fine, wrong, type Check } from "../check.js";
import { CONSENT_TABLES } from "../crm/tables.js";
import { FIRST_SATELLITE_ID, SequenceTable } from "../crm/sequence.js";
import { vendorFirst, vendorFirstMessage } from "../crm/vendor-model.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { tablesWritten, type StepDefinition } from "../steps/step.js";
import { isPlausibleTarget } from "../template/rewrite.js";
import { NO_RUN, stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { damagedSequenceRows, isUniqueByPurpose } from "./guards.js";
import { scarceIds } from "./id-room.js";
import { missingRights, readLogin } from "./missing-rights.js";
import { pendingWrites } from "./pending-writes.js";
import type { Precondition } from "./precondition.js";
import { knownTables, logSequenceRow } from "./ready-database.js";
import { staticSelections } from "./static-selections.js";
import { shortColumns } from "./short-columns.js";

/** A database that can be read, and the steps that are to run on it. */
export interface Place {
  readonly upgrade: UpgradeContext;
  readonly steps: readonly StepDefinition[];
}

type OfPlace = Precondition<Place>;

const SEQUENCE_HINT = "Let the vendor's support repair the sequence table.";

/** Of excluded contacts: `plan` and `apply` look first of all, as all figures depend on it. */
export const excludedSelections: OfPlace = {
  id: "exclude",
  what: "whether the excluded selections are static",
  code: "SELECTION_NOT_STATIC",
  check: ({ upgrade }) => staticSelections(upgrade),
};

/** The consent tables: there, or to be created; by the vendor's own upgrade where its model is in the database. */
export const consentTables: Precondition<{ readonly upgrade: Pick<UpgradeContext, "catalog"> }> = {
  id: "consent-tables",
  what: "whether the consent tables are there",
  code: "VENDOR_SCHEMA_MISSING",
  async check({ upgrade: { catalog } }) {
    const missing = CONSENT_TABLES.filter((table) => findTable(catalog, table) === undefined);
    if (missing.length === 0) return fine("consent-tables", "The consent and subscription tables are there.");
    const first = vendorFirst(catalog);
    if (first === undefined)
      return doubtful(
        "consent-tables",
        `apply creates the tables that are missing: ${missing.join(", ")}.`,
        "In a real CRM the vendor's own upgrade creates them: is this a copy or a sample?",
      );
    const { message, hint } = vendorFirstMessage(first);
    return wrong("consent-tables", message, hint);
  },
};

/** A server that takes writes. */
export const writable: Precondition<{ readonly upgrade: Pick<UpgradeContext, "session"> }> = {
  id: "writable",
  what: "whether the server takes writes",
  code: "READ_ONLY_SERVER",
  async check({ upgrade: { session } }) {
    const reason = await engineOf(session.dialect).inspection.readOnlyReason(session);
    if (reason === undefined) return fine("writable", "The server takes writes.");
    const hint = "Connect to the primary server, and see that it takes writes.";
    return wrong("writable", `The server takes no writes: ${reason}.`, hint);
  },
};

/** Settings of the server with which batches would go wrong. */
const settings: OfPlace = {
  id: "settings",
  what: "isolation and lock settings",
  code: "UNFIT_SERVER",
  check: ({ upgrade: { session, catalog } }) =>
    engineOf(session.dialect).inspection.settings(session, catalog.schema, knownTables(catalog)),
};

/** A login that may write what the steps write; `doctor` prints the rights of each purpose. */
const rights: OfPlace = {
  id: "right-apply",
  what: "what apply would write",
  code: "MISSING_RIGHT",
  async check({ upgrade, steps }) {
    return missingRights(await readLogin(upgrade), "apply", await pendingWrites(upgrade, steps));
  },
};

/** A `sequence` that is past the ids in use. */
const sequence: OfPlace = {
  id: "sequence",
  what: "whether sequence is sound",
  code: "SEQUENCE_BEHIND",
  async check({ upgrade: { session, catalog, ledger }, steps }) {
    const { numbers } = await readCreatedObjects(session, ledger);
    const damaged = await damagedSequenceRows(session, catalog, (table) => numbers.get(table), tablesWritten(steps, "insert"));
    if (damaged.length === 0) return fine("sequence", "sequence is past the greatest id of every table that apply writes to.");
    return damaged.map(({ table, greatest, next }) =>
      wrong(
        `sequence-${table}`,
        `sequence is behind ${table}: next_id is ${next}, the greatest id in use ${greatest}. The CRM would hand out ids twice.`,
        SEQUENCE_HINT,
      ),
    );
  },
};

/** Tables that steps write to, and their rows in `sequence`; of opt-in steps only where those are configured. */
const sequenceRows: OfPlace = {
  id: "sequence-rows",
  what: "whether sequence has a row for every table",
  code: "SEQUENCE_ROW_MISSING",
  async check({ upgrade: { session, catalog, ledger }, steps }) {
    const { numbers, tables: ours } = await readCreatedObjects(session, ledger);
    const rows = new SequenceTable(session, catalog);
    const without: Check[] = [];
    for (const table of tablesWritten(steps, "insert")) {
      const isThere = findTable(catalog, table) !== undefined;
      if (!isThere && !CONSENT_TABLES.includes(table)) {
        const message = `The table ${table} is missing, and a step that the configuration turns on writes to it.`;
        const hint = "Take the step out of the configuration, or check that the schema is the CRM's.";
        return wrong("sequence-rows", message, hint, "TABLE_MISSING");
      }
      // A table that is missing, or that an interrupted run of ours created, gets its row from consent-schema.
      if (!isThere || ours.has(table) || (await rows.find(table, numbers.get(table))) !== undefined) continue;
      without.push(
        wrong(
          `sequence-${table}`,
          `sequence has no row for ${table}: nobody knows its next free id and its table number.`,
          SEQUENCE_HINT,
        ),
      );
    }
    return without;
  },
};

/** So many persons with two rows for one purpose are named. */
const MOST_DUPLICATES = 5;

/** One row for each contact and purpose. */
const duplicates: OfPlace = {
  id: "duplicates",
  what: "whether contacts have two rows for one purpose",
  code: "DUPLICATE_CONSENTS",
  async check({ upgrade: { session, catalog, relations } }) {
    const none = fine("duplicates", "No contact has two consent rows for one purpose.");
    const stored = findTable(catalog, "ConsentPerson");
    if (stored === undefined || isUniqueByPurpose(stored)) return none;
    const { top, limit } = session.dialect;
    const persons = await session.query<{ person_id: number }>(sql`
      SELECT ${top(MOST_DUPLICATES)} c.person_id FROM ${relations.of("ConsentPerson")} c
      WHERE c.person_id IS NOT NULL AND c.consentpurpose_id IS NOT NULL
      GROUP BY c.person_id, c.consentpurpose_id HAVING COUNT(*) > 1
      ORDER BY c.person_id ${limit(MOST_DUPLICATES)}`);
    if (persons.length === 0) return none;
    const ids = `${persons.map((row) => row.person_id).join(", ")}${persons.length === MOST_DUPLICATES ? ", …" : ""}`;
    return wrong(
      "duplicates",
      `Some contacts have two consent rows for one purpose (person_id ${ids}).`,
      "Remove the duplicates (the CRM allows one row per contact and purpose), then run again.",
    );
  },
};

/** Columns that hold what steps write. */
const columns: OfPlace = {
  id: "column-lengths",
  what: "whether the columns are long enough",
  code: "TEXT_TOO_LONG",
  check: ({ upgrade, steps }) => shortColumns(upgrade, steps),
};

/** Ids enough, of each table and of the replication log; and steps that can be described at all. */
const sequenceRoom: OfPlace = {
  id: "sequence-room",
  what: "whether there are ids enough",
  code: "IDS_EXHAUSTED",
  async check({ upgrade, steps }) {
    const logs = tablesWritten(steps, "insert").length > 0;
    const scarce = await scarceIds(upgrade, steps, logs ? await logSequenceRow(upgrade) : undefined);
    if (scarce.length === 0) return fine("sequence-room", "There are ids enough for what apply writes.");
    const list = scarce.map(({ table, needed, left }) => `${table} (up to ${needed} needed, ${left} left)`).join(", ");
    return wrong(
      "sequence-room",
      `sequence has too few ids left below ${FIRST_SATELLITE_ID}: ${list}.`,
      "Ask the vendor's support: the central database's range of ids is used up, and those behind it are the satellites'.",
    );
  },
};

/** What the steps that rewrite texts would refuse before they begin, or warn of. */
const templateTarget: OfPlace = {
  id: "template-target",
  what: "whether links' new target can be written",
  code: "TEMPLATE_TARGET",
  async check({ upgrade, steps }) {
    const context = stepContext(upgrade, upgrade.reference, NO_RUN);
    const texts = steps.filter((step) => step.kind === "texts");
    for (const step of texts) await step.check(context, (query) => upgrade.session.query(query));
    if (texts.length === 0) return [];
    const target = upgrade.settings.templates.manageSubscriptionsLink;
    if (target === null || isPlausibleTarget(target))
      return fine("template-target", "The new target of links can be written into the columns that hold them.");
    return doubtful(
      "template-target",
      `The new target of links, ${target}, looks like neither a template variable nor an address.`,
      "Correct templates.manageSubscriptionsLink before apply; a variable is written [[link.subscription]].",
    );
  },
};

/** Damage that writing would make worse, and what would not suffice: `plan` refuses for it as well. */
export const OF_DATA: readonly OfPlace[] = [sequence, sequenceRows, columns, sequenceRoom, templateTarget, duplicates];

/** What `apply` asks besides, before those. */
export const OF_WRITING: readonly OfPlace[] = [consentTables, writable, settings, rights];
