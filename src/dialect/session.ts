import type { Dialect } from "./dialect.js";
import type { Sql } from "./sql.js";

/** What the server says about itself and about the login. */
export interface ServerInfo {
  /** As people write it: `18.4`, `10.11.6-MariaDB`, `16.0.4135`. */
  readonly version: string;
  readonly database: string;
  readonly schema: string;
  readonly login: string;
}

/**
 * `write`: READ COMMITTED. `read`: the nearest to a read-only snapshot that the engine has; on SQL
 * Server the session accepts SELECT alone and the transaction is rolled back at the end.
 */
export type TransactionMode = "write" | "read";

/**
 * One connection, for one user at a time. It never reconnects by itself: after the connection is
 * lost every call fails with a `DatabaseError` of kind `connection-lost`.
 */
export interface Session {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  /** The server's own number of this connection (pid, thread id, spid), as text. */
  readonly connectionId: string;
  /** What tells this connection from a later one of the same number; "" where the engine tells nothing. */
  readonly origin: string;
  /**
   * Runs a query. Columns have the names of the statement's aliases. 64-bit integers and decimals
   * arrive as strings, other integers as numbers, timestamps as text `YYYY-MM-DD HH:MM:SS[.fff]`.
   * @throws DatabaseError
   */
  query<Row extends object>(statement: Sql): Promise<readonly Row[]>;
  /**
   * Runs a statement and gives the number of rows that it matched (MySQL and MariaDB too: found,
   * not changed rows).
   * @throws DatabaseError
   */
  execute(statement: Sql): Promise<number>;
  begin(mode: TransactionMode): Promise<void>;
  commit(): Promise<void>;
  /** Rolls back if a transaction is open; never throws for a connection that is gone. */
  rollback(): Promise<void>;
  /** Cancels the statement at work, from another connection where the engine needs one. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs `work` in one transaction: commits when it returns, rolls back when it throws.
 * @throws what `work` throws, or the commit's DatabaseError
 */
export async function inTransaction<T>(session: Session, mode: TransactionMode, work: () => Promise<T>): Promise<T> {
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
