import { DatabaseError } from "./failure.js";
import type { EngineName } from "./dialect.js";
import type { Session } from "./session.js";

/** How far behind replicas are, as an engine tells. Each may throw a DatabaseError where the login may not ask. */
export interface ReplicaDelay {
  /** Seconds of the slowest replica as the primary sees them, 0 without any; undefined where the login may not see. */
  readonly seenByPrimary?: (primary: Session) => Promise<number | undefined>;
  /** Seconds as the replica itself counts; undefined where it is no replica, or its replication is stopped. */
  readonly ofReplica?: (replica: Session) => Promise<number | undefined>;
}

const postgres: ReplicaDelay = {
  async seenByPrimary(session) {
    // Logins without pg_monitor see that a sender is there, and nothing of its state.
    const [row] = await session.query<{ hidden: string; behind: number | null }>(session.dialect.sql`
      SELECT COUNT(*) FILTER (WHERE r.state IS NULL) AS hidden, MAX(CAST(EXTRACT(EPOCH FROM r.replay_lag) AS float8)) AS behind
      FROM pg_catalog.pg_stat_replication r`);
    return Number(row?.hidden) > 0 ? undefined : (row?.behind ?? 0);
  },

  async ofReplica(session) {
    // Without writes on the primary the last replayed transaction grows old although nothing is behind.
    const [row] = await session.query<{ behind: number | null }>(session.dialect.sql`
      SELECT CASE
        WHEN NOT pg_is_in_recovery() THEN NULL
        WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS (SELECT 1 FROM pg_catalog.pg_stat_wal_receiver) THEN 0
        ELSE CAST(EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()) AS float8)
      END AS behind`);
    return row?.behind ?? undefined;
  },
};

const mysqlFamily: ReplicaDelay = {
  async ofReplica(session) {
    const sources = await replicaStatus(session);
    const behind = sources.map((source) => source["Seconds_Behind_Source"] ?? source["Seconds_Behind_Master"]);
    if (behind.length === 0 || behind.some((seconds) => seconds === null || seconds === undefined)) return undefined;
    return Math.max(...behind.map(Number));
  },
};

/** A row for each source that the replica reads from. */
async function replicaStatus(session: Session): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { sql } = session.dialect;
  try {
    return await session.query(sql`SHOW REPLICA STATUS`);
  } catch (error) {
    // MySQL before 8.0.22 knows the old word alone; the new one is a syntax error there.
    if (!(error instanceof DatabaseError && error.kind === "other")) throw error;
    return session.query(sql`SHOW SLAVE STATUS`);
  }
}

const DELAYS: Readonly<Record<EngineName, ReplicaDelay>> = { postgres, mysql: mysqlFamily, mariadb: mysqlFamily, mssql: {} };

/** How to ask the engine of a session for the delay of replicas. */
export function replicaDelayOf(session: Session): ReplicaDelay {
  return DELAYS[session.dialect.engine];
}
