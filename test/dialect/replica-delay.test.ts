import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineOf } from "../../src/dialect/engines.js";
import type { Session } from "../../src/dialect/session.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions } from "./engine-sessions.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "delay");
    session = await sessions.open();
  });
  afterAll(() => sessions.end());

  test("a server that is no replica does not tell how far it is behind", async () => {
    expect(await engineOf(session.dialect).inspection.delayOfReplica?.(session)).toBeUndefined();
  });

  test("a primary without replicas, where the engine can ask it, waits for none", async () => {
    const seconds = await engineOf(session.dialect).inspection.delaySeenByPrimary?.(session);
    expect(seconds).toBe(engine.name === "postgres" ? 0 : undefined);
  });
});
