import type { Session } from "../../dialect/session.js";

/** How long one try to change a table that users work with waits for its lock, in milliseconds. */
const DDL_LOCK_TIMEOUT = 2_000;
const USUAL_LOCK_TIMEOUT = 5_000;

/** Changes a table that users work with: who queues up behind the change waits for a short while. */
export async function waitingShortly<T>(session: Session, change: () => Promise<T>): Promise<T> {
  await session.dialect.setLockTimeout(session, DDL_LOCK_TIMEOUT);
  try {
    return await change();
  } finally {
    // A session that is gone has no time-out to set back: what failed before it says so.
    await session.dialect.setLockTimeout(session, USUAL_LOCK_TIMEOUT).catch(() => undefined);
  }
}
