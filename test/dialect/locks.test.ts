import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions } from "./engine-sessions.js";

// As long as a name may be.
const NAME = "consent_upgrade:0123456789abcdef0123456789abcdef0123456789ab";

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let one: Session;
  let other: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "locks");
  });
  beforeEach(async () => {
    one = await sessions.open();
    other = await sessions.open();
  });
  afterAll(() => sessions.end());

  test("gives the lock to one session at a time, and says who has it", async () => {
    const { takeLock, holdsLock, releaseLock } = one.dialect;
    expect(NAME).toHaveLength(60);
    await expect(takeLock(one, NAME)).resolves.toBe(true);
    await expect(takeLock(other, NAME)).resolves.toBe(false);
    await expect(holdsLock(one, NAME)).resolves.toBe(true);
    await expect(holdsLock(other, NAME)).resolves.toBe(false);
    await expect(holdsLock(one, "another")).resolves.toBe(false);
    await expect(takeLock(other, "another")).resolves.toBe(true);
    await releaseLock(one, NAME);
    await expect(holdsLock(one, NAME)).resolves.toBe(false);
    await expect(takeLock(other, NAME)).resolves.toBe(true);
    await releaseLock(other, NAME);
  });

  test("holds the lock over transactions, committed and rolled back", async () => {
    const { takeLock, holdsLock, releaseLock } = one.dialect;
    await takeLock(one, NAME);
    await one.begin("write");
    await one.commit();
    await one.begin("write");
    await one.rollback();
    await expect(holdsLock(one, NAME)).resolves.toBe(true);
    await expect(takeLock(other, NAME)).resolves.toBe(false);
    await releaseLock(one, NAME);
  });

  test("frees the lock of a session that ends", async () => {
    const { takeLock } = one.dialect;
    await takeLock(one, NAME);
    await one.close();
    await expect.poll(() => takeLock(other, NAME), { timeout: 10_000 }).toBe(true);
    await other.close();
  });
});
