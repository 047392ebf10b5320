import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMssqlTarget } from "../../src/dialect/mssql/target.js";
import type { Session } from "../../src/dialect/session.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run } from "./engine-sessions.js";

test("the schema comes from the URL, else from the configuration", () => {
  expect(parseMssqlTarget({ url: "mssql://crm:p@h/crm?schema=crm7" }).schema).toBe("crm7");
  expect(parseMssqlTarget({ url: "mssql://crm:p@h/crm?schema=crm7", schema: "x" }).schema).toBe("crm7");
  expect(parseMssqlTarget({ url: "mssql://crm:p@h/crm", schema: "x" }).schema).toBe("x");
  expect(parseMssqlTarget({ url: "mssql://crm:p@h/crm" }).schema).toBeUndefined();
});

describe.each(enginesAtHand().filter(({ name }) => name === "mssql"))("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "schema");
    session = await sessions.open();
  });
  afterAll(() => sessions.end());

  async function schemaOf(schema?: string): Promise<string> {
    const url = new URL(sessions.url);
    if (schema !== undefined) url.searchParams.set("schema", schema);
    const opened = await sessions.open(url.href);
    const found = opened.server.schema;
    await opened.close();
    return found;
  }

  test("is the login's own until there is crm7, and then crm7; another one where it is asked for, whatever its case", async () => {
    await expect(schemaOf()).resolves.toBe("dbo");
    await run(session, "CREATE SCHEMA crm7");
    await run(session, "CREATE SCHEMA other");
    await expect(schemaOf()).resolves.toBe("crm7");
    await expect(schemaOf("OTHER")).resolves.toBe("other");
    await expect(schemaOf("DBO")).resolves.toBe("dbo");
    await expect(schemaOf("not_there")).resolves.toBe("not_there");
  });

  test("dates are read alike in every language of the session", async () => {
    const { cast } = session.dialect;
    for (const language of ["us_english", "Deutsch", "Svenska"]) {
      // A server without that language keeps the one it has.
      await run(session, `SET LANGUAGE ${language}`).catch(() => undefined);
      await expect(session.query(sql`SELECT ${cast("2013-02-03 04:05:06", { kind: "timestamp" })} AS at`)).resolves.toEqual([
        { at: "2013-02-03 04:05:06" },
      ]);
    }
    await run(session, "SET LANGUAGE us_english");
  });

  test("keeps the fractions that SQL Server's datetime has", async () => {
    const { cast } = session.dialect;
    await expect(session.query(sql`SELECT ${cast("1753-01-01 00:00:00.997", { kind: "timestamp" })} AS at`)).resolves.toEqual([
      { at: "1753-01-01 00:00:00.997" },
    ]);
  });
});
