import pg from "pg";
import { unreachable } from "../connect-failure.js";
import type { TlsMode } from "../connection-target.js";
import { postgresConnectFailure } from "./failure.js";
import type { PostgresTarget } from "./target.js";

function withTls(config: pg.ClientConfig, mode: TlsMode): pg.ClientConfig {
  const given = typeof config.ssl === "object" ? config.ssl : {};
  if (mode === "off" || config.host?.startsWith("/") === true) return { ...config, ssl: false };
  return { ...config, ssl: { ...given, rejectUnauthorized: mode === "verify" } };
}

/** A connection as the server gives it. @throws UnreachableError (69) */
export async function connectPostgres(target: PostgresTarget): Promise<pg.Client> {
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
      if (postgresConnectFailure(error) !== "no-tls-on-server") break;
    }
  }
  throw unreachable(postgresConnectFailure(last), target.label, last);
}

/** How often it is looked whether two connections share a session of the server. */
const LOOKS = 3;

/**
 * Whether a pooler shares the server's sessions. The number in the server's greeting is the session's own; a pooler makes one
 * up. Pools that keep a session for the whole connection are as good as the server: so it is tried whether a transaction of
 * another connection takes this one's session, or this one gets another meanwhile.
 */
export async function isPooled(client: pg.Client, pid: number | undefined, target: PostgresTarget): Promise<boolean> {
  const { processID } = client as pg.Client & { readonly processID?: number | null };
  if (processID === undefined || processID === null || processID === pid) return false;
  const sessionOf = async (connection: pg.Client): Promise<number | undefined> =>
    (await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
  const other = await connectPostgres(target);
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const before = await sessionOf(client);
      await other.query("BEGIN");
      if ((await sessionOf(other)) === before || (await sessionOf(client)) !== before) return true;
      await other.query("ROLLBACK");
    }
    return false;
  } catch {
    // A pool by statement has no transactions.
    return true;
  } finally {
    void other.end().catch(() => undefined);
  }
}
