import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { DatabaseRows } from "../support/build-database.js";
import { refusalOf } from "../support/run-command.js";
import { changesOf } from "./changes-of.js";
import { rollBackOn } from "./rollback-command.js";
import { idOf, ledgerTables, rowsOf, saveAsUser, write } from "./as-user.js";

const LINK = '<a href="[[unsubscribe]]">unsubscribe here</a>';

/** Contact 1 is ordinary, 2 is flagged, 3 and 4 are flagged and had consented, 5 and 6 have a blank row. */
const ROWS: DatabaseRows = {
  person: [1, 2, 3, 4, 5, 6].map((person_id) => ({ person_id, nomailing: person_id >= 2 && person_id <= 4 ? 1 : 0 })),
  ConsentPerson: [
    {
      consentperson_id: 30,
      person_id: 3,
      consentPurpose_id: 2,
      legalBase_id: 1,
      consentSource_id: 1,
      comment: "asked",
      updatedCount: 2,
    },
    {
      consentperson_id: 40,
      person_id: 4,
      consentPurpose_id: 2,
      legalBase_id: 1,
      consentSource_id: 2,
      comment: null,
      updatedCount: null,
      updated: null,
    },
    {
      consentperson_id: 50,
      person_id: 5,
      consentPurpose_id: 1,
      legalBase_id: null,
      consentSource_id: null,
      comment: "blank ",
      updatedCount: 9,
    },
    { consentperson_id: 60, person_id: 6, consentPurpose_id: 1, legalBase_id: 0, consentSource_id: 3 },
  ],
  s_message: [
    { id: 1, html_message: LINK, flags: 2, description: "untouched" },
    { id: 2, html_message: LINK, flags: 2, description: "edited" },
    { id: 3, html_message: LINK, flags: 2, description: "saved again without a change of its text" },
  ],
};

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let before: Awaited<ReturnType<TestCrm["dump"]>>;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "rollback changed");
    crm = await databases.crm(ROWS);
    before = await crm.dump();
    await crm.apply();
  });
  afterAll(() => databases.end());

  test("what users changed since is told by a dry run, and by the question", async () => {
    const { session } = crm;
    // One that we inserted, one that we changed, one that we changed and that is deleted now.
    await saveAsUser(
      session,
      "ConsentPerson",
      { person_id: 1, consentPurpose_id: 1 },
      { legalBase_id: 1, comment: "asked on the phone" },
    );
    await saveAsUser(session, "ConsentPerson", { consentperson_id: 30 }, { legalBase_id: 1 });
    await write(session, "ConsentPerson", { consentperson_id: 60 }, "delete");
    // Another basis without updatedCount: an import, say.
    await write(session, "ConsentPerson", { person_id: 2, consentPurpose_id: 1 }, { legalBase_id: 2 });
    await saveAsUser(session, "s_message", { id: 2 }, { html_message: `${LINK} and more` });
    await saveAsUser(session, "s_message", { id: 3 }, { description: "another" });
    const left = await crm.dump();

    const dry = await rollBackOn(crm.address, { dryRun: true });
    expect(dry.report.attention).toMatchObject([{ code: "CHANGED_SINCE", severity: "warning", count: 6 }]);
    let asked = "";
    const refused = await refusalOf(rollBackOn(crm.address, { answer: (question) => ((asked = question), false) }));
    expect(refused).toMatchObject({ exitCode: 4, code: "NOT_CONFIRMED" });
    expect(asked).toMatch(/Sales and service .*: 2 rows to delete, 1 to give their old values back/);
    expect(asked).toMatch(/6 rows were changed since and stay/);
    expect(await rollBackOn(crm.address, { dropLedger: true })).toMatchObject({
      exitCode: 4,
      report: { outcome: "refused", error: { code: "LEDGER_NEEDED" } },
    });
    expect(await crm.dump()).toEqual(left);
  });

  test("and is left and listed by the rollback, which undoes the rest", async () => {
    const dry = await rollBackOn(crm.address, { dryRun: true });
    const kept = await rowsOf(crm.session, "ConsentPerson");
    const { report, exitCode } = await rollBackOn(crm.address);
    expect(exitCode).toBe(0);
    const counted = (of: typeof report) =>
      Object.fromEntries(Object.entries(changesOf(of)).map(([id, { deleted, updated }]) => [id, { deleted, updated }]));
    expect(counted(report)).toEqual(counted(dry.report));
    const since = report.attention.find(({ code }) => code === "CHANGED_SINCE");
    expect(since).toMatchObject({ count: 6 });
    const idOfPerson = (person: number): string =>
      String(idOf(kept.find((row) => row["person_id"] === person && row["consentpurpose_id"] === 1)));
    expect(since?.items.map(({ table, id, detail }) => `${table} ${id} ${detail}`).toSorted()).toEqual(
      [
        `ConsentPerson ${idOfPerson(1)} `,
        `ConsentPerson ${idOfPerson(2)} `,
        "ConsentPerson 30 ",
        "ConsentPerson 60 no longer there",
        "s_message 2 ",
        "s_message 3 ",
      ].toSorted(),
    );
    const now = await crm.dump();
    expect(now["person"]).toEqual(before["person"]);
    const consents = now["consentperson"]?.rows ?? [];
    const untouched = (id: number) => before["consentperson"]?.rows.find((row) => row["consentperson_id"] === id);
    expect(consents).toHaveLength(5);
    expect(consents).toContainEqual(untouched(40));
    expect(consents).toContainEqual(untouched(50));
    expect(consents.find((row) => row["person_id"] === 1)).toMatchObject({ legalbase_id: 1, comment: "asked on the phone" });
    expect(now["s_message"]?.rows.find((row) => row["id"] === 1)).toEqual(
      before["s_message"]?.rows.find((row) => row["id"] === 1),
    );
    expect(now["s_message"]?.rows.find((row) => row["id"] === 2)?.["html_message"]).toBe(`${LINK} and more`);
  });

  test("the ledger is kept as long as something of ours is left", async () => {
    const refused = await rollBackOn(crm.address, { dropLedger: true });
    expect(refused).toMatchObject({ exitCode: 4, report: { error: { code: "LEDGER_NEEDED" } } });
    expect(await ledgerTables(crm.session)).not.toEqual([]);
    await write(crm.session, "ConsentPerson", { person_id: 1 }, "delete");
    await write(crm.session, "ConsentPerson", { person_id: 2 }, "delete");
    await write(
      crm.session,
      "ConsentPerson",
      { consentperson_id: 30 },
      { legalBase_id: 1, consentSource_id: 1, comment: "asked" },
    );
    await write(crm.session, "s_message", { id: 2 }, { html_message: LINK });
    await write(crm.session, "s_message", { id: 3 }, "delete");
    const dropped = await rollBackOn(crm.address, { dropLedger: true });
    expect(dropped.report.attention.map(({ code }) => code)).toContain("LEDGER_DROPPED");
    expect(await ledgerTables(crm.session)).toEqual([]);
    expect((await crm.apply()).report.outcome).toBe("applied");
  });
});
