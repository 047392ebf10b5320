import mssql from "mssql";
import { beforeAll, describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mssqlInspection } from "../../src/dialect/mssql/inspection.js";
import { mssqlScript } from "../../src/dialect/mssql/script.js";
import { SESSION_SETTINGS } from "../../src/dialect/mssql/session.js";
import { bindValue, boundOnce } from "../../src/dialect/mssql/values.js";
import { compileSql } from "../../src/dialect/sql.js";
import type { Checks } from "../../src/check.js";
import { RecordingSession, type Answers } from "../contract/recording-session.js";
import { statementsOfSteps } from "../contract/step-statements.js";
import { argumentAt } from "../contract/tsql.js";

/** Settings under which SQL Server lets a table with an indexed view, a filtered index or a computed column be written. */
const NEEDED = ["ANSI_NULLS", "ANSI_PADDING", "ANSI_WARNINGS", "ARITHABORT", "CONCAT_NULL_YIELDS_NULL", "QUOTED_IDENTIFIER"];

describe.each([
  ["a session", SESSION_SETTINGS],
  ["the script", mssqlScript.opening("crm").join("\n")],
])("%s", (_, settings) => {
  test("has the settings that indexed views and filtered indexes want", () => {
    const on = /SET ([A-Z_, ]+) ON;/.exec(settings)?.[1]?.split(", ") ?? [];
    expect(on.filter((name) => NEEDED.includes(name)).sort()).toEqual(NEEDED);
    expect(settings).toContain("SET NUMERIC_ROUNDABORT OFF;");
  });

  test("rolls the whole transaction back after an error, begins none by itself, and waits for locks a while only", () => {
    expect(settings).toContain("SET XACT_ABORT ON;");
    expect(settings).toContain("SET IMPLICIT_TRANSACTIONS OFF;");
    expect(settings).toMatch(/SET LOCK_TIMEOUT \d+;/);
  });
});

describe("statements", () => {
  let texts: readonly string[];
  beforeAll(async () => {
    texts = (await statementsOfSteps(mssqlDialect, "crm7")).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(steps.length);
  });

  test("no temporary table and no variable has texts, which would have tempdb's collation", () => {
    for (const text of texts) expect(text).not.toMatch(/\B#\w|\bDECLARE\b[^;]*\b(TABLE|n?varchar|n?char)\b/i);
    const variables = [{ name: "a", type: "int" } as const, { name: "b", type: "timestamp" } as const];
    expect(mssqlScript.block(variables, [])[0]).toBe("DECLARE @a int, @b datetime;");
  });

  test("letters are made small by their codes: a Turkish collation makes another letter of I", () => {
    for (const text of texts) {
      for (const [at] of [...text.matchAll(/\b(LOWER|UPPER)\(/g)].map(({ index }) => [index] as const)) {
        expect(argumentAt(text, text.indexOf("(", at))).toMatch(/COLLATE Latin1_General_BIN2$/);
      }
    }
    expect(texts.some((text) => text.includes("LOWER("))).toBe(true);
  });

  test("a column that is added says that it may be empty: a setting of the session decides otherwise", () => {
    const added = texts.filter((text) => /^ALTER TABLE\b.*\bADD\b/i.test(text));
    expect(added.length).toBeGreaterThan(0);
    for (const text of added) expect(text).toMatch(/ null$/i);
  });

  test("old values are read with their rows' locks: with READ_COMMITTED_SNAPSHOT on, others could change them meanwhile", () => {
    const kept = texts.filter((text) => /INSERT INTO \[crm7\]\.\[consent_upgrade_old_\w+\][^]*\bSELECT\b/.test(text));
    expect(kept).toHaveLength(3);
    for (const text of kept) expect(text).toMatch(/\bFROM \S+ (AS )?\S+ WITH \(UPDLOCK, ROWLOCK\)/);
  });

  test("ids are taken before the next one is read: with READ_COMMITTED_SNAPSHOT on, two readers would see the same", () => {
    const takes = texts.flatMap((text, at) => (/^\s*UPDATE \[crm7\]\.\[sequence\]/.test(text) ? [at] : []));
    expect(takes.length).toBeGreaterThan(5);
    for (const at of takes) expect(texts[at + 1]).toMatch(/^\s*SELECT \[next_id\]/);
  });

  test("no statement answers with rows of what it writes: a table with a trigger refuses OUTPUT (334)", () => {
    for (const text of texts) expect(text).not.toMatch(/\bOUTPUT\b/);
  });

  test("one locks too few rows for a lock of the whole table, also where each has two keys in an index", () => {
    expect((mssqlDialect.maxRowsPerStatement ?? Infinity) * 2).toBeLessThan(5_000);
  });
});

describe("values", () => {
  test("have the types of the CRM's columns, so that no index is passed over for a conversion of the column", () => {
    const typeOf = (value: unknown): unknown => {
      const request = new mssql.Request();
      bindValue(request, "p0", value);
      const { type, length } = request.parameters["p0"] as { readonly type: unknown; readonly length?: number };
      return length === undefined ? type : [type, length];
    };
    expect(typeOf("Ada")).toEqual([mssql.NVarChar, 4000]);
    expect(typeOf("x".repeat(4001))).toEqual([mssql.NVarChar, mssql.MAX]);
    expect(typeOf(2_147_483_647)).toBe(mssql.Int);
    expect(typeOf(2_147_483_648)).toBe(mssql.BigInt);
    expect(typeOf(new Date(0))).toBe(mssql.DateTime);
  });

  test("that are the same are bound once; what looks like a parameter in a name or a text is none", () => {
    const statement = {
      text: "SELECT [@p1], '@p2', @p0, @p1, @p2 FROM t WHERE a = @p10",
      values: [7, "7", 7, 0, 0, 0, 0, 0, 0, 0, 8],
    };
    expect(boundOnce(statement)).toEqual({
      text: "SELECT [@p1], '@p2', @p0, @p1, @p0 FROM t WHERE a = @p2",
      values: [7, "7", 8],
    });
  });

  test("a time of datetime2 goes into a datetime", () => {
    const { text } = compileSql(mssqlDialect, mssqlDialect.cast("2013-02-03 04:05:06.1234567", { kind: "timestamp" }));
    expect(text).toBe("CONVERT(datetime, CONVERT(datetime2(7), @p0, 121))");
  });

  test("a text of any length is one literal", () => {
    expect(mssqlDialect.literal("x".repeat(9_000))).toBe(`N'${"x".repeat(9_000)}'`);
  });
});

describe("doctor", () => {
  const PAGES_OF_GB = 131_072;
  const file = { size: PAGES_OF_GB, used: PAGES_OF_GB, most: -1, growth: 8_192, inPercent: 0 };
  const ask = async (answers: Answers, look: (session: RecordingSession["session"]) => Promise<Checks>) =>
    [await look(new RecordingSession(mssqlDialect, "crm7", [], answers).session)].flat();

  function space(
    written: number,
    files: readonly object[],
    server: object,
    tempdb: readonly object[] = [],
    version = "16.0.1000",
  ) {
    const answers: Answers = [
      [/tempdb/, () => tempdb],
      [/sys\.database_files/, () => files],
      [/EngineEdition/, () => [server]],
    ];
    return ask(answers, (session) =>
      mssqlInspection.space({ ...session, server: { ...session.server, version } }, { data: written, log: written }),
    );
  }

  test.each([
    ["16.0.1000", 10],
    ["17.0.1000", 50],
  ])(
    "an Express database of version %s is full when what it holds and is written pass %i GB, not when its files do",
    async (version, most) => {
      const express = { edition: 4, recovery: "SIMPLE" };
      const ids = async (used: number) => {
        const files = [{ ...file, kind: "data", size: PAGES_OF_GB * most, used: PAGES_OF_GB * used }];
        return (await space(1_073_741_824, files, express, [], version)).map(({ id, outcome }) => `${id} ${outcome}`);
      };
      expect(await ids(most - 5)).not.toContain("space-express fail");
      expect(await ids(most - 0.5)).toContain("space-express fail");
    },
  );

  test("a log that grows in short steps and is emptied by backups alone", async () => {
    const files = [
      { ...file, kind: "data" },
      { ...file, kind: "log", growth: 128 },
    ];
    const lines = async (recovery: string, growth: number) => {
      const told = await space(1_073_741_824, [files[0] ?? {}, { ...files[1], growth }], { edition: 3, recovery });
      return told.filter(({ outcome }) => outcome === "warn").map(({ id }) => id);
    };
    expect(await lines("FULL", 128)).toEqual(["log-growth", "log-backups"]);
    expect(await lines("SIMPLE", 65_536)).toEqual([]);
  });

  test("a tempdb that may not grow", async () => {
    const files = [{ ...file, kind: "data" }];
    const small = [{ ...file, kind: "data", size: 1_024, growth: 0 }];
    const outcome = async (tempdb: readonly object[]) =>
      (await space(1_073_741_824, files, { edition: 3, recovery: "SIMPLE" }, tempdb)).map(({ id }) => id);
    expect(await outcome(small)).toContain("space-tempdb");
    expect(await outcome([file])).not.toContain("space-tempdb");
  });

  test("replication and change data capture, which refuse long texts", async () => {
    const database = { replica: 1, published: 0, captured: 1 };
    const answers = (most: number): Answers => [
      [/sys\.databases/, () => [database]],
      [/sys\.configurations/, () => [{ most }]],
    ];
    const [replicas, texts] = await ask(answers(65_536), (session) => mssqlInspection.replicas(session));
    expect(replicas?.message).toContain("availability group, change data capture");
    expect(texts).toMatchObject({
      id: "replicated-texts",
      message: expect.stringContaining("65536 bytes (error 7139)") as unknown,
    });
    expect(await ask(answers(-1), (session) => mssqlInspection.replicas(session))).toHaveLength(1);
  });

  test("a compatibility level from before SQL Server 2016; what READ_COMMITTED_SNAPSHOT waits for", async () => {
    const settings = (level: number) =>
      ask([[/compatibility_level/, () => [{ versions: 0, snapshot: 1, level }]]], (session) =>
        mssqlInspection.settings(session, "crm7", []),
      );
    expect((await settings(160)).map(({ id }) => id)).toEqual(["isolation", "snapshot"]);
    const [isolation, , compatibility] = await settings(110);
    expect(isolation?.hint).toContain("quiet window");
    expect(compatibility).toMatchObject({ id: "compatibility", outcome: "warn" });
  });
});
