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

/** A session as an engine's own functions use it: statements and transactions of one connection. */
export interface Statements {
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
}
