import { doubtful, fine, type Check, type Checks } from "../../check.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

/** That of SQL Server 2016; databases from older servers keep theirs. */
const OLDEST_LEVEL = 130;

/** Row versions, so that readers and batches do not wait for each other; and what would hide rows. */
export async function mssqlSettings(session: Session): Promise<readonly Check[]> {
  const [row] = await session.query<{ versions: number; snapshot: number; level: number }>(sql`
    SELECT CASE WHEN d.is_read_committed_snapshot_on = 1 THEN 1 ELSE 0 END AS versions, CAST(d.snapshot_isolation_state AS int) AS snapshot,
           CAST(d.compatibility_level AS int) AS level
    FROM sys.databases d WHERE d.database_id = DB_ID()`);
  const name = `[${session.server.database.replaceAll("]", "]]")}]`;
  return [
    row?.versions === 1
      ? fine("isolation", "READ_COMMITTED_SNAPSHOT is on: users who read do not wait for batches.")
      : doubtful(
          "isolation",
          "READ_COMMITTED_SNAPSHOT is off: users who read wait for batches, and batches for them.",
          `ALTER DATABASE ${name} SET READ_COMMITTED_SNAPSHOT ON; waits until nobody else is in the database: do it in a quiet window (ask the CRM's vendor first), or run apply while nobody works.`,
        ),
    row?.snapshot === 1
      ? fine("snapshot", "Snapshots are allowed: the figures of plan are of one moment.")
      : doubtful(
          "snapshot",
          "Snapshots are not allowed: while users work, the figures of plan are not of one moment.",
          `ALTER DATABASE ${name} SET ALLOW_SNAPSHOT_ISOLATION ON;`,
        ),
    ...((row?.level ?? OLDEST_LEVEL) >= OLDEST_LEVEL
      ? []
      : [
          doubtful(
            "compatibility",
            `The database has the compatibility level ${row?.level}: consent-upgrade is tested from ${OLDEST_LEVEL} (SQL Server 2016) on.`,
            "Ask the CRM's vendor whether the level may be raised; try plan first.",
          ),
        ]),
  ];
}

/** Tables with a filter of an enabled security policy: whom it shows all rows, its function alone knows. @throws DatabaseError */
export async function mssqlHiddenRows(session: Session, schema: string, tables: readonly string[]): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  // Servers that only speak SQL Server's protocol have no such policies.
  const [known] = await session.query(sql`SELECT TOP (1) o.name FROM sys.all_objects o WHERE o.name = 'security_predicates'`);
  if (known === undefined) return [];
  const rows = await session.query<{ name: string; policy: string }>(sql`
    SELECT DISTINCT o.name AS name, p.name AS policy
    FROM sys.security_predicates f
    JOIN sys.security_policies p ON p.object_id = f.object_id
    JOIN sys.objects o ON o.object_id = f.target_object_id
    JOIN sys.schemas s ON s.schema_id = o.schema_id
    WHERE p.is_enabled = 1 AND f.predicate_type = 0 AND s.name = ${schema} AND o.name IN (${tables})
    ORDER BY o.name, p.name`);
  return rows.map(({ name, policy }) => `${name} (policy ${policy})`);
}

/** Collation, and text columns of one byte per character, which lose letters outside of their code page. */
export async function mssqlCharacters(session: Session, schema: string, tables: readonly string[]): Promise<Checks> {
  const [row] = await session.query<{ collation: string | null }>(
    sql`SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)) AS collation`,
  );
  if (tables.length === 0) return [];
  const narrow = await session.query<{ name: string }>(sql`
    SELECT o.name + N'.' + c.name AS name
    FROM sys.columns c JOIN sys.objects o ON o.object_id = c.object_id JOIN sys.schemas s ON s.schema_id = o.schema_id
    WHERE s.name = ${schema} AND o.name IN (${tables}) AND TYPE_NAME(c.system_type_id) IN ('varchar', 'char', 'text')
    ORDER BY o.name, c.column_id`);
  const [first] = narrow;
  if (first === undefined) return fine("characters", `Characters: collation ${row?.collation ?? "unknown"}.`);
  const others = narrow.length > 1 ? ` and ${narrow.length - 1} more columns are` : " is";
  return doubtful(
    "characters",
    `Characters: ${first.name}${others} of one byte per letter (varchar).`,
    "Seeded texts and comments must fit the code page: set language to one whose letters it has.",
  );
}
