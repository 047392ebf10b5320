import { randomBytes } from "node:crypto";
import mssql from "mssql";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { Client } from "pg";
import type { EngineName } from "./engine-name.js";

/** What the tests ask of a server with the driver itself, so that our own code has no part in it. */
interface Administration {
  version(adminUrl: string): Promise<string>;
  create(adminUrl: string, name: string): Promise<void>;
  /** Also where sessions are left in the database. */
  drop(adminUrl: string, name: string): Promise<void>;
}

/** A name for a test's own database: what it is for, and something that nobody else has. */
export function uniqueName(label: string): string {
  const readable = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, 30);
  return `ct_${readable}_${randomBytes(4).toString("hex")}`;
}

/** The address of another database of the same server, as users write it. */
export function urlOfDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const isBare = url.protocol === "mssql:" && !url.searchParams.has("encrypt") && !url.searchParams.has("tls");
  if (isBare && /^(localhost|127\.|\[::1\])/.test(url.hostname)) {
    url.searchParams.set("encrypt", "false");
    url.searchParams.set("trustServerCertificate", "true");
  }
  return url.href;
}

const postgres: Administration = {
  version: (url) =>
    withPostgres(url, async (client) => text((await client.query("SHOW server_version")).rows[0], "server_version")),
  create: (url, name) => withPostgres(url, async (client) => void (await client.query(`CREATE DATABASE "${name}"`))),
  drop: (url, name) =>
    withPostgres(url, async (client) => {
      await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
      await client.query(`DROP DATABASE IF EXISTS "${name}"`);
    }),
};

const mysqlLike: Administration = {
  version: (url) => withMysql(url, async (query) => text((await query("SELECT VERSION() AS version"))[0], "version")),
  create: (url, name) => withMysql(url, async (query) => void (await query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`))),
  drop: (url, name) =>
    withMysql(url, async (query) => {
      // The same in information_schema cannot be read while another test is at a statement with an emoji.
      const sessions = await query("SHOW PROCESSLIST");
      for (const session of sessions) {
        // A session that ends by itself between the two is as good as killed.
        if (text(session, "db") === name) await query(`KILL ${text(session, "Id")}`).catch(() => []);
      }
      await query(`DROP DATABASE IF EXISTS \`${name}\``);
    }),
};

const sqlServer: Administration = {
  version: (url) =>
    withSqlServer(url, async (pool) => {
      const { recordset } = await pool.query("SELECT CAST(SERVERPROPERTY('ProductVersion') AS varchar(60)) AS version");
      return text(recordset[0], "version");
    }),
  create: (url, name) => withSqlServer(url, async (pool) => void (await pool.query(`CREATE DATABASE [${name}]`))),
  drop: (url, name) =>
    withSqlServer(url, async (pool) => {
      // Servers that only speak SQL Server's language know no such option, and end the sessions when dropping.
      await pool.query(`ALTER DATABASE [${name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE`).catch(() => undefined);
      // The server needs a moment to notice that a session has ended.
      for (let attempt = 1; ; attempt += 1) {
        const dropped = await pool.query(`DROP DATABASE IF EXISTS [${name}]`).then(
          () => true,
          (error: unknown) => {
            if (attempt >= 20) throw error;
            return false;
          },
        );
        if (dropped) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }),
};

export const ADMINISTRATION: Readonly<Record<EngineName, Administration>> = {
  postgres,
  mysql: mysqlLike,
  mariadb: mysqlLike,
  mssql: sqlServer,
};

async function withPostgres<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type MysqlQuery = (sql: string, values?: readonly string[]) => Promise<readonly RowDataPacket[]>;

async function withMysql<T>(url: string, work: (query: MysqlQuery) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: url });
  try {
    return await work(async (sql, values = []) => {
      const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
      return rows;
    });
  } finally {
    await connection.end();
  }
}

async function withSqlServer<T>(address: string, work: (pool: mssql.ConnectionPool) => Promise<T>): Promise<T> {
  const url = new URL(urlOfDatabase(address, new URL(address).pathname.slice(1) || "master"));
  const pool = new mssql.ConnectionPool({
    server: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    requestTimeout: 60_000,
    options: {
      encrypt: url.searchParams.get("encrypt") !== "false" && url.searchParams.get("tls") !== "off",
      trustServerCertificate:
        url.searchParams.get("trustServerCertificate") === "true" || url.searchParams.get("tls") === "no-verify",
    },
  });
  await pool.connect();
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

function text(row: unknown, column: string): string {
  const value: unknown = typeof row === "object" && row !== null ? Reflect.get(row, column) : undefined;
  return String(value);
}
