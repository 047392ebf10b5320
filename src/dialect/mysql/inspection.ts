import { isAtLeast, type Inspection, type OpenTransaction, type Trigger } from "../inspection.js";
import { holdsEverywhere, mysqlRights, seesTriggers } from "./rights.js";
import { serverSessions, SHOW_SESSIONS } from "./server-sessions.js";
import { binaryLogFormat, charactersOfColumns, isolationAndLocks, packetSize, tablesOfOtherEngines } from "./settings.js";
import { doubtful, fine, type Check } from "../../check.js";
import { spaceUntold } from "../written-bytes.js";
import { DatabaseError } from "../failure.js";
import type { Session } from "../session.js";
import { sql, type Sql } from "../sql.js";

/** What differs between MySQL and MariaDB. */
interface Traits {
  readonly oldestVersion: string;
  readonly oldestNumbers: readonly number[];
  /** MySQL has a second switch, which administrators cannot pass either. */
  readonly superReadOnly: Sql;
  /** `innodb_trx.trx_started` in UTC: MySQL shows it in the server's time zone, MariaDB in the session's. */
  readonly transactionStart: Sql;
}

function mysqlFamilyInspection(traits: Traits): Inspection {
  return {
    oldestVersion: traits.oldestVersion,
    isSupported: (session) => Promise.resolve(isAtLeast(session.server.version, traits.oldestNumbers)),
    rights: mysqlRights,

    async readOnlyReason(session) {
      const [row] = await session.query<Readonly<Record<"ordinary" | "strict" | "engine", number>>>(
        sql`SELECT @@global.read_only AS ordinary, ${traits.superReadOnly} AS strict, @@global.innodb_read_only AS engine`,
      );
      if (Number(row?.engine) !== 0) return "innodb_read_only is on";
      if (Number(row?.strict) !== 0) return "super_read_only is on";
      // An administrator's login could write here all the same, and the replica would drift from its source.
      return Number(row?.ordinary) !== 0 ? "read_only is on, as on replicas" : undefined;
    },

    // These engines show a login all rows of a table, or none.
    hiddenRows: () => Promise.resolve([]),

    async triggers(session, schema, tables) {
      if (tables.length === 0) return [];
      return session.query<Trigger>(sql`
        SELECT t.event_object_table AS \`table\`, t.trigger_name AS name FROM information_schema.triggers t
        WHERE t.event_object_schema = ${schema} AND t.event_object_table IN (${tables})
        ORDER BY t.event_object_table, t.trigger_name`);
    },

    seesTriggers,

    async settings(session, schema, tables) {
      const engines = await tablesOfOtherEngines(session, schema, tables);
      return [...engines, await isolationAndLocks(session), await binaryLogFormat(session), await packetSize(session)];
    },

    characters: charactersOfColumns,
    space: (_session, written) => Promise.resolve(spaceUntold(written, "binary log and redo log")),
    replicas,

    // The source knows nothing of it.
    async delayOfReplica(session) {
      const sources = await replicaStatus(session);
      const behind = sources.map((source) => source["Seconds_Behind_Source"] ?? source["Seconds_Behind_Master"]);
      if (behind.length === 0 || behind.some((seconds) => seconds === null || seconds === undefined)) return undefined;
      return Math.max(...behind.map(Number));
    },

    async openTransactions(session, seconds) {
      if (!(await holdsEverywhere(session, "PROCESS"))) return undefined;
      return session.query<OpenTransaction>(sql`
        SELECT CONCAT('', t.trx_mysql_thread_id) AS session, TIMESTAMPDIFF(SECOND, ${traits.transactionStart}, UTC_TIMESTAMP()) AS seconds
        FROM information_schema.innodb_trx t
        WHERE t.trx_mysql_thread_id <> CONNECTION_ID() AND ${traits.transactionStart} < UTC_TIMESTAMP() - INTERVAL ${seconds} SECOND`);
    },

    backup: (session) =>
      Promise.resolve(
        doubtful(
          "backup",
          `Cannot tell when the last backup was made: ${session.dialect.displayName} keeps no record.`,
          "Take one before apply.",
        ),
      ),

    async isLocked(session, lockName) {
      const [row] = await session.query<{ holder: unknown }>(sql`SELECT IS_USED_LOCK(${lockName}) AS holder`);
      return row?.holder != null;
    },
  };
}

/** A row for each source that the replica reads from. */
async function replicaStatus(session: Session): Promise<readonly Readonly<Record<string, unknown>>[]> {
  try {
    return await session.query(sql`SHOW REPLICA STATUS`);
  } catch (error) {
    // MySQL before 8.0.22 knows the old word alone; the new one is a syntax error there.
    if (!(error instanceof DatabaseError && error.kind === "other")) throw error;
    return session.query(sql`SHOW SLAVE STATUS`);
  }
}

async function replicas(session: Session): Promise<Check> {
  const [cluster] = await session.query<Record<"Value", string>>(sql`SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'`);
  const nodes = Number(cluster?.Value ?? 0);
  if (nodes > 1) {
    return doubtful(
      "replicas",
      `A Galera cluster of ${nodes} nodes: every batch is one write set.`,
      "Let nobody write through another node meanwhile, and keep run.batchMs small.",
    );
  }
  if (!(await holdsEverywhere(session, "PROCESS"))) {
    return doubtful("replicas", "Cannot tell whether replicas read from this server.", "A login with PROCESS may look.");
  }
  const sessions = serverSessions(await session.query(sql.raw(SHOW_SESSIONS)));
  const readers = sessions.filter(({ command }) => command.startsWith("Binlog Dump")).length;
  if (readers === 0) return fine("replicas", "No replicas.");
  return doubtful(
    "replicas",
    `${readers} replica${readers === 1 ? " reads" : "s read"} from this server.`,
    "run.replicaUrls and run.maxReplicaLagSeconds make apply wait for replicas that fall behind.",
  );
}

export const mysqlInspection = mysqlFamilyInspection({
  oldestVersion: "MySQL 8.0",
  oldestNumbers: [8, 0],
  superReadOnly: sql`@@global.super_read_only`,
  transactionStart: sql`CONVERT_TZ(t.trx_started, 'SYSTEM', '+00:00')`,
});

export const mariadbInspection = mysqlFamilyInspection({
  oldestVersion: "MariaDB 10.5",
  oldestNumbers: [10, 5],
  superReadOnly: sql`0`,
  transactionStart: sql`t.trx_started`,
});
