import { findTable, hasIndexLike, readCatalog } from "../../dialect/catalog.js";
import { readKnownCatalog } from "../../ledger/read-known-catalog.js";
import { inTransaction, type Session } from "../../dialect/session.js";
import { indexName } from "../../dialect/create-table.js";
import { CRM_TABLES } from "../../crm/tables.js";
import type { SchemaStep } from "../step.js";
import { readCreatedObjects, type ObjectRow } from "../../ledger/created-objects.js";
import { missingObjects, objectCounts, type MissingObject } from "../missing-objects.js";
import { SequenceTable } from "../../crm/sequence.js";
import { earlierBeginning, NOTHING_FOUND, recordBeginning } from "../../ledger/step-record.js";
import { NO_CHANGES, type StepFigures } from "../../report/step-figures.js";
import type { StepWork } from "../../work/step-work.js";
import { waitingShortly } from "./lock-timeout.js";

/**
 * Creates what is missing. DDL is not atomic everywhere, so the ledger first commits what is about to
 * be created, then one statement runs, then the ledger says that it is there; a run that goes on takes
 * an announced object as its own.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function applySchema(work: StepWork, step: SchemaStep, position: number): Promise<StepFigures> {
  const { connection, ledger, run } = work;
  const objects = await connection.retrying(step.id, async (session) => {
    if ((await earlierBeginning(session, work, step.id)) === undefined)
      await recordBeginning(session, work, { id: step.id, position }, NOTHING_FOUND);
    const created = await readCreatedObjects(session, ledger);
    const catalog = await readKnownCatalog(session);
    const missing = await missingObjects(session, catalog, step, created.numbers, created.tables);
    const standing = created.rows.filter(
      (row) => row.run_id === run.runId && row.status === "announced" && !missing.some((object) => isNamed(object, row)),
    );
    // Created by an attempt that was killed before it could say so.
    for (const { kind, table_name, object_name } of standing) {
      await ledger.update(session, "object", { status: "created" }, { run_id: run.runId, kind, table_name, object_name });
    }
    return missing;
  });
  work.progress.stepStarted(step.id, objects.length);
  for (const [index, object] of objects.entries()) {
    work.stop.throwIfAsked(`in the step ${step.id}, before the ${object.kind} ${object.name}`);
    await connection.retrying(`${step.id}, ${object.kind} ${object.name}`, (session) => create(session, work, object));
    work.tally.batches += 1;
    work.progress.advanced(index + 1, index + 1);
  }
  return {
    changes: NO_CHANGES,
    counts: objectCounts(objects),
    findings: [],
    otherWork: objects.length > 0,
  };
}

function isNamed(object: MissingObject, row: ObjectRow): boolean {
  return row.kind === object.kind && row.table_name === object.table && row.object_name === object.name;
}

async function create(session: Session, work: StepWork, object: MissingObject): Promise<void> {
  const { ledger, run } = work;
  const created = await readCreatedObjects(session, ledger);
  const name = { run_id: run.runId, kind: object.kind, table_name: object.table, object_name: object.name };
  const announced = created.rows.some((row) => row.run_id === run.runId && isNamed(object, row));
  const catalog = await readCatalog(session, { tables: ["sequence"] });
  const sequence = new SequenceTable(session, catalog);
  const number =
    object.kind === "sequence-row" ? Math.max(await sequence.greatestNumber(), ...created.numbers.values()) + 1 : null;
  if (!announced) {
    const announcement = { ...name, status: "announced", position: created.rows.length + 1, table_number: number };
    await inTransaction(session, "write", () => ledger.insert(session, "object", announcement));
  }
  const own = announced ? created.numbers.get(object.table) : undefined;
  const { statement } = object;
  if (statement === undefined) {
    const tableNumber = own ?? number ?? 0;
    // An earlier try may have been committed without its answer reaching us.
    const added = (await sequence.find(object.table, tableNumber)) !== undefined;
    await inTransaction(session, "write", async () => {
      if (!added) await sequence.add(object.table, tableNumber);
      await ledger.update(session, "object", { status: "created" }, name);
    });
    return;
  }
  if (!(await stands(session, object))) await waitingShortly(session, () => session.execute(statement));
  await inTransaction(session, "write", () => ledger.update(session, "object", { status: "created" }, name));
}

/** Whether an earlier try created the object, its answer being lost. */
async function stands(session: Session, object: MissingObject): Promise<boolean> {
  const table = findTable(await readCatalog(session, { tables: [object.table] }), object.table);
  if (table === undefined) return false;
  if (object.kind === "table") return true;
  if (object.kind === "column") return table.columns.has(object.name.toLowerCase());
  // By columns: servers that only speak SQL Server's language give indexes other names than they were asked for.
  const definition = CRM_TABLES[object.table].indexes.find((index) => indexName(object.table, index) === object.name);
  return definition !== undefined && hasIndexLike(table, definition);
}
