import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import { runDoctor } from "../../src/commands/doctor.js";
import { onlySpeaksTds, run } from "../dialect/engine-sessions.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, TestCrm } from "../support/crm-databases.js";
import { createReadingLogin, type ReadingLogin } from "../support/reading-login.js";
import { contextOf, refusalOf, settingsFor } from "../support/run-command.js";
import { ALL_STEPS, consentsByKey, INTERESTS, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

const EVERYTHING = { without: [], withLedger: true };
const SEED = { ...SMALL_CRM, ...INTERESTS };
const NO_VIEW_DEFINITION = "this server cannot grant VIEW DEFINITION, without which apply is refused";
const wish = { settings: ALL_STEPS };

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let login: ReadingLogin;
  let reader: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "read_only");
    crm = await databases.crm(SEED);
    login = await createReadingLogin(engine.name, crm);
    reader = new TestCrm(await databases.open(login.address), login.address, {});
  });
  afterAll(async () => {
    await reader.session.close();
    await login.drop();
    await databases.end();
  });

  test("plan needs no more than to read, and writes nothing", async () => {
    const before = await crm.dump(EVERYTHING);
    const planned = await reader.plan(wish);
    expect(planned.report.steps.filter(({ status }) => status === "pending")).toHaveLength(steps.length);
    expect(await crm.dump(EVERYTHING)).toEqual(before);
    expect(figuresOf(planned.report)).toEqual(figuresOf((await crm.plan(wish)).report));
    expect(await crm.dump(EVERYTHING)).toEqual(before);
  });

  test("the database itself refuses writes in a dry run, whoever asks", async () => {
    const { session } = crm;
    await session.begin("read");
    try {
      await expect(session.execute(sql`DELETE FROM ${identifier(session.server.schema, "person")}`)).rejects.toMatchObject({
        kind: "read-only",
      });
    } finally {
      await session.rollback();
    }
  });

  test("apply is refused before the first write, in a few lines that name doctor --grants", async (context) => {
    context.skip(await onlySpeaksTds(crm.session), NO_VIEW_DEFINITION);
    const before = await crm.dump(EVERYTHING);
    const refusal = await refusalOf(reader.apply(wish));
    expect(refusal).toMatchObject({ exitCode: 4, code: "MISSING_RIGHT" });
    expect(refusal.message).toContain(login.name);
    expect(refusal.message).toMatch(/lacks \d+ rights on \d+ tables that apply needs: .*; others on \d+ more tables\.$/);
    expect(refusal.message.length).toBeLessThan(400);
    expect(refusal.hint).toContain("doctor --grants");
    expect(await crm.dump(EVERYTHING)).toEqual(before);
  });

  test("the rights that doctor --grants prints are enough, and none of them is a right to everything", async ({ skip }) => {
    skip(await onlySpeaksTds(crm.session), NO_VIEW_DEFINITION);
    const context = contextOf(settingsFor(login.address, wish.settings), wish, { grants: true });
    const grants = ((await runDoctor(context)).plain ?? "").split(";").flatMap((grant) => grant.trim() || []);
    expect(grants.join("\n")).not.toMatch(/\bALL\b|CONTROL|SUPER|WITH GRANT|db_owner/i);
    for (const grant of grants) await run(crm.session, grant);
    const applied = await reader.apply(wish);
    expect(applied.report.error).toBeNull();
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
    expect((await reader.verify(wish)).exitCode).toBe(0);
  });
});
