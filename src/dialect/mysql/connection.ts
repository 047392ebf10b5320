import mysql from "mysql2/promise";
import type { Connection, ConnectionOptions, RowDataPacket } from "mysql2/promise";
import { unreachable } from "../connect-failure.js";
import type { TlsMode } from "../connection-target.js";
import { mysqlConnectFailure } from "./failure.js";
import type { MysqlTarget } from "./target.js";

function connectionOptions(target: MysqlTarget, tls: TlsMode): ConnectionOptions {
  return {
    ...(target.socketPath === undefined ? { host: target.host, port: target.port } : { socketPath: target.socketPath }),
    ...(target.user === undefined ? {} : { user: target.user }),
    ...(target.password === undefined ? {} : { password: target.password }),
    ...(tls === "off"
      ? {}
      : {
          ssl: {
            ...target.certificates,
            rejectUnauthorized: tls === "verify",
            verifyIdentity: tls === "verify" && target.checksHost,
          },
        }),
    charset: "utf8mb4",
    connectTimeout: 15_000,
    keepAliveInitialDelay: 10_000,
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // A server must not read files of this machine (LOAD DATA LOCAL); UPDATE counts the rows that it found.
    flags: ["-LOCAL_FILES", "FOUND_ROWS"],
    connectAttributes: { program_name: "consent-upgrade" },
  };
}

/** A connection as the server gives it, in the database or outside of any. @throws UnreachableError (69) */
export async function connectMysql(target: MysqlTarget, where: "inside" | "outside" = "inside"): Promise<Connection> {
  let last: unknown;
  for (const tls of target.attempts) {
    try {
      const options = connectionOptions(target, tls);
      return await mysql.createConnection(where === "inside" ? { ...options, database: target.database } : options);
    } catch (error) {
      last = error;
      if (mysqlConnectFailure(error) !== "no-tls-on-server") break;
    }
  }
  throw unreachable(mysqlConnectFailure(last), target.label, last);
}

/** The server's greeting has 32 bits of a session's number. */
const GREETING_BITS = 2 ** 32;

/**
 * Whether a proxy like ProxySQL or MaxScale answers for the server: its greeting gives a number of its own, and not the
 * session's. Asked beside something else, as such proxies answer the bare question themselves.
 */
export async function isPooled(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>("SELECT CONNECTION_ID() AS id, VERSION() AS version");
  return Number(rows[0]?.["id"]) % GREETING_BITS !== connection.threadId;
}
