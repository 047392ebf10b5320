import type { Dialect } from "./dialect.js";
import type { Statements, TransactionMode } from "./statements.js";

/**
 * One connection, for one user at a time. It never reconnects by itself: after the connection is
 * lost every call fails with a `DatabaseError` of kind `connection-lost`.
 */
export interface Session extends Statements {
  readonly dialect: Dialect;
  /** Cancels the statement at work, from another connection where the engine needs one. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs `work` in one transaction: commits when it returns, rolls back when it throws.
 * @throws what `work` throws, or the commit's DatabaseError
 */
export async function inTransaction<T>(session: Statements, mode: TransactionMode, work: () => Promise<T>): Promise<T> {
  await session.begin(mode);
  try {
    const result = await work();
    await (mode === "read" ? session.rollback() : session.commit());
    return result;
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
