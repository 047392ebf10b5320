import type { TypeCastField, TypeCastNext } from "mysql2";
import type { Connection, ExecuteValues, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { ConsentUpgradeError } from "../../errors.js";
import { pooledConnection, unreachable } from "../connect-failure.js";
import type { EngineDriver } from "../connection-target.js";
import type { Dialect } from "../dialect.js";
import { DatabaseError } from "../failure.js";
import { connectMysql, isPooled } from "./connection.js";
import { mariadbDialect, mysqlDialect } from "./dialect.js";
import { mysqlConnectFailure, mysqlDatabaseError } from "./failure.js";
import { serverSessions, SHOW_SESSIONS } from "./server-sessions.js";
import { parseMysqlTarget, type MysqlTarget } from "./target.js";
import type { Session } from "../session.js";
import { compileSql, type Sql } from "../sql.js";
import type { ServerInfo } from "../statements.js";
import { StallWatch, type Sighting } from "../stall-watch.js";
import { TransactionalSession } from "../transactional-session.js";
import { OPENING, within } from "../within.js";

/** The transaction that a mode begins: the read-only one sees one moment. */
const BEGIN = {
  write: ["START TRANSACTION READ WRITE"],
  read: ["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"],
} as const;

/** A number or a time, written into the statement. */
const SHORT_VALUE = 32;
/** A UTF-16 unit of a text takes three bytes at most, escaped or in UTF-8. */
const BYTES_PER_CHARACTER = 3;
/** ER_NET_PACKET_TOO_LARGE */
const PACKET_TOO_LARGE = 1153;

/** From here on escaping a text costs more than preparing a statement. */
const LONG_TEXT = 4096;

function isLong(value: unknown): boolean {
  return typeof value === "string" && value.length >= LONG_TEXT;
}

const GREATEST_INT = 0x7fffffff;

/**
 * Values as every engine gives them. These servers compute all integers in 64 bits, also the 1 of
 * `CASE WHEN … THEN 1`, and do not tell which of them would be 32 bits wide elsewhere: a column's
 * 64 bits stay text, what is computed is a number as long as it fits.
 */
function readMysqlValue(field: TypeCastField, next: TypeCastNext): unknown {
  // Only a stored column comes with the database that it is in.
  if (field.type !== "LONGLONG" || field.db !== "") return next();
  const text = field.string();
  if (text === null) return null;
  const value = Number(text);
  return Math.abs(value) <= GREATEST_INT ? value : text;
}

type Answer = [ResultSetHeader | RowDataPacket[], unknown];

class MysqlSession extends TransactionalSession implements Session {
  readonly #watch: StallWatch;
  #lost = false;
  #closing = false;
  #cancelled = false;

  constructor(
    readonly dialect: Dialect,
    private readonly connection: Connection,
    readonly server: ServerInfo,
    readonly connectionId: string,
    readonly origin: string,
    private readonly packetLimit: number,
    private readonly reconnect: () => Promise<Connection>,
    lookEvery: number,
  ) {
    super(BEGIN);
    this.#watch = new StallWatch({
      every: lookEvery,
      look: () => this.#lookFromOutside(),
      abandon: () => {
        this.#lost = true;
        connection.destroy();
      },
    });
    // An idle connection that breaks emits these; the next statement reports it.
    connection.on("error", () => {
      this.#lost = true;
    });
    connection.on("end", () => {
      this.#lost = true;
    });
  }

  async query<Row extends object>(statement: Sql): Promise<readonly Row[]> {
    const { text, values } = compileSql(this.dialect, statement);
    const [rows] = await this.send(text, values);
    return (Array.isArray(rows) ? rows : []) as readonly object[] as readonly Row[];
  }

  async execute(statement: Sql): Promise<number> {
    const { text, values } = compileSql(this.dialect, statement);
    const [header] = await (values.some(isLong) ? this.#runPrepared(text, values) : this.send(text, values));
    return "affectedRows" in header ? header.affectedRows : header.length;
  }

  async cancel(): Promise<void> {
    this.#cancelled = true;
    const other = await this.reconnect();
    try {
      await other.query("KILL QUERY ?", [Number(this.connectionId)]);
    } finally {
      await other.end();
    }
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#lost) this.connection.destroy();
    else await this.connection.end();
  }

  protected send(text: string, values: readonly unknown[] = []): Promise<Answer> {
    return this.#answer(text, values, () => this.connection.query({ sql: text, values: [...values], typeCast: readMysqlValue }));
  }

  /** Values travel beside the statement, not escaped in it: that costs several times what the rest does. */
  #runPrepared(text: string, values: readonly unknown[]): Promise<Answer> {
    // The driver would send numbers as floating point.
    const exact = values.map((value) => (typeof value === "number" ? String(value) : value)) as ExecuteValues[];
    return this.#answer(text, values, () => this.connection.execute(text, exact));
  }

  async #answer(text: string, values: readonly unknown[], ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#lost) {
      throw new DatabaseError("connection-lost", "The connection to the database was lost", "", text);
    }
    this.#refuseLongerThanPacket(text, values);
    try {
      return await this.#watch.during(ask());
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      const failure = mysqlDatabaseError(error, text, this.#cancelled);
      this.#lost ||= failure.kind === "connection-lost";
      this.#cancelled &&= failure.kind !== "cancelled";
      throw failure;
    }
  }

  /** What the server's list of sessions says of this one: those without a statement sleep. */
  async #lookFromOutside(): Promise<Sighting> {
    const other = await this.reconnect();
    try {
      const [rows] = await other.query<RowDataPacket[]>(SHOW_SESSIONS);
      const seen = serverSessions(rows).find(({ id, host }) => id === this.connectionId && host === this.origin);
      return seen === undefined ? "unknown" : seen.command === "Sleep" ? "idle" : "at-work";
    } finally {
      other.destroy();
    }
  }

  /** The server would close the connection, which looks like a loss that is worth another try. */
  #refuseLongerThanPacket(text: string, values: readonly unknown[]): void {
    let longest = text.length;
    for (const value of values) longest += typeof value === "string" || Buffer.isBuffer(value) ? value.length : SHORT_VALUE;
    if (longest * BYTES_PER_CHARACTER < this.packetLimit) return;
    const bytes = Buffer.byteLength(this.connection.format(text, [...values]));
    if (bytes < this.packetLimit) return;
    throw new DatabaseError(
      "too-long",
      `A statement of ${bytes} bytes is more than the server takes (max_allowed_packet is ${this.packetLimit})`,
      String(PACKET_TOO_LARGE),
      text,
    );
  }
}

/** No NO_ZERO_DATE: an old database's 0000-00-00 must stay readable and copyable. */
const SQL_MODE = "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

/**
 * Bytes of a temporary table that stays in memory, as much as a sort of PostgreSQL has here: with the servers' own 16 MB,
 * `verify` of 500 000 contacts takes MariaDB twice as long.
 */
const MEMORY = 64 * 1024 * 1024;

function atLeast(variable: string): string {
  return `CAST(GREATEST(@@${variable}, ${MEMORY}) AS UNSIGNED)`;
}

/**
 * Long sums may take their time, and a lock's connection may be idle between batches, for ten minutes at most
 * (`run.pauseMs`); when this machine is gone, nothing else tells the server to give the lock free. Tables that we create must
 * have transactions, whatever the server's default is.
 */
const SETTINGS = `SET SESSION sql_mode = '${SQL_MODE}', SESSION time_zone = '+00:00', SESSION autocommit = 1,
  SESSION default_storage_engine = InnoDB,
  SESSION tmp_table_size = ${atLeast("tmp_table_size")}, SESSION max_heap_table_size = ${atLeast("max_heap_table_size")},
  SESSION innodb_lock_wait_timeout = 5, SESSION lock_wait_timeout = 5, SESSION wait_timeout = 900`;

const NO_STATEMENT_TIMEOUT = { mysql: "max_execution_time", mariadb: "max_statement_time" } as const;

interface Introduction extends RowDataPacket {
  readonly version: string;
  readonly comment: string;
  /** Null outside of any. */
  readonly db: string | null;
  readonly login: string;
  readonly id: number | string;
  readonly packetLimit: number | string;
}

async function openSession(target: MysqlTarget, where: "inside" | "outside" = "inside"): Promise<Session> {
  const connection = await connectMysql(target, where);
  try {
    return await within(OPENING, introduce(connection, target));
  } catch (error) {
    connection.destroy();
    throw error instanceof ConsentUpgradeError ? error : unreachable(mysqlConnectFailure(error), target.label, error);
  }
}

/** Settings and introduction of a connection that stands. */
async function introduce(connection: Connection, target: MysqlTarget): Promise<Session> {
  // Before the settings, which would stay in a session of others.
  if (await isPooled(connection)) throw pooledConnection(target.label);
  await connection.query(SETTINGS);
  // A server with skip-character-set-client-handshake disregards what the driver said when it connected.
  await connection.query("SET NAMES utf8mb4 COLLATE utf8mb4_general_ci");
  await connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  const [rows] = await connection.query<Introduction[]>(
    `SELECT VERSION() AS version, @@version_comment AS comment, DATABASE() AS db, CURRENT_USER() AS login, CONNECTION_ID() AS id,
            @@max_allowed_packet AS packetLimit`,
  );
  const row = rows[0];
  if (row === undefined) throw new Error("the server did not introduce itself");
  const isMariadb = /mariadb/i.test(`${row.version} ${row.comment}`);
  await connection.query(`SET SESSION ${NO_STATEMENT_TIMEOUT[isMariadb ? "mariadb" : "mysql"]} = 0`);
  const server: ServerInfo = {
    version: /^[\d.]+(-MariaDB)?/i.exec(row.version)?.[0] ?? row.version,
    database: row.db ?? target.database,
    schema: row.db ?? target.database,
    login: row.login,
  };
  const dialect = isMariadb ? mariadbDialect : mysqlDialect;
  const reconnect = (): Promise<Connection> => connectMysql(target);
  return new MysqlSession(
    dialect,
    connection,
    server,
    String(row.id),
    await askOrigin(connection, String(row.id)),
    Number(row.packetLimit),
    reconnect,
    target.lookEvery,
  );
}

/** Address and port of the client's side; a socket file has no port, and tells nothing. */
async function askOrigin(connection: Connection, connectionId: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(SHOW_SESSIONS);
  const host = serverSessions(rows).find(({ id }) => id === connectionId)?.host ?? "";
  return host.includes(":") ? host : "";
}

/** MySQL and MariaDB through `mysql2`; which of the two it is, the server says. */
export const mysqlDriver: EngineDriver = (address) => {
  const target = parseMysqlTarget(address);
  return { label: target.label, open: () => openSession(target), openOutside: () => openSession(target, "outside") };
};
