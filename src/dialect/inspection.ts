import type { LoginRights } from "./login-rights.js";
import type { Observation, OpenTransaction, Trigger, WrittenBytes } from "./observation.js";
import type { Session } from "./session.js";

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
  readonly settings: (session: Session, schema: string, tables: readonly string[]) => Promise<readonly Observation[]>;
  /** Collation and character set of the database. */
  readonly characters: (session: Session, schema: string, tables: readonly string[]) => Promise<readonly Observation[]>;
  readonly space: (session: Session, written: WrittenBytes) => Promise<readonly Observation[]>;
  readonly replicas: (session: Session) => Promise<readonly Observation[]>;
  /** Transactions of other sessions in this database that are open for longer than that; undefined where the login may not see them. */
  readonly openTransactions: (session: Session, seconds: number) => Promise<readonly OpenTransaction[] | undefined>;
  readonly backup: (session: Session) => Promise<Observation>;
  /** Whether some session holds the run's lock. */
  readonly isLocked: (session: Session, lockName: string) => Promise<boolean>;
}
