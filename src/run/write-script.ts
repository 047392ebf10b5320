import { writeWholeFile, type OutputFile } from "../config/output-file.js";
import { tablesOf, tablesWritten } from "../steps/step.js";
import { randomUUID } from "node:crypto";
import { findTable, type Catalog, type CatalogTable } from "../dialect/catalog.js";
import type { CatalogColumn, Dialect } from "../dialect/dialect.js";
import type { Code } from "../dialect/script-language.js";
import type { ColumnDefinition } from "../dialect/table-definition.js";
import { engineOf } from "../dialect/engines.js";
import { RefusedError } from "../errors.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { Ledger } from "../ledger/ledger.js";
import { lockName } from "../work/lock.js";
import { missingObjects, type MissingObject } from "../steps/missing-objects.js";
import { logSequenceRow } from "../preconditions/ready-database.js";
import { SequenceTable, type SequenceRow } from "../crm/sequence.js";
import { stepProgress, unfinishedRun } from "../ledger/step-states.js";
import { stepContext } from "../work/upgrade-context.js";
import { CRM_TABLES, TABLES_WITH_NEW_ROWS, type CrmTable } from "../crm/tables.js";
import { Relations } from "../crm/relations.js";
import { headerPart } from "../script/header-part.js";
import { idRoomPart } from "../script/id-room-part.js";
import { ledgerPart } from "../script/ledger-part.js";
import { cachesPart } from "../script/caches-part.js";
import { personsPart } from "../steps/persons/script.js";
import { beginPart, endPart, lockPart } from "../script/run-part.js";
import { schemaPart } from "../steps/schema/script.js";
import type { ScriptInput, ScriptPlan } from "../script/script-plan.js";
import { seedPart } from "../steps/seed/script.js";
import type { ScriptStep } from "../script/step-frame.js";
import { textsPart } from "../steps/texts/script.js";

/**
 * The change as a script for the engine's own client, part by part: memory does not grow with the templates. Must run in
 * the plan's transaction, since it reads the templates.
 * @param file what the header says how to run
 * @throws RefusedError (4) where a run is not finished; DatabaseError
 */
export async function* writeScript(input: ScriptInput, file: string): AsyncGenerator<Code> {
  const unfinished = unfinishedRun(input.state);
  if (unfinished !== undefined) {
    throw new RefusedError("RUN_UNFINISHED", `Run ${unfinished.run_id} is not finished: a script would get in its way.`, {
      hint: "Go on with consent-upgrade apply, or undo the run with consent-upgrade rollback, then make the script.",
    });
  }
  const { session } = input.upgrade;
  const running = input.selected.filter(({ choice }) => choice === "run");
  const created = await readCreatedObjects(session, input.upgrade.ledger);
  const objects = new Map<string, readonly MissingObject[]>();
  for (const { step } of running) {
    if (step.kind === "schema")
      objects.set(step.id, await missingObjects(session, input.upgrade.catalog, step, created.numbers, created.tables));
  }
  const plan = await planOf(input, [...objects.values()].flat());
  const sequences = await sequenceRows(input, created.numbers);
  yield headerPart(plan, input, file);
  if (running.length === 0) return;
  const steps = scriptSteps(plan, input);
  const written: CrmTable[] = [];
  yield lockPart(plan);
  yield idRoomPart(plan, input, sequences);
  yield ledgerPart(plan);
  yield beginPart(plan, input, steps);
  for (const own of steps) {
    const { step } = own;
    if (step.kind !== "seed") written.push(...tablesOf(step));
    switch (step.kind) {
      case "schema":
        yield schemaPart(plan, { ...own, step }, objects.get(step.id) ?? []);
        break;
      case "seed": {
        const change = step.change(stepContext(plan.upgrade, own.reference, plan.runId.slice(0, 8)));
        written.push(...[...change.inserts, ...change.updates].map(({ table }) => table));
        yield seedPart(plan, { ...own, step }, change, sequences);
        break;
      }
      case "persons": {
        const [table] = tablesWritten([step], "insert");
        yield personsPart(plan, { ...own, step }, table === undefined ? undefined : sequences.get(table));
        break;
      }
      case "texts":
        yield* textsPart(plan, { ...own, step });
        break;
    }
  }
  yield cachesPart(plan, [...new Set(written)], sequences);
  yield endPart(plan, steps);
}

async function planOf({ upgrade, findings }: ScriptInput, objects: readonly MissingObject[]): Promise<ScriptPlan> {
  const { session } = upgrade;
  const { dialect } = session;
  const catalog = catalogAfter(dialect, upgrade.catalog, objects);
  const ledger = new Ledger(dialect, catalog.schema);
  return {
    dialect,
    language: engineOf(dialect).script,
    session,
    upgrade: { ...upgrade, catalog, relations: new Relations(dialect, catalog), ledger },
    now: upgrade,
    ledger,
    runId: randomUUID(),
    ownerToken: randomUUID(),
    lockName: lockName(session),
    logSequence: await logSequenceRow(upgrade),
    findings,
  };
}

function columnOf(dialect: Dialect, table: string, definition: ColumnDefinition): CatalogColumn {
  return {
    table,
    column: definition.name,
    type: dialect.typeName(definition.type),
    nullable: definition.nullable,
    hasDefault: false,
  };
}

function createdTable(dialect: Dialect, table: CrmTable): CatalogTable {
  const columns = CRM_TABLES[table].columns.map(
    (column) => [column.name.toLowerCase(), columnOf(dialect, table, column)] as const,
  );
  return { name: table, columns: new Map(columns), indexes: [] };
}

/** The catalog once these objects are created: statements of later steps are written for it. */
function catalogAfter(dialect: Dialect, catalog: Catalog, objects: readonly MissingObject[]): Catalog {
  const tables = new Map(catalog.tables);
  for (const { kind, table, name } of objects) {
    if (kind === "table") tables.set(table.toLowerCase(), createdTable(dialect, table));
    const stored = findTable(catalog, table);
    const definition = CRM_TABLES[table].columns.find((column) => column.name === name);
    if (kind !== "column" || stored === undefined || definition === undefined) continue;
    tables.set(table.toLowerCase(), {
      ...stored,
      columns: new Map(stored.columns).set(name.toLowerCase(), columnOf(dialect, stored.name, definition)),
    });
  }
  return { ...catalog, tables };
}

/** The rows of `sequence` that stand; those of tables that the script creates come with it. */
async function sequenceRows(
  { upgrade, selected }: ScriptInput,
  numbers: ReadonlyMap<CrmTable, number>,
): Promise<ReadonlyMap<CrmTable, SequenceRow>> {
  const sequence = new SequenceTable(upgrade.session, upgrade.catalog);
  const rows = new Map<CrmTable, SequenceRow>();
  for (const table of [...TABLES_WITH_NEW_ROWS, ...selected.flatMap(({ step }) => tablesOf(step)), "CacheTables"] as const) {
    const row = await sequence.find(table, numbers.get(table));
    if (row !== undefined) rows.set(table, row);
  }
  return rows;
}

function scriptSteps(plan: ScriptPlan, { selected, state, upgrade }: ScriptInput): readonly ScriptStep[] {
  const steps: ScriptStep[] = [];
  let reference = upgrade.reference;
  for (const { step, choice } of selected) {
    if (choice !== "run") continue;
    steps.push({
      step,
      position: steps.length + 1,
      rerun: stepProgress(state, step.id) === "done",
      before: steps.at(-1),
      reference,
    });
    if (step.kind === "seed") reference = reference.with(step.change(stepContext(plan.upgrade, reference, "")).inserts);
  }
  return steps;
}

/** Writes the script. @throws UsageError (64) where the file cannot be written; what `writeScript` throws */
export async function writeScriptFile(input: ScriptInput, output: OutputFile): Promise<void> {
  const { needsByteOrderMark } = engineOf(input.upgrade.session.dialect).script;
  const texts = async function* (): AsyncGenerator<string> {
    if (needsByteOrderMark) yield "\uFEFF";
    for await (const code of writeScript(input, output.file)) yield code.map((line) => `${line}\n`).join("");
  };
  await writeWholeFile(output, texts());
}
