import type { Session } from "./session.js";

/** How far behind replicas are, as an engine tells. Each may throw a DatabaseError where the login may not ask. */
export interface ReplicaDelay {
  /** Seconds of the slowest replica as the primary sees them, 0 without any; undefined where the login may not see. */
  readonly seenByPrimary?: (primary: Session) => Promise<number | undefined>;
  /** Seconds as the replica itself counts; undefined where it is no replica, or its replication is stopped. */
  readonly ofReplica?: (replica: Session) => Promise<number | undefined>;
}
