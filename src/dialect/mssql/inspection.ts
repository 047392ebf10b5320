import type { Inspection } from "../inspection.js";
import { mssqlRights } from "./rights.js";
import { mssqlCharacters, mssqlHiddenRows, mssqlSettings } from "./settings.js";
import type { Session } from "../session.js";
import { mssqlSpace } from "./space.js";
import { doubtful, fine, isAtLeast, type Observation, type OpenTransaction, type Trigger } from "../observation.js";
import { sql } from "../sql.js";

/** SERVERPROPERTY('EngineEdition') of Azure SQL Database, Synapse and Managed Instance: their version number stands still. */
const AZURE_EDITIONS: readonly number[] = [5, 6, 8];

/** Backups older than this are worth a word, in hours. */
const OLD_BACKUP = 24;

/** Longer texts than the server's option allows are refused (7139) in a table that is replicated or captured: templates are long. */
async function longestReplicatedText(session: Session): Promise<readonly Observation[]> {
  const [row] = await session.query<{ most: number }>(
    sql`SELECT CAST(c.value_in_use AS int) AS most FROM sys.configurations c WHERE c.name = 'max text repl size (B)'`,
  );
  if (row === undefined || row.most < 0) return [];
  return [
    doubtful(
      "replicated-texts",
      `Where s_message is replicated or captured, the server refuses texts of more than ${row.most} bytes (error 7139).`,
      "EXEC sp_configure 'max text repl size (B)', -1; RECONFIGURE; before templates are rewritten.",
    ),
  ];
}

/** SQL Server's catalog and management views; many of them want VIEW SERVER STATE. */
export const mssqlInspection: Inspection = {
  oldestVersion: "SQL Server 2016",

  async isSupported(session) {
    if (isAtLeast(session.server.version, [13])) return true;
    // Servers that only speak SQL Server's protocol give a version of their own there.
    const [row] = await session.query<{ edition: number | null; other: number | null }>(sql`
      SELECT CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition, CASE WHEN @@VERSION LIKE '%PostgreSQL%' THEN 1 END AS other`);
    return AZURE_EDITIONS.includes(row?.edition ?? 0) || row?.other != null;
  },

  rights: mssqlRights,

  async readOnlyReason(session) {
    const [row] = await session.query<{ mode: string | null }>(
      sql`SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(60)) AS mode`,
    );
    return row?.mode === "READ_ONLY" ? "the database is READ_ONLY" : undefined;
  },

  hiddenRows: mssqlHiddenRows,

  async triggers(session, schema, tables) {
    if (tables.length === 0) return [];
    return session.query<Trigger>(sql`
      SELECT o.name AS [table], t.name AS name
      FROM sys.triggers t
      JOIN sys.objects o ON o.object_id = t.parent_id
      JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE s.name = ${schema} AND o.name IN (${tables}) AND t.is_disabled = 0
      ORDER BY o.name, t.name`);
  },

  // VIEW DEFINITION on the schema shows them, and every command needs it.
  seesTriggers: () => Promise.resolve(true),

  settings: mssqlSettings,
  characters: mssqlCharacters,
  space: mssqlSpace,

  async replicas(session) {
    const [row] = await session.query<{ replica: number; published: number; captured: number }>(sql`
      SELECT CASE WHEN d.replica_id IS NULL THEN 0 ELSE 1 END AS replica,
             CASE WHEN d.is_published = 1 OR d.is_merge_published = 1 THEN 1 ELSE 0 END AS published,
             CASE WHEN d.is_cdc_enabled = 1 THEN 1 ELSE 0 END AS captured
      FROM sys.databases d WHERE d.database_id = DB_ID()`);
    const kinds = [
      ...(row?.replica === 1 ? ["it is in an availability group"] : []),
      ...(row?.published === 1 ? ["it is published for replication"] : []),
      ...(row?.captured === 1 ? ["change data capture is on"] : []),
    ];
    if (kinds.length === 0) return [fine("replicas", "No replicas.")];
    const copiesTexts = row?.published === 1 || row?.captured === 1;
    return [
      doubtful(
        "replicas",
        `The database is read by others: ${kinds.join(", ")}.`,
        "Watch how far they are behind while apply runs; run.pauseMs gives them time.",
      ),
      ...(copiesTexts ? await longestReplicatedText(session) : []),
    ];
  },

  async openTransactions(session, seconds) {
    return session.query<OpenTransaction>(sql`
      SELECT CAST(t.session_id AS nvarchar(20)) AS session, DATEDIFF(second, MIN(a.transaction_begin_time), GETDATE()) AS seconds
      FROM sys.dm_tran_session_transactions t
      JOIN sys.dm_tran_active_transactions a ON a.transaction_id = t.transaction_id
      JOIN sys.dm_tran_database_transactions d ON d.transaction_id = t.transaction_id AND d.database_id = DB_ID()
      WHERE t.session_id <> @@SPID AND t.is_user_transaction = 1
      GROUP BY t.session_id
      HAVING DATEDIFF(second, MIN(a.transaction_begin_time), GETDATE()) > ${seconds}`);
  },

  async backup(session) {
    const [row] = await session.query<{ last: string | null; hours: number | null }>(sql`
      SELECT CONVERT(nvarchar(16), MAX(b.backup_finish_date), 120) AS last, DATEDIFF(hour, MAX(b.backup_finish_date), GETDATE()) AS hours
      FROM msdb.dbo.backupset b WHERE b.database_name = DB_NAME() AND b.type IN ('D', 'I')`);
    if (row?.last == null) return doubtful("backup", "msdb knows of no backup of this database.", "Take one before apply.");
    if ((row.hours ?? 0) < OLD_BACKUP) return fine("backup", `The last backup ended ${row.last}.`);
    return doubtful("backup", `The last backup ended ${row.last}, ${row.hours} hours ago.`, "Take one before apply.");
  },

  async isLocked(session, lockName) {
    const [row] = await session.query<{ free: number }>(
      sql`SELECT APPLOCK_TEST('public', ${lockName}, 'Exclusive', 'Session') AS free`,
    );
    return row?.free === 0;
  },
};
