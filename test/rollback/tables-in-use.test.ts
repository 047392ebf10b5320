import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTransaction, type Session } from "../../src/dialect/session.js";
import { Ledger } from "../../src/ledger/ledger.js";
import { onlySpeaksTds } from "../dialect/engine-sessions.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { insert, ledgerTables, rowsOf, write } from "./as-user.js";
import { changesOf } from "./changes-of.js";
import { rollBackOn } from "./rollback-command.js";

const ROWS = { person: [{ person_id: 1 }, { person_id: 2 }], s_shipment: [{ id: 1, message_id: 1, status: 1 }] };

/** Longer than one try to lock a table waits. */
const HELD = 2_500;

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "tables in use");
  });
  afterAll(() => databases.end());

  test("what a user writes while a rollback is about to drop a table or column is not lost", async ({ skip }) => {
    skip(await onlySpeaksTds(databases.admin), "this server accepts TABLOCKX and locks nothing");
    const crm = await databases.crm(ROWS, { era: "8.1" });
    const before = await crm.dump();
    // Nothing else to undo: on MySQL, rows that users hold keep those back that they might refer to.
    await crm.apply({ only: ["consent-schema"] });
    const user = await databases.open(crm.address);
    let rolledBack: ReturnType<typeof rollBackOn> | undefined;
    await inTransaction(user, "write", async () => {
      await insert(user, "ShipmentTypeReservation", { ShipmentTypeReservation_id: 99, person_id: 1, ShipmentType_id: 77 });
      await write(user, "s_shipment", { id: 1 }, { shipmenttype_id: 77 });
      rolledBack = rollBackOn(crm.address);
      await Promise.race([untilAnnounced(crm.session), rolledBack]);
      await sleep(HELD);
    });
    const done = await rolledBack;
    expect(done).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back", error: null } });
    expect(await rowsOf(crm.session, "ShipmentTypeReservation")).toMatchObject([{ shipmenttypereservation_id: 99 }]);
    expect(await rowsOf(crm.session, "s_shipment")).toMatchObject([{ shipmenttype_id: 77 }]);
    const inUse = done?.report.attention.find(({ code }) => code === "CREATED_OBJECT_IN_USE");
    expect(inUse?.items.map(({ table, id, detail }) => `${detail} ${id} of ${table}`)).toEqual([
      "table ShipmentTypeReservation of ShipmentTypeReservation",
      "column shipmenttype_id of s_shipment",
    ]);

    expect(await rollBackOn(crm.address, { dryRun: true })).toMatchObject({ report: { outcome: "nothing-to-do" } });
    expect(await rollBackOn(crm.address)).toMatchObject({ exitCode: 0, report: { outcome: "nothing-to-do" } });
    expect(await rollBackOn(crm.address, { dropLedger: true })).toMatchObject({
      exitCode: 4,
      report: { error: { code: "LEDGER_NEEDED" } },
    });
    await write(crm.session, "ShipmentTypeReservation", { ShipmentTypeReservation_id: 99 }, "delete");
    await write(crm.session, "s_shipment", { id: 1 }, { shipmenttype_id: 0 });
    const dry = await rollBackOn(crm.address, { dryRun: true });
    expect(dry).toMatchObject({ report: { outcome: "changes-pending" } });
    const again = await rollBackOn(crm.address, { dropLedger: true });
    expect(again).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back", error: null } });
    expect(changesOf(again.report)).toEqual(changesOf(dry.report));
    expect(await crm.dump()).toEqual(before);
    expect(await ledgerTables(crm.session)).toEqual([]);
  });
});

/** Waits until the rollback has looked at a table, found nothing, and said that it will drop it. */
async function untilAnnounced(session: Session): Promise<void> {
  const ledger = new Ledger(session.dialect, session.server.schema);
  for (let tries = 0; tries < 1_000 && (await ledger.select(session, "object", { status: "announced" })).length === 0; tries += 1)
    await sleep(50);
}
