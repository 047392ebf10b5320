import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { parse } from "pg-connection-string";
import { UsageError } from "../errors.js";
import { errorCode, transportFailure, unreachable, type ConnectFailure } from "./connect-failure.js";
import { tlsAttempts, type DatabaseAddress, type EngineDriver, type TlsMode } from "./connection-target.js";
import { DatabaseError, type FailureKind } from "./failure.js";
import { postgresDialect } from "./postgres.js";
import type { ServerInfo, Session, TransactionMode } from "./session.js";
import { compileSql, type Sql } from "./sql.js";

/** SQLSTATEs and their classes (PostgreSQL manual, appendix A). */
const KIND_OF_STATE: Readonly<Record<string, FailureKind>> = {
  "40P01": "deadlock",
  "55P03": "lock-timeout",
  "40001": "serialization",
  "57014": "statement-timeout",
  "23505": "unique-violation",
  "25006": "read-only",
  "42501": "permission-denied",
  "42P01": "missing-object",
  "42703": "missing-object",
  "3F000": "missing-object",
  "42P07": "already-exists",
  "42701": "already-exists",
  "53100": "out-of-space",
  // temp_file_limit
  "53400": "out-of-space",
  // Time-outs of idle sessions and of whole transactions end the session.
  "25P03": "connection-lost",
  "25P04": "connection-lost",
  "57P05": "connection-lost",
  "57P01": "connection-lost",
  "57P02": "connection-lost",
  "57P03": "connection-lost",
};

function failureKind(error: unknown, cancelled: boolean): FailureKind {
  const code = errorCode(error);
  if (code === "57014" && cancelled) return "cancelled";
  const known = KIND_OF_STATE[code];
  if (known !== undefined) return known;
  if (code.startsWith("08") || transportFailure(error) !== undefined) return "connection-lost";
  const message = error instanceof Error ? error.message : "";
  return /^Connection terminated|not queryable|Client was closed|Client has encountered a connection error/i.test(message) ? "connection-lost" : "other";
}

function connectFailure(error: unknown): ConnectFailure {
  const code = errorCode(error);
  if (code.startsWith("28")) return "login-refused";
  if (code === "3D000") return "no-such-database";
  if (/does not support SSL/i.test(String(error))) return "no-tls-on-server";
  if (/password must be a string|SASL/i.test(String(error))) return "login-refused";
  return transportFailure(error) ?? (/timeout/i.test(String(error)) ? "no-answer" : "other");
}

/** Timestamps stay text and 64-bit integers stay strings: nothing passes through floats or time zones. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.TIMESTAMP || oid === pg.types.builtins.TIMESTAMPTZ
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** libpq's sslmode in our three words; `prefer` and `allow` are left to the rule for the host. */
const TLS_OF_SSLMODE: Readonly<Record<string, TlsMode>> = {
  disable: "off",
  require: "no-verify",
  "no-verify": "no-verify",
  "verify-ca": "verify",
  "verify-full": "verify",
};

/** Not READ WRITE: default_transaction_read_only may be the administrator's wish, and a standby has an error of its own for it. */
const BEGIN: Readonly<Record<TransactionMode, string>> = {
  write: "BEGIN ISOLATION LEVEL READ COMMITTED",
  batch: "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = off",
  read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};

class PostgresSession implements Session {
  readonly dialect = postgresDialect;
  #open = false;
  #cancelled = false;

  constructor(
    private readonly client: pg.Client,
    readonly server: ServerInfo,
    readonly connectionId: string,
    private readonly reconnect: () => Promise<pg.Client>,
  ) {}

  async query<Row extends object>(statement: Sql): Promise<readonly Row[]> {
    return (await this.#run(statement)).rows as Row[];
  }

  async execute(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  async begin(mode: TransactionMode): Promise<void> {
    await this.#text(BEGIN[mode]);
    this.#open = true;
  }

  async commit(): Promise<void> {
    await this.#text("COMMIT");
    this.#open = false;
  }

  async rollback(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    try {
      await this.#text("ROLLBACK");
    } catch (error) {
      // A connection that is gone has rolled back already.
      if (!(error instanceof DatabaseError && error.kind === "connection-lost")) throw error;
    }
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

  #run(statement: Sql): Promise<pg.QueryResult> {
    const { text, values } = compileSql(statement);
    return this.#text(text, [...values]);
  }

  async #text(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
    try {
      return await this.client.query(text, values);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new DatabaseError(failureKind(error, this.#cancelled), message, errorCode(error), text, error);
    }
  }
}

interface Target {
  readonly config: pg.ClientConfig;
  readonly label: string;
  readonly attempts: readonly TlsMode[];
  readonly schema: string | undefined;
}

function parseTarget(address: DatabaseAddress): Target {
  const malformed = (why: string, cause?: unknown): UsageError =>
    new UsageError("DATABASE_URL", `The database URL is malformed: ${why}.`, {
      cause,
      hint: "Expected: postgres://user:password@host:5432/database?schema=crm7",
    });
  let parsed: ReturnType<typeof parse>;
  let query: URLSearchParams;
  try {
    const url = new URL(address.url);
    query = url.searchParams;
    // The driver would treat sslmode its own way and knows nothing of ours.
    for (const ours of ["schema", "tls", "sslmode"]) url.searchParams.delete(ours);
    query = new URL(address.url).searchParams;
    parsed = parse(url.href);
  } catch (error) {
    throw malformed("it cannot be read as a URL", error);
  }
  if (!parsed.database) throw malformed("the database's name is missing after the host");
  const tls = query.get("tls");
  if (tls !== null && tls !== "verify" && tls !== "no-verify" && tls !== "off") {
    throw malformed(`tls=${tls} is none of verify, no-verify, off`);
  }
  const sslmode = query.get("sslmode");
  const host = parsed.host || "localhost";
  const port = Number(parsed.port || 5432);
  const asked = tls ?? address.tls ?? (sslmode === null ? undefined : TLS_OF_SSLMODE[sslmode]);
  const password = address.password ?? (parsed.password || undefined);
  return {
    config: {
      host,
      port,
      database: parsed.database,
      application_name: parsed.application_name ?? "consent-upgrade",
      connectionTimeoutMillis: 15_000,
      keepAlive: true,
      types,
      ...(parsed.user ? { user: parsed.user } : {}),
      ...(password === undefined ? {} : { password }),
      ...(parsed.options === undefined ? {} : { options: parsed.options }),
      ...(typeof parsed.ssl === "object" ? { ssl: parsed.ssl as ConnectionOptions } : {}),
    },
    label: `postgres://${parsed.user ? `${parsed.user}@` : ""}${host}:${port}/${parsed.database}`,
    attempts: tlsAttempts(asked, host),
    schema: query.get("schema") ?? address.schema,
  };
}

function withTls(config: pg.ClientConfig, mode: TlsMode): pg.ClientConfig {
  const given = typeof config.ssl === "object" ? config.ssl : {};
  if (mode === "off" || config.host?.startsWith("/") === true) return { ...config, ssl: false };
  return { ...config, ssl: { ...given, rejectUnauthorized: mode === "verify" } };
}

async function connect(target: Target): Promise<pg.Client> {
  let last: unknown;
  for (const mode of target.attempts) {
    const client = new pg.Client(withTls(target.config, mode));
    // An idle connection that breaks emits "error"; the next statement reports it.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      last = error;
      await client.end().catch(() => undefined);
      if (connectFailure(error) !== "no-tls-on-server") break;
    }
  }
  throw unreachable(connectFailure(last), target.label, last);
}

/**
 * Session settings: UTC, readable timestamps, no waiting behind a lock for ever, and memory enough to
 * sort a batch's mailing history without a file (the server's default of 4 MB is not). What runs outside of
 * transactions must not be serializable either where the administrator made that the default.
 */
const SETTINGS = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET lock_timeout = '5s'; SET client_min_messages = warning; SET work_mem = '64MB'; SET standard_conforming_strings = on;
  SET default_transaction_isolation = 'read committed'; SET default_transaction_deferrable = off`;

async function openSession(target: Target): Promise<Session> {
  const client = await connect(target);
  try {
    // Read before the session's zone is set: the vendor's local times are the server's.
    const zone = await client.query<{ zone: string }>(`SELECT current_setting('TimeZone') AS zone`);
    await client.query(SETTINGS);
    await client.query("SELECT set_config('consent_upgrade.local_zone', $1, false)", [zone.rows[0]?.zone ?? "UTC"]);
    if (target.schema !== undefined) await client.query(`SET search_path = ${client.escapeIdentifier(target.schema)}`);
    const { rows } = await client.query<{ version: string; db: string; schema: string | null; login: string; pid: number }>(
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
    return new PostgresSession(client, server, String(row.pid), () => connect(target));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(connectFailure(error), target.label, error);
  }
}

/** PostgreSQL through `pg`. */
export const postgresDriver: EngineDriver = {
  target(address) {
    const target = parseTarget(address);
    return { label: target.label, open: () => openSession(target) };
  },
};
