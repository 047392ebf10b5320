import type { IResult, Request } from "mssql";
import { unreachable } from "../connect-failure.js";
import type { EngineDriver } from "../connection-target.js";
import { DatabaseError } from "../failure.js";
import { connectMssql, type SingleConnection } from "./connection.js";
import { mssqlDatabaseError } from "./failure.js";
import { refuseWrites } from "./read-only.js";
import { parseMssqlTarget, type MssqlTarget } from "./target.js";
import { bindValue, boundOnce, readRows } from "./values.js";
import { mssqlDialect, sessionSettings } from "./dialect.js";
import type { Session } from "../session.js";
import { compileSql, type Sql } from "../sql.js";
import type { ServerInfo, TransactionMode } from "../statements.js";
import { TransactionalSession } from "../transactional-session.js";

export const SESSION_SETTINGS = sessionSettings({ counts: true, lockTimeout: 5000 }).join("\n");

/** What begins a transaction of a mode: where a deadlock is to be broken, the dry run gives way. */
function beginning(snapshotAllowed: boolean): Readonly<Record<TransactionMode, readonly string[]>> {
  const isolation = snapshotAllowed ? "SNAPSHOT" : "READ COMMITTED";
  return {
    write: ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED; BEGIN TRANSACTION"],
    read: [`SET DEADLOCK_PRIORITY LOW; SET TRANSACTION ISOLATION LEVEL ${isolation}; BEGIN TRANSACTION`],
  };
}

/** An error has rolled back already (XACT_ABORT); what comes next may write. */
const UNDO =
  "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION; SET DEADLOCK_PRIORITY NORMAL; SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

class MssqlSession extends TransactionalSession implements Session {
  readonly dialect = mssqlDialect;
  /** Without VIEW SERVER STATE a login sees no other session. */
  readonly origin = "";
  #request: Request | undefined;

  constructor(
    private readonly connection: SingleConnection,
    readonly server: ServerInfo,
    readonly connectionId: string,
    snapshotAllowed: boolean,
  ) {
    super(beginning(snapshotAllowed), UNDO);
  }

  async query<Row extends object>(statement: Sql): Promise<readonly Row[]> {
    const { recordsets } = await this.#run(statement);
    const rows = Array.isArray(recordsets) ? recordsets.at(-1) : undefined;
    return (rows === undefined ? [] : readRows(rows)) as readonly Row[];
  }

  async execute(statement: Sql): Promise<number> {
    // Triggers of the table report their own rows first, the statement last.
    return (await this.#run(statement)).rowsAffected.at(-1) ?? 0;
  }

  cancel(): Promise<void> {
    this.#request?.cancel();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.connection.pool.close();
  }

  #run(statement: Sql): Promise<IResult<unknown>> {
    const { text, values } = boundOnce(compileSql(this.dialect, statement));
    if (this.mode === "read") refuseWrites(text);
    return this.send(text, values);
  }

  /** Without values a text is sent as a batch: settings and transactions would not outlive a statement with parameters. */
  protected async send(text: string, values: readonly unknown[] = []): Promise<IResult<unknown>> {
    if (this.connection.isLost()) {
      throw new DatabaseError("connection-lost", "The connection to the database was lost", "", text);
    }
    const request = this.connection.pool.request();
    values.forEach((value, position) => {
      bindValue(request, `p${position}`, value);
    });
    this.#request = request;
    try {
      return await (values.length === 0 ? request.batch<unknown>(text) : request.query<unknown>(text));
    } catch (error) {
      throw mssqlDatabaseError(error, text);
    } finally {
      this.#request = undefined;
    }
  }
}

interface Introduction {
  readonly version: string;
  readonly db: string;
  readonly login: string;
  readonly spid: number;
  readonly ownSchema: string | null;
  readonly snapshot: number | null;
}

/** The schema that was asked for, or the CRM's usual one, as the catalog writes it; else the login's own. */
async function findSchema(connection: SingleConnection, asked: string | undefined, own: string | null): Promise<string> {
  const wanted = asked ?? "crm7";
  const { recordset } = await connection.pool
    .request()
    .input("wanted", wanted)
    .query<{ name: string }>(`
      SELECT name FROM sys.schemas
      WHERE LOWER(name COLLATE Latin1_General_BIN2) = LOWER(@wanted COLLATE Latin1_General_BIN2) ORDER BY name`);
  const exact = recordset.find((row) => row.name === wanted) ?? recordset[0];
  return exact?.name ?? asked ?? own ?? "dbo";
}

async function openSession(target: MssqlTarget): Promise<Session> {
  const connection = await connectMssql(target);
  try {
    await connection.pool.request().batch(SESSION_SETTINGS);
    const { recordset } = await connection.pool.request().batch<Introduction>(`
      SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version, DB_NAME() AS db, SUSER_SNAME() AS login,
             @@SPID AS spid, SCHEMA_NAME() AS ownSchema,
             (SELECT CAST(d.snapshot_isolation_state AS int) FROM sys.databases d WHERE d.database_id = DB_ID()) AS snapshot`);
    const row = recordset[0];
    if (row === undefined) throw new Error("the server did not introduce itself");
    const server: ServerInfo = {
      // The fourth number is the build's revision.
      version: row.version.split(".").slice(0, 3).join("."),
      database: row.db,
      schema: await findSchema(connection, target.schema, row.ownSchema),
      login: row.login,
    };
    return new MssqlSession(connection, server, String(row.spid), row.snapshot === 1);
  } catch (error) {
    await connection.pool.close();
    throw unreachable("other", target.label, error);
  }
}

/** SQL Server through `mssql`. */
export const mssqlDriver: EngineDriver = (address) => {
  const target = parseMssqlTarget(address);
  return { label: target.label, open: () => openSession(target) };
};
