import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import type { Database } from "../../src/dialect/connection-target.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { reportOn, statusOn } from "../status/status-command.js";
import {
  runApplyOn,
  runExplainOn,
  runPlanOn,
  runVerifyOn,
  settingsFor,
  type CommandEnd,
  type CommandWish,
} from "../support/run-command.js";
import { canParseTsql, mistakesInTsql, wordsInMixedCase } from "./tsql.js";
import { besideTsql } from "./tsql-beside.js";
import { isAboutTables, tsqlObjects } from "./tsql-objects.js";

/** T-SQL by the command that it belongs to. */
const said = vi.hoisted(() => ({ now: "", texts: new Map<string, Set<string>>() }));

vi.mock(import("../../src/dialect/open-database.js"), async (original) => {
  const real = await original();
  const note = (text: string): void => void said.texts.set(said.now, (said.texts.get(said.now) ?? new Set()).add(text));
  return {
    ...real,
    openDatabase: async (...input): Promise<Database> => besideTsql(await real.openDatabase(...input), note),
  };
});

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const engine = enginesAtHand().find(({ name }) => name === "postgres");

const COMMANDS = [
  "doctor",
  "plan",
  "explain before",
  "apply",
  "explain after",
  "status",
  "verify",
  "report",
  "rollback --dry-run",
  "rollback",
  "rollback --drop-ledger",
] as const;
/** In PostgreSQL's own schema. */
const OBJECTS = ["CREATE SCHEMA [public]", ...tsqlObjects("public")];
const WISH: CommandWish = {
  settings: {
    mailingHistory: { since: "2013-01-01" },
    interests: { "Golf & Tennis": "Product information", Seminare: "Event invitations" },
    subscriptionTypes: [
      { name: "Product information", tooltip: null },
      { name: "Event invitations", tooltip: null },
    ],
    emarketingPrivacy: true,
    defaultLegalBasis: "61F",
    run: { replicationLog: "always" },
  },
};

/** From before 8.2 tables are created, and dropped again; since then there are consents to change, and to give back. */
describe.skipIf(engine === undefined || !canParseTsql).each(["8.1", "8.2"] as const)(
  "what commands would send to SQL Server, of a CRM of %s",
  (era) => {
    let database: TestDatabase | undefined;
    let directory: string;

    async function run(name: (typeof COMMANDS)[number], url: string): Promise<CommandEnd> {
      switch (name) {
        case "doctor":
          return runDoctorOn({ url }, WISH);
        case "plan":
          return runPlanOn(settingsFor({ url }, WISH.settings), WISH);
        case "explain before":
        case "explain after":
          return runExplainOn(settingsFor({ url }, WISH.settings), [1, 2, 3], WISH);
        case "apply":
          return runApplyOn(settingsFor({ url }, WISH.settings), WISH);
        case "status":
          return statusOn({ url }, WISH);
        case "verify":
          return runVerifyOn(settingsFor({ url }, WISH.settings), WISH);
        case "report":
          return reportOn({ url }, { evidence: join(directory, "all.csv"), includePersonalData: true }, WISH);
        case "rollback --dry-run":
          return rollBackOn({ url }, { ...WISH, dryRun: true });
        case "rollback":
          return rollBackOn({ url }, WISH);
        case "rollback --drop-ledger":
          return rollBackOn({ url }, { ...WISH, dropLedger: true });
      }
    }

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), "consent-upgrade-tsql-"));
      database = await engine?.createDatabase("tsql beside");
      const url = database?.url ?? "";
      said.now = `${era} fixture`;
      const session = await (await openDatabase({ url })).open();
      await createSample(session, { persons: 250, seed: 11, era });
      await session.close();
      for (const name of COMMANDS) {
        said.now = `${era} ${name}`;
        const { report } = await run(name, url);
        expect([name, report.error]).toEqual([name, null]);
        // PostgreSQL keeps no record of backups.
        const untold = report.checks.filter(({ id, message }) => id !== "backup" && message.includes("Cannot tell"));
        expect([name, untold]).toEqual([name, []]);
      }
    });
    afterAll(async () => {
      await database?.drop();
      await rm(directory, { recursive: true });
    });

    test.each(["fixture", ...COMMANDS])("%s", async (name) => {
      const texts = [...(said.texts.get(`${era} ${name}`) ?? [])];
      expect(await mistakesInTsql(texts)).toEqual([]);
      expect(texts.flatMap((text) => wordsInMixedCase(text))).toEqual([]);
      expect(texts.length).toBeGreaterThan(0);
    });

    test("every table and column is one of the vendor's database reference, or ours", async () => {
      const texts = [...said.texts].flatMap(([name, all]) => (name.startsWith(era) ? [...all] : []));
      const bound = [...new Set(texts)].filter(isAboutTables);
      expect(bound.length).toBeGreaterThan(100);
      expect(await mistakesInTsql(bound, OBJECTS)).toEqual([]);
    });
  },
);
