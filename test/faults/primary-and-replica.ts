import type { OwnServerName } from "../engines/own-server.js";
import { startSourceAndReplica } from "./mysql-replica.js";
import { startPrimaryAndStandby } from "./standby-server.js";

/** A server and a replica of it that a test can hold back. */
export interface PrimaryAndReplica {
  /** A database on the primary. */
  readonly primaryUrl: string;
  /** The replica, as the program watches it. */
  readonly watchUrl: string;
  /** The same database on the replica, for an administrator. */
  readonly replicaUrl: string;
  /** What the primary writes from now on, the replica applies later. */
  fallBehind(): Promise<void>;
  catchUp(): Promise<void>;
  /** Replication is at rest, and the replica cannot tell how far it is behind; undefined where it always can. */
  readonly halt?: () => Promise<void>;
  readonly goOn?: () => Promise<void>;
  stop(): Promise<void>;
}

/** Starts both. They are gone with `stop`, or when the test's process ends. */
export function startPrimaryAndReplica(name: OwnServerName): Promise<PrimaryAndReplica> {
  return name === "postgres" ? startPrimaryAndStandby() : startSourceAndReplica(name);
}
