import { isAtLeast, type Inspection, type OpenTransaction, type Trigger } from "../inspection.js";
import { doubtful, fine, type Checks } from "../../check.js";
import { spaceUntold } from "../written-bytes.js";
import { holdersOf } from "./dialect.js";
import { postgresRights } from "./rights.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

/** PostgreSQL's catalog and statistics views; most of them are open to everybody. */
export const postgresInspection: Inspection = {
  oldestVersion: "PostgreSQL 12",
  isSupported: (session) => Promise.resolve(isAtLeast(session.server.version, [12])),
  rights: postgresRights,

  async readOnlyReason(session) {
    const [row] = await session.query<{ standby: boolean; readonly: string }>(
      sql`SELECT pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only') AS readonly`,
    );
    if (row?.standby === true) return "it is a standby server";
    return row?.readonly === "on" ? "default_transaction_read_only is on" : undefined;
  },

  async hiddenRows(session, schema, tables) {
    if (tables.length === 0) return [];
    const rows = await session.query<{ name: string }>(sql`
      SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${schema} AND c.relname IN (${tables}) AND row_security_active(c.oid)
      ORDER BY c.relname`);
    return rows.map(({ name }) => name);
  },

  async triggers(session, schema, tables) {
    if (tables.length === 0) return [];
    const named = sql`n.nspname = ${schema} AND c.relname IN (${tables})`;
    return session.query<Trigger>(sql`
      SELECT c.relname AS "table", t.tgname AS name
      FROM pg_catalog.pg_trigger t
      JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${named} AND NOT t.tgisinternal AND t.tgenabled <> 'D'
      UNION ALL
      SELECT c.relname, r.rulename
      FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${named} AND r.ev_type <> '1' AND r.ev_enabled <> 'D'
      ORDER BY 1, 2`);
  },

  seesTriggers: () => Promise.resolve(true),

  settings: timeouts,

  async characters(session) {
    const [row] = await session.query<{ encoding: string; collation: string }>(sql`
      SELECT pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collation
      FROM pg_catalog.pg_database d WHERE d.datname = current_database()`);
    const { encoding = "", collation = "" } = row ?? {};
    if (encoding === "UTF8") return fine("characters", `Characters: ${encoding}, collation ${collation}.`);
    return doubtful(
      "characters",
      `Characters: the database's encoding is ${encoding}.`,
      "Seeded texts and comments must fit it: set language to one whose letters it has.",
    );
  },

  space: (_session, written) => Promise.resolve(spaceUntold(written, "write-ahead log")),

  async replicas(session) {
    const standbys = await session.query<{ name: string | null; behind: number | null }>(sql`
      SELECT r.application_name AS name, CAST(EXTRACT(EPOCH FROM r.replay_lag) AS integer) AS behind FROM pg_catalog.pg_stat_replication r`);
    const idle = await session.query<{ name: string }>(
      sql`SELECT s.slot_name AS name FROM pg_catalog.pg_replication_slots s WHERE NOT s.active ORDER BY s.slot_name`,
    );
    const slots = idle.map(({ name }) =>
      doubtful(
        "replicas",
        `Nobody reads the replication slot ${name}: what apply writes to the write-ahead log stays on the disk.`,
        "Drop the slot, or start who reads it.",
      ),
    );
    if (standbys.length === 0) return [...slots, ...(slots.length === 0 ? [fine("replicas", "No replicas.")] : [])];
    const behind = Math.max(0, ...standbys.map((standby) => standby.behind ?? 0));
    const count = `${standbys.length} replica${standbys.length === 1 ? "" : "s"}`;
    if (behind < SLOW_REPLICA) return [...slots, fine("replicas", `${count}, ${behind} s behind.`)];
    return [
      ...slots,
      doubtful(
        "replicas",
        `${count}, ${standbys.length === 1 ? "" : "the slowest "}${behind} s behind.`,
        "Let them catch up first; run.maxReplicaLagSeconds makes apply wait for them.",
      ),
    ];
  },

  async delaySeenByPrimary(session) {
    // Logins without pg_monitor see that a sender is there, and nothing of its state.
    const [row] = await session.query<{ hidden: string; behind: number | null }>(sql`
      SELECT COUNT(*) FILTER (WHERE r.state IS NULL) AS hidden, MAX(CAST(EXTRACT(EPOCH FROM r.replay_lag) AS float8)) AS behind
      FROM pg_catalog.pg_stat_replication r`);
    return Number(row?.hidden) > 0 ? undefined : (row?.behind ?? 0);
  },

  async delayOfReplica(session) {
    // Without writes on the primary the last replayed transaction grows old although nothing is behind.
    const [row] = await session.query<{ behind: number | null }>(sql`
      SELECT CASE
        WHEN NOT pg_is_in_recovery() THEN NULL
        WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS (SELECT 1 FROM pg_catalog.pg_stat_wal_receiver) THEN 0
        ELSE CAST(EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()) AS float8)
      END AS behind`);
    return row?.behind ?? undefined;
  },

  async openTransactions(session, seconds) {
    const rows = await session.query<OpenTransaction>(sql`
      SELECT CAST(a.pid AS text) AS session, CAST(EXTRACT(EPOCH FROM clock_timestamp() - a.xact_start) AS integer) AS seconds
      FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.xact_start < clock_timestamp() - make_interval(secs => ${seconds})
      UNION ALL
      SELECT x.gid, CAST(EXTRACT(EPOCH FROM clock_timestamp() - x.prepared) AS integer) FROM pg_catalog.pg_prepared_xacts x
      WHERE x.database = current_database() AND x.prepared < clock_timestamp() - make_interval(secs => ${seconds})`);
    if (rows.length > 0) return rows;
    // Of other logins' sessions only their number is shown, unless the login may read all statistics.
    const [others] = await session.query<{ n: number }>(sql`
      SELECT CAST(COUNT(*) AS integer) AS n FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = current_database() AND NOT pg_has_role(a.usesysid, 'USAGE') AND NOT pg_has_role('pg_read_all_stats', 'USAGE')`);
    return (others?.n ?? 0) > 0 ? undefined : [];
  },

  async backup(session) {
    const [row] = await session.query<{ archived: string | null }>(
      sql`SELECT to_char(a.last_archived_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS archived FROM pg_catalog.pg_stat_archiver a`,
    );
    const archived = row?.archived == null ? "" : ` (the log was archived last at ${row.archived} UTC)`;
    return doubtful(
      "backup",
      `Cannot tell when the last backup was made: PostgreSQL keeps no record${archived}.`,
      "Take one before apply.",
    );
  },

  async isLocked(session, lockName) {
    return (await session.query(holdersOf(lockName))).length > 0;
  },
};

/** Replicas further behind than this, in seconds, would fall behind for good. */
const SLOW_REPLICA = 10;

async function timeouts(session: Session): Promise<Checks> {
  const [row] = await session.query<{ statement: string; idle: string; isolation: string; lock: string }>(sql`
    SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle,
           current_setting('default_transaction_isolation') AS isolation,
           (SELECT s.reset_val FROM pg_catalog.pg_settings s WHERE s.name = 'lock_timeout') AS lock`);
  const { statement = "0", isolation = "", lock = "0" } = row ?? {};
  if (statement === "0")
    return fine(
      "settings",
      `Settings: no statement time-out; isolation and lock time-out as apply sets them (defaults: ${isolation}, lock_timeout ${lock}).`,
    );
  return doubtful(
    "settings",
    `The server ends statements of this login after ${statement} (statement_timeout).`,
    `ALTER ROLE "${session.server.login}" SET statement_timeout = 0;`,
  );
}
