import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { inTransaction } from "../../src/dialect/session.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions } from "./engine-sessions.js";

const POSTGRES = enginesAtHand().filter(({ name }) => name === "postgres");

describe.each(POSTGRES)("a transaction that joins whole tables on $name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "whole");
    session = await sessions.open();
  });
  afterAll(() => sessions.end());

  async function setting(name: string): Promise<string | undefined> {
    const [row] = await session.query<{ value: string }>(sql`SELECT current_setting(${name}) AS value`);
    return row?.value;
  }

  test("looks no row up one by one, and leaves the session as it was", async () => {
    const within = await inTransaction(session, "read", async () => {
      await session.dialect.joinWholeTables?.(session);
      return setting("enable_nestloop");
    });
    expect(within).toBe("off");
    await expect(setting("enable_nestloop")).resolves.toBe("on");
  });

  test("no query is compiled", async () => {
    await expect(setting("jit")).resolves.toBe("off");
  });
});
