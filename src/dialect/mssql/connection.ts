import { isIP } from "node:net";
import mssql from "mssql";
import type { config, ConnectionPool } from "mssql";
import { UnreachableError } from "../../errors.js";
import { unreachable } from "../connect-failure.js";
import type { TlsMode } from "../connection-target.js";
import { innermostError, mssqlConnectFailure } from "./failure.js";
import { CONNECT_TIMEOUT_MS, openSocket, PlainTextError, type Place } from "./socket.js";
import type { MssqlTarget } from "./target.js";

/** The driver's object for one connection of its own. */
type DriverConnection = Parameters<NonNullable<config["beforeConnect"]>>[0];

/** A pool of exactly one connection, which is never replaced by another. */
export interface SingleConnection {
  readonly pool: ConnectionPool;
  /** Whether the connection is gone. */
  isLost(): boolean;
}

/** The pool tries the address with one connection, closes it, and opens the one that stays. */
const CONNECTIONS_OF_A_POOL = 2;
const NEVER_MS = 0x7fffffff;
const DEFAULT_PORT = 1433;

/** TLS has no server name for IP addresses, and Node warns of one; unchecked certificates need none that is right. */
function serverName(certificateName: string | undefined, host: string, tls: TlsMode): { serverName?: string } {
  if (certificateName !== undefined) return { serverName: certificateName };
  return tls !== "verify" && isIP(host) !== 0 ? { serverName: "localhost" } : {};
}

/** Whether the login may travel in plain text: asked for, or on this machine where nobody can listen in. */
function mayBePlain(target: MssqlTarget, tls: TlsMode): boolean {
  return tls === "off" || target.attempts.includes("off");
}

function driverConfig(target: MssqlTarget, tls: TlsMode): config {
  const { address } = target;
  const own: Place = { host: address.host, port: address.port ?? DEFAULT_PORT };
  return {
    server: address.host,
    ...(address.port === undefined ? {} : { port: address.port }),
    database: address.database,
    authentication: target.authentication,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    // A sum over the mailing history takes its time; waiting for locks ends earlier, at the server.
    requestTimeout: 0,
    validateConnection: false,
    pool: { min: 1, max: 1, idleTimeoutMillis: NEVER_MS, acquireTimeoutMillis: NEVER_MS },
    options: {
      ...address.options,
      ...(address.instance === undefined ? {} : { instanceName: address.instance }),
      ...serverName(address.certificateName, address.host, tls),
      encrypt: tls === "off" ? false : address.encrypt === "strict" ? "strict" : true,
      trustServerCertificate: tls !== "verify",
      appName: "consent-upgrade",
      useUTC: true,
      // A certificate that the stricter handshake does not pass ends it before the login.
      ...(mayBePlain(target, tls) || address.encrypt === "strict"
        ? {}
        : { connector: (place: Place = own) => openSocket(place, true) }),
    },
  };
}

async function openOne(target: MssqlTarget, tls: TlsMode): Promise<SingleConnection> {
  let opened = 0;
  let lost = false;
  const pool = new mssql.ConnectionPool({
    ...driverConfig(target, tls),
    beforeConnect(connection: DriverConnection) {
      opened += 1;
      if (opened > CONNECTIONS_OF_A_POOL) {
        connection.close();
        throw new mssql.ConnectionError("The connection was lost", "ENOTOPEN");
      }
      if (opened < CONNECTIONS_OF_A_POOL) return;
      connection.on("end", () => {
        lost = true;
      });
      connection.on("error", () => {
        lost = true;
      });
    },
  });
  // The pool repeats what the failed request reports.
  pool.on("error", () => undefined);
  await pool.connect();
  return { pool, isLost: () => lost };
}

/** A named instance has a port of its own, which the server's SQL Server Browser tells. */
function instanceUnreachable(instance: string, label: string, cause: unknown): UnreachableError {
  return new UnreachableError(
    "NO_ANSWER",
    `No SQL Server instance answers at ${label} (${String(cause).replace(/^\w*Error: /, "")}).`,
    {
      cause,
      hint: `The port of the instance ${instance} is asked of SQL Server Browser on that machine (UDP 1434): see that it runs and that a firewall lets this machine ask, or name the instance's own port instead (host:port in the URL, Server=host,port in an ADO.NET string).`,
    },
  );
}

/**
 * Connects, with TLS as the address asks.
 * @throws UnreachableError (69)
 */
export async function connectMssql(target: MssqlTarget): Promise<SingleConnection> {
  let last: unknown;
  for (const tls of target.attempts) {
    try {
      return await openOne(target, tls);
    } catch (error) {
      last = error;
      // On this machine a server whose TLS is too old for Node is asked without.
      if (mssqlConnectFailure(error) !== "tls" && !/TLS|SSL/.test(String(error))) break;
    }
  }
  const cause = innermostError(last);
  const failure = cause instanceof PlainTextError ? "no-tls-on-server" : mssqlConnectFailure(last);
  const { instance } = target.address;
  if (failure === "no-answer" && instance !== undefined) throw instanceUnreachable(instance, target.label, cause);
  throw unreachable(failure, target.label, cause);
}
