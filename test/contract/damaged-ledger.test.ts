import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTableStatement } from "../../src/dialect/create-table.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { silentProgress, type Progress } from "../../src/progress.js";
import { createStopControl } from "../../src/stop-request.js";
import { identifier, literalSql, sql } from "../../src/dialect/sql.js";
import { runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { reportOn, statusOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf } from "../support/run-command.js";
import { SMALL_CRM } from "./small-crm.js";

const EVERYTHING = { without: [], withLedger: true };

/** Another legal basis for a flagged contact: it gives way, and its old value is kept. */
const ROWS = { ...SMALL_CRM, ConsentPerson: [{ consentperson_id: 1, person_id: 3, consentPurpose_id: 2, legalBase_id: 1 }] };

describe.each(enginesAtHand())("on $name, a ledger that is not whole", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "damaged");
  });
  afterAll(() => databases.end());

  /** A CRM whose upgrade ended, or was interrupted after a few batches of two contacts. */
  async function upgraded(interrupted: boolean): Promise<TestCrm> {
    const crm = await databases.crm(ROWS);
    const control = createStopControl();
    const progress: Progress = {
      ...silentProgress,
      advanced: (done) => void (done > 2 && interrupted && control.receive("SIGINT")),
    };
    await crm.apply({ settings: { run: { maxBatch: 2 } }, stop: control.stop, progress });
    return crm;
  }

  async function run(crm: TestCrm, statement: string): Promise<void> {
    const { dialect, server } = crm.session;
    const schema = literalSql(dialect, identifier(server.schema));
    await crm.session.execute(sql.raw(statement.replaceAll("SCHEMA", schema)));
  }

  /** Every command that goes by the ledger refuses it with that, and writes nothing. */
  async function refused(crm: TestCrm, says: RegExp): Promise<void> {
    const before = await crm.dump(EVERYTHING);
    const settings = { run: { maxBatch: 2 } };
    const commands = [
      () => crm.plan({ settings }),
      () => crm.apply({ settings }),
      () => rollBackOn(crm.address),
      () => rollBackOn(crm.address, { dryRun: true }),
      () => statusOn(crm.address),
      () => reportOn(crm.address),
    ];
    for (const command of commands) {
      const refusal = await refusalOf(command());
      expect(refusal).toMatchObject({ exitCode: 4, code: "LEDGER_DAMAGED" });
      expect(refusal.message).toMatch(says);
    }
    const doctor = (await runDoctorOn(crm.address)).report.checks.find(
      ({ id, outcome }) => id === "ledger" && outcome === "fail",
    );
    expect(doctor?.message).toMatch(says);
    expect(await crm.dump(EVERYTHING)).toEqual(before);
  }

  describe.each([true, false])("after a run (interrupted: %s)", (interrupted) => {
    test.each(["batch", "run", "step", "oldConsent", "undo"] as const)("without its table %s", async (table) => {
      const crm = await upgraded(interrupted);
      await run(crm, `DROP TABLE SCHEMA.${LEDGER[table].name}`);
      await refused(crm, new RegExp(`missing: the table ${LEDGER[table].name}`));
      const verified = await refusalOf(crm.verify());
      expect(verified.code).toBe("LEDGER_DAMAGED");
    });

    test("without a column", async () => {
      const crm = await upgraded(interrupted);
      await run(crm, `ALTER TABLE SCHEMA.consent_upgrade_batch DROP COLUMN kept`);
      await refused(crm, /missing: the column consent_upgrade_batch\.kept/);
    });

    test.each([
      ["the rows of its batches", "DELETE FROM SCHEMA.consent_upgrade_batch", /has 0 of at least \d+ batches/],
      ["a batch in the middle", "DELETE FROM SCHEMA.consent_upgrade_batch WHERE batch_no = 1", /has \d+ of at least \d+ batches/],
      ["the rows of its run", "DELETE FROM SCHEMA.consent_upgrade_run", /run .* is gone, its rows are there/],
      ["the rows of its steps", "DELETE FROM SCHEMA.consent_upgrade_step", /sales-and-service .* is gone, its batches are there/],
    ])("without %s", async (_, statement, says) => {
      const crm = await upgraded(interrupted);
      await run(crm, statement);
      await refused(crm, says);
    });
  });

  test("without old values", async () => {
    const crm = await upgraded(false);
    await run(crm, "DELETE FROM SCHEMA.consent_upgrade_old_consent");
    await refused(crm, /has the old values of 0 of 1 changed rows/);
  });

  test("without the ids that were reserved", async () => {
    const crm = await upgraded(false);
    await run(crm, "DELETE FROM SCHEMA.consent_upgrade_reservation");
    await refused(crm, /sales-and-service in run .* has no record of the ids of 3 of its batches/);
  });

  test("without what a rollback recorded, in the middle of it and at its end", async () => {
    for (const stops of [true, false]) {
      const crm = await upgraded(false);
      const control = createStopControl();
      const progress: Progress = { ...silentProgress, advanced: () => void (stops && control.receive("SIGINT")) };
      await rollBackOn(crm.address, { settings: { run: { maxBatch: 2 } }, stop: control.stop, progress });
      await run(crm, "DELETE FROM SCHEMA.consent_upgrade_undo");
      await refused(crm, /has no (whole record of how|record of) \d+ /);
    }
  });

  test("without the last batch of a step that is done", async () => {
    const crm = await upgraded(false);
    await run(crm, "DELETE FROM SCHEMA.consent_upgrade_batch WHERE step_id = 'sales-and-service' AND batch_no = 3");
    await refused(crm, /sales-and-service .* has batches for 4 of 5 contacts/);
    expect(
      (await crm.verify()).report.checks.find(({ id, outcome }) => id === "ledger-figures" && outcome === "fail"),
    ).toBeDefined();
  });

  test("whose creation did not end is completed", async () => {
    const crm = await databases.crm(ROWS);
    const { dialect, server } = crm.session;
    await crm.session.execute(createTableStatement(dialect, server.schema, LEDGER.run));
    expect((await crm.plan()).report.outcome).toBe("changes-pending");
    expect((await crm.apply()).report.outcome).toBe("applied");
    expect((await crm.verify()).exitCode).toBe(0);
  });
});
