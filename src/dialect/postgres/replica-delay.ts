import type { ReplicaDelay } from "../replica-delay.js";
import { sql } from "../sql.js";

/** `pg_stat_replication` on the primary; what is received and replayed on a standby. */
export const postgresReplicaDelay: ReplicaDelay = {
  async seenByPrimary(session) {
    // Logins without pg_monitor see that a sender is there, and nothing of its state.
    const [row] = await session.query<{ hidden: string; behind: number | null }>(sql`
      SELECT COUNT(*) FILTER (WHERE r.state IS NULL) AS hidden, MAX(CAST(EXTRACT(EPOCH FROM r.replay_lag) AS float8)) AS behind
      FROM pg_catalog.pg_stat_replication r`);
    return Number(row?.hidden) > 0 ? undefined : (row?.behind ?? 0);
  },

  async ofReplica(session) {
    // Without writes on the primary the last replayed transaction grows old although nothing is behind.
    const [row] = await session.query<{ behind: number | null }>(sql`
      SELECT CASE
        WHEN NOT pg_is_in_recovery() THEN NULL
        WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS (SELECT 1 FROM pg_catalog.pg_stat_wal_receiver) THEN 0
        ELSE CAST(EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()) AS float8)
      END AS behind`);
    return row?.behind ?? undefined;
  },
};
