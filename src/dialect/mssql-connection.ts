import { isIP } from "node:net";
import mssql from "mssql";
import type { config, ConnectionPool } from "mssql";
import { unreachable } from "./connect-failure.js";
import type { TlsMode } from "./connection-target.js";
import { innermostError, mssqlConnectFailure } from "./mssql-failure.js";
import type { MssqlTarget } from "./mssql-target.js";

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

/** TLS has no server name for IP addresses, and Node warns of one; unchecked certificates need none that is right. */
function serverName(certificateName: string | undefined, host: string, tls: TlsMode): { serverName?: string } {
  if (certificateName !== undefined) return { serverName: certificateName };
  return tls !== "verify" && isIP(host) !== 0 ? { serverName: "localhost" } : {};
}

function driverConfig(target: MssqlTarget, tls: TlsMode): config {
  const { address } = target;
  return {
    server: address.host,
    ...(address.port === undefined ? {} : { port: address.port }),
    database: address.database,
    authentication: target.authentication,
    connectionTimeout: 15_000,
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
    } as NonNullable<config["options"]>,
  };
}

class PlainTextError extends Error {}

async function openOne(target: MssqlTarget, tls: TlsMode): Promise<SingleConnection> {
  let opened = 0;
  let lost = false;
  let encrypted = tls === "off";
  const pool = new mssql.ConnectionPool({
    ...driverConfig(target, tls),
    beforeConnect(connection: DriverConnection) {
      opened += 1;
      if (opened > CONNECTIONS_OF_A_POOL) {
        connection.close();
        throw new mssql.ConnectionError("The connection was lost", "ENOTOPEN");
      }
      connection.on("secure", () => {
        encrypted = true;
      });
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
  // The driver goes on in plain text where the server has no TLS, whatever it was told.
  if (!encrypted && !target.attempts.includes("off")) {
    await pool.close();
    throw new PlainTextError("the server offers no encryption");
  }
  return { pool, isLost: () => lost };
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
  const failure = last instanceof PlainTextError ? "no-tls-on-server" : mssqlConnectFailure(last);
  throw unreachable(failure, target.label, innermostError(last));
}
