import type { Checks } from "../check.js";
import type { LoginRights } from "./login-rights.js";
import type { Session } from "./session.js";
import type { WrittenBytes } from "./written-bytes.js";

/** A transaction that another session has open. */
export interface OpenTransaction {
  /** The server's number of the session. */
  readonly session: string;
  readonly seconds: number;
}

/** Code of the database that runs, or stands in, when somebody writes to a table. */
export interface Trigger {
  readonly table: string;
  readonly name: string;
}

/** A question that has an answer of its own on each engine. Each may throw a DatabaseError where the login may not ask. */
export interface Inspection {
  /** The oldest version that is supported, for people: `MariaDB 10.5`. */
  readonly oldestVersion: string;
  readonly isSupported: (session: Session) => Promise<boolean>;
  /** What the login may do with the schema and these of its tables, named as the catalog names them. */
  readonly rights: (session: Session, schema: string, tables: readonly string[]) => Promise<LoginRights>;
  /** Why the server takes no writes; undefined where it does. */
  readonly readOnlyReason: (session: Session) => Promise<string | undefined>;
  /** Tables of which the server shows this login some rows only, in words for people; empty where it shows all. */
  readonly hiddenRows: (session: Session, schema: string, tables: readonly string[]) => Promise<readonly string[]>;
  /** Triggers, and rules of PostgreSQL, on tables, by table and name. */
  readonly triggers: (session: Session, schema: string, tables: readonly string[]) => Promise<readonly Trigger[]>;
  /** Whether the login is shown all of them. */
  readonly seesTriggers: (session: Session, schema: string, tables: readonly string[]) => Promise<boolean>;
  /** Settings without which a run would go wrong (fail), or disturb or be disturbed (warn). */
  readonly settings: (session: Session, schema: string, tables: readonly string[]) => Promise<Checks>;
  /** Collation and character set of the database. */
  readonly characters: (session: Session, schema: string, tables: readonly string[]) => Promise<Checks>;
  readonly space: (session: Session, written: WrittenBytes) => Promise<Checks>;
  readonly replicas: (session: Session) => Promise<Checks>;
  /** Seconds of the slowest replica as the primary sees them, 0 without any; undefined where the login may not see. */
  readonly delaySeenByPrimary?: (primary: Session) => Promise<number | undefined>;
  /** Seconds as a replica itself counts; undefined where it is no replica, or its replication is stopped. */
  readonly delayOfReplica?: (replica: Session) => Promise<number | undefined>;
  /** Transactions of other sessions in this database that are open for longer than that; undefined where the login may not see them. */
  readonly openTransactions: (session: Session, seconds: number) => Promise<readonly OpenTransaction[] | undefined>;
  readonly backup: (session: Session) => Promise<Checks>;
  /** Whether some session holds the run's lock. */
  readonly isLocked: (session: Session, lockName: string) => Promise<boolean>;
}

/** Whether a version is new enough. @param version as the server writes it: `10.11.6-MariaDB` */
export function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const numbers = version.split(/[.-]/).map(Number);
  for (const [position, least] of oldest.entries()) {
    const number = numbers[position] ?? 0;
    if (number !== least) return number > least;
  }
  return true;
}
