import { doubtful, fine, wrong, type Check } from "../../check.js";
import { approximately, readableBytes, type WrittenBytes } from "../written-bytes.js";
import { isAtLeast } from "../inspection.js";
import type { Session } from "../session.js";
import { sql } from "../sql.js";

/** Sizes are counted in pages. */
const PAGE = 8192;

/** SERVERPROPERTY('EngineEdition') of the Express edition. */
const EXPRESS = 4;

/** What one of its databases holds, in GB: more since SQL Server 2025. */
function expressLimit(version: string): number {
  return isAtLeast(version, [17]) ? 50 : 10;
}

interface FileRow {
  readonly kind: "data" | "log";
  readonly size: string | number;
  readonly used: string | number | null;
  /** -1: until the disk is full; else pages. */
  readonly most: number;
  /** Pages, or a percentage. */
  readonly growth: number;
  readonly inPercent: number;
}

/** Room in the database's files, and how far they may grow; not what the disks have left. */
export async function mssqlSpace(session: Session, written: WrittenBytes): Promise<readonly Check[]> {
  const files = await session.query<FileRow>(sql`
    SELECT CASE WHEN f.type = 1 THEN 'log' ELSE 'data' END AS kind, CAST(f.size AS bigint) AS size,
           CAST(FILEPROPERTY(f.name, 'SpaceUsed') AS bigint) AS used, f.max_size AS most, f.growth AS growth,
           CAST(f.is_percent_growth AS int) AS [inPercent]
    FROM sys.database_files f WHERE f.type IN (0, 1)`);
  const [server] = await session.query<{ edition: number; recovery: string }>(sql`
    SELECT CAST(SERVERPROPERTY('EngineEdition') AS int) AS edition, CAST(DATABASEPROPERTYEX(DB_NAME(), 'Recovery') AS nvarchar(60)) AS recovery`);
  const data = files.filter((file) => file.kind === "data");
  // What the files have free is written first: they need not grow for it.
  const used = data.reduce((sum, file) => sum + Number(file.used ?? file.size) * PAGE, 0);
  const limit = expressLimit(session.server.version);
  const express =
    server?.edition === EXPRESS && used + written.data > limit * 1_073_741_824
      ? [
          wrong(
            "space-express",
            `The Express edition holds ${limit} GB per database; it would have ${readableBytes(used + written.data)}.`,
            "Move the database to another edition, or make room.",
          ),
        ]
      : [];
  // In the simple recovery model the log is emptied between batches.
  const log = server?.recovery === "SIMPLE" ? Math.min(written.log, 512 * 1_048_576) : written.log;
  return [
    ...express,
    roomIn("data", data, written.data),
    roomIn(
      "log",
      files.filter((file) => file.kind === "log"),
      log,
    ),
    ...logHabits(files, server?.recovery, log),
    ...(await tempdb(session, written)),
  ];
}

/** The log grows in steps, each of which holds up all writers while its file is filled with zeros. */
const SHORT_STEP = (64 * 1_048_576) / PAGE;

function logHabits(files: readonly FileRow[], recovery: string | undefined, needed: number): readonly Check[] {
  const logs = files.filter(({ kind }) => kind === "log");
  const free = logs.reduce((sum, file) => sum + Math.max(0, Number(file.size) - Number(file.used ?? file.size)) * PAGE, 0);
  if (free >= needed) return [];
  const short = logs.some(({ growth, inPercent }) => inPercent === 0 && growth > 0 && growth < SHORT_STEP);
  return [
    ...(short
      ? [doubtful("log-growth", "The log grows in steps of less than 64 MB.", "Let it grow before apply, or in steps of 512 MB.")]
      : []),
    ...(recovery === "SIMPLE"
      ? []
      : [doubtful("log-backups", "Only log backups empty the log.", "Let them run while apply does, or give the log room.")]),
  ];
}

/** Row versions (of snapshots) and sorts go into tempdb. */
async function tempdb(session: Session, written: WrittenBytes): Promise<readonly Check[]> {
  const files = await session
    .query<FileRow>(sql`
    SELECT 'data' AS kind, CAST(f.size AS bigint) AS size, CAST(0 AS bigint) AS used, f.max_size AS most, f.growth AS growth,
           CAST(f.is_percent_growth AS int) AS [inPercent]
    FROM tempdb.sys.database_files f WHERE f.type = 0`)
    .catch(() => []);
  const limits = files.reduce((sum, { size, most, growth }) => {
    const limit = growth === 0 ? Number(size) : most < 0 || most >= UNLIMITED ? Number.POSITIVE_INFINITY : most;
    return sum + limit * PAGE;
  }, 0);
  if (files.length === 0 || limits >= written.data) return [];
  return [
    doubtful(
      "space-tempdb",
      `tempdb may have ${readableBytes(limits)}; apply writes ${approximately(written.data)}, whose row versions go there.`,
      "Let tempdb's files grow, or run apply while nobody works.",
    ),
  ];
}

function roomIn(kind: FileRow["kind"], files: readonly FileRow[], needed: number): Check {
  const id = `space-${kind}`;
  const what = `apply writes ${approximately(needed)} ${kind === "log" ? "to the log" : "of data"}`;
  const free = files.reduce((sum, file) => sum + Math.max(0, Number(file.size) - Number(file.used ?? file.size)) * PAGE, 0);
  if (free >= needed) return fine(id, `Space: ${what}; ${readableBytes(free)} are free in the files.`);
  const growing = files.filter((file) => file.growth > 0);
  if (growing.some((file) => file.most < 0 || file.most >= UNLIMITED)) {
    return fine(id, `Space: ${what}; the files may grow, as far as the disk has room.`);
  }
  const room = free + growing.reduce((sum, file) => sum + Math.max(0, file.most - Number(file.size)) * PAGE, 0);
  if (room >= needed) return fine(id, `Space: ${what}; the files may grow by ${readableBytes(room)}.`);
  return doubtful(
    id,
    `Space: ${what}; the files have room for ${readableBytes(room)} alone.`,
    "Let the files grow (ALTER DATABASE … MODIFY FILE), or add one.",
  );
}

/** A log file without limit says 2 TB, in pages. */
const UNLIMITED = 268_435_456;
