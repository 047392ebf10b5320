import type pg from "pg";
import { ConsentUpgradeError } from "../../errors.js";
import { pooledConnection, unreachable } from "../connect-failure.js";
import type { EngineDriver } from "../connection-target.js";
import { DatabaseError } from "../failure.js";
import { connectPostgres, isPooled } from "./connection.js";
import { postgresDialect } from "./dialect.js";
import { postgresConnectFailure, postgresDatabaseError } from "./failure.js";
import { parsePostgresTarget, type PostgresTarget } from "./target.js";
import type { Session } from "../session.js";
import { compileSql, type Sql } from "../sql.js";
import type { ServerInfo } from "../statements.js";
import { StallWatch, type Sighting } from "../stall-watch.js";
import { TransactionalSession } from "../transactional-session.js";
import { OPENING, within } from "../within.js";

/** Not READ WRITE: default_transaction_read_only may be the administrator's wish, and a standby has an error of its own for it. */
const BEGIN = {
  write: ["BEGIN ISOLATION LEVEL READ COMMITTED"],
  read: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"],
} as const;

class PostgresSession extends TransactionalSession implements Session {
  readonly dialect = postgresDialect;
  readonly connectionId: string;
  readonly origin: string;
  readonly #watch: StallWatch;
  #cancelled = false;

  constructor(
    private readonly client: pg.Client,
    readonly server: ServerInfo,
    { pid, origin }: { readonly pid: number; readonly origin: string },
    private readonly reconnect: () => Promise<pg.Client>,
    lookEvery: number,
  ) {
    super(BEGIN);
    this.connectionId = String(pid);
    this.origin = origin;
    // With a statement at work, end() does not wait for the server.
    this.#watch = new StallWatch({ every: lookEvery, look: () => this.#lookFromOutside(), abandon: () => void client.end() });
  }

  async query<Row extends object>(statement: Sql): Promise<readonly Row[]> {
    return (await this.#run(statement)).rows as Row[];
  }

  async execute(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    const other = await this.reconnect();
    try {
      await other.query("SELECT pg_cancel_backend($1)", [Number(this.connectionId)]);
    } finally {
      await other.end();
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** What the server's list of sessions says of this one. */
  async #lookFromOutside(): Promise<Sighting> {
    const other = await this.reconnect();
    try {
      const { rows } = await other.query<{ state: string | null }>(
        `SELECT a.state FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND ${ORIGIN} = $2`,
        [Number(this.connectionId), this.origin],
      );
      const state = rows[0]?.state ?? "";
      return state === "active" ? "at-work" : state.startsWith("idle") ? "idle" : "unknown";
    } finally {
      void other.end();
    }
  }

  #run(statement: Sql): Promise<pg.QueryResult> {
    const { text, values } = compileSql(this.dialect, statement);
    return this.send(text, [...values]);
  }

  /**
   * With a callback, as the driver's own promises hang together: one that has grown old keeps the rows of all later ones
   * from the collection of young garbage, and rows may be texts of megabytes.
   */
  #answer(text: string, values: unknown[]): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      this.client.query(text, values, (error: Error | null, result) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  protected async send(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
    try {
      return await this.#watch.during(this.#answer(text, values));
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      throw postgresDatabaseError(error, text, this.#cancelled);
    }
  }
}

/** When the server began a session, whatever the zone: tells it from a later one of the same number. */
const ORIGIN = "CAST(EXTRACT(EPOCH FROM a.backend_start) AS text)";

interface Introduction {
  readonly version: string;
  readonly db: string;
  readonly schema: string | null;
  readonly login: string;
  readonly pid: number;
}

/**
 * Session settings: UTC, readable timestamps, no waiting behind a lock for ever, and no rows that row-level security
 * hides, but an error instead, memory enough to sort a batch's mailing history without a file (the server's default of 4 MB is not), and no
 * compilation of queries (jit): it costs more than it saves, four times the time of `verify`. What runs outside of
 * transactions must not be serializable either where the administrator made that the default. When this machine is gone,
 * the server notices it within a minute, instead of two hours, and gives the lock free.
 */
const SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET lock_timeout = '5s'; SET client_min_messages = warning; SET work_mem = '64MB'; SET jit = off; SET standard_conforming_strings = on; SET row_security = off;
  SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
  SET default_transaction_isolation = 'read committed'; SET default_transaction_deferrable = off`;

/** A statement whose client was killed ends soon, and gives the run's lock free. */
const NOTICE_KILLED_CLIENTS = "SET client_connection_check_interval = '2s'";

async function openSession(target: PostgresTarget): Promise<Session> {
  const client = await connectPostgres(target);
  try {
    return await within(OPENING, introduce(client, target));
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error instanceof ConsentUpgradeError ? error : unreachable(postgresConnectFailure(error), target.label, error);
  }
}

/** Settings and introduction of a connection that stands. */
async function introduce(client: pg.Client, target: PostgresTarget): Promise<Session> {
  // Read before the session's zone is set: the vendor's local times are the server's.
  const zone = await client.query<{ zone: string; pid: number }>(
    `SELECT current_setting('TimeZone') AS zone, pg_backend_pid() AS pid`,
  );
  // Before the settings, which would stay in a session of others.
  if (await isPooled(client, zone.rows[0]?.pid, target)) throw pooledConnection(target.label);
  await client.query(SETTINGS);
  // PostgreSQL 14 and later, and not on Windows: elsewhere the statement at work ends first.
  await client.query(NOTICE_KILLED_CLIENTS).catch(() => undefined);
  await client.query("SELECT set_config('consent_upgrade.local_zone', $1, false)", [zone.rows[0]?.zone ?? "UTC"]);
  if (target.schema !== undefined) await client.query(`SET search_path = ${client.escapeIdentifier(target.schema)}`);
  const { rows } = await client.query<Introduction>(
    `SELECT current_setting('server_version') AS version, current_database() AS db,
            current_schema() AS schema, session_user AS login, pg_backend_pid() AS pid`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error("the server did not introduce itself");
  const server: ServerInfo = {
    version: row.version.split(" ")[0] ?? row.version,
    database: row.db,
    schema: target.schema ?? row.schema ?? "public",
    login: row.login,
  };
  return new PostgresSession(
    client,
    server,
    { pid: row.pid, origin: await readOrigin(client) },
    () => connectPostgres(target),
    target.lookEvery,
  );
}

/** "" where the administrator has closed the view. */
async function readOrigin(client: pg.Client): Promise<string> {
  const text = `SELECT ${ORIGIN} AS origin FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_backend_pid()`;
  const found = await client.query<{ origin: string | null }>(text).catch(() => undefined);
  return found?.rows[0]?.origin ?? "";
}

/** PostgreSQL through `pg`. */
export const postgresDriver: EngineDriver = (address) => {
  const target = parsePostgresTarget(address);
  return { label: target.label, open: () => openSession(target) };
};
