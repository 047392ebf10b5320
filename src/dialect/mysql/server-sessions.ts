/**
 * The sessions that this login may see: all of them with PROCESS, else its own. The same in information_schema cannot be
 * read on MySQL while any session is at a statement with an emoji, say (error 3854), and few logins may read
 * performance_schema.
 */
export const SHOW_SESSIONS = "SHOW PROCESSLIST";

/** One session of a server of the MySQL family. */
export interface ServerSession {
  readonly id: string;
  /** Address and port of the client's side; without a port where it came through a socket file. */
  readonly host: string;
  /** What it is at: `Sleep`, `Query`, `Binlog Dump`, … */
  readonly command: string;
}

/** Reads the answer to `SHOW_SESSIONS`. */
export function serverSessions(rows: readonly Readonly<Record<string, unknown>>[]): ServerSession[] {
  return rows.map((row) => ({
    id: String(row["Id"]),
    host: String(row["Host"] ?? ""),
    command: String(row["Command"] ?? ""),
  }));
}
