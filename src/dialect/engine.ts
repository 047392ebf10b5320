import type { Dialect } from "./dialect.js";
import type { Inspection } from "./inspection.js";
import type { ScriptLanguage } from "./script-language.js";
import type { Session } from "./session.js";

/** How far behind replicas are, as an engine tells. Each may throw a DatabaseError where the login may not ask. */
export interface ReplicaDelay {
  /** Seconds of the slowest replica as the primary sees them, 0 without any; undefined where the login may not see. */
  readonly seenByPrimary?: (primary: Session) => Promise<number | undefined>;
  /** Seconds as the replica itself counts; undefined where it is no replica, or its replication is stopped. */
  readonly ofReplica?: (replica: Session) => Promise<number | undefined>;
}

/** All that an engine does in its own way; only its driver is loaded apart, when a database is opened. */
export interface Engine {
  readonly dialect: Dialect;
  readonly inspection: Inspection;
  readonly replicaDelay: ReplicaDelay;
  /** How a script for the engine's own client is written. */
  readonly script: ScriptLanguage;
}
