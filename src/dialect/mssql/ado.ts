import mssql, { type config } from "mssql";
import { UsageError } from "../../errors.js";
import { malformedUrl } from "../database-url.js";
import type { TlsMode } from "../connection-target.js";
import { integratedSecurityError, type MssqlLogin } from "./login.js";

/** What a URL or an ADO.NET string says, in one form. */
export interface MssqlAddress {
  readonly host: string;
  readonly port: number | undefined;
  readonly instance: string | undefined;
  readonly database: string;
  readonly login: MssqlLogin;
  readonly encrypt: boolean | "strict" | undefined;
  readonly trustServerCertificate: boolean | undefined;
  /** The name that the certificate must have, where it is not the host's. */
  readonly certificateName: string | undefined;
  readonly options: Pick<NonNullable<config["options"]>, "multiSubnetFailover" | "readOnlyIntent">;
  readonly schema: string | undefined;
  readonly tls: TlsMode | undefined;
}

export const ADO_FORM = "Server=tcp:host,1433;Database=…;User Id=…;Password=…;Encrypt=True;TrustServerCertificate=False";

/** The value of one key of the string, for the few that the driver's reader drops. */
function valueOf(text: string, key: string): string | undefined {
  const found = new RegExp(`(?:^|;)\\s*(?:${key})\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^;]*))`, "i").exec(text);
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.trim();
}

/** What may stand before = in such a string (Microsoft's reference of SqlConnection.ConnectionString), and in the driver's. */
const KEYS =
  /^(addr|address|network address|server|data source|database|initial catalog|user id|uid|user|password|pwd|encrypt|trust ?server ?certificate|host ?name ?in ?certificate|server ?certificate|integrated security|trusted_connection|authentication|client id|tenant id|client secret|application ?(name|intent)|app|workstation id|wsid|connect(ion)? ?timeout|timeout|command timeout|packet size|persist ?security ?info|pooling|(min|max) ?pool ?size|connection lifetime|load balance timeout|connection reset|enlist|multiple ?active ?result ?sets|multi ?subnet ?failover|failover partner|failover partner spn|server spn|replication|transaction binding|type system version|user instance|attachdbfilename|extended properties|initial file name|context connection|current language|language|async(hronous processing)?|network( library)?|net|connect ?retry ?(count|interval)|pool ?blocking ?period|column encryption setting|enclave attestation url|attestation protocol|ip ?address ?preference|transparent ?network ?ip ?resolution|domain|port|stream|parse ?json|request timeout)$/i;

/** A semicolon ends a password that is not in quotes: what comes behind it is no setting then. @throws UsageError (64) */
function refuseCutPassword(text: string): void {
  const pieces = text.match(/(?:"[^"]*"|'[^']*'|[^;"'])+|["']/g) ?? [];
  const isSetting = (piece: string): boolean => piece.trim() === "" || KEYS.test(/^([^=]*)=/.exec(piece)?.[1]?.trim() ?? "");
  const password = pieces.findIndex((piece) => /^\s*(password|pwd)\s*=/i.test(piece));
  const behind = password < 0 ? undefined : pieces[password + 1];
  if (behind === undefined || isSetting(behind)) return;
  throw malformedUrl(
    "what stands behind the password's first semicolon is no setting: a semicolon ends the password (put the whole password in double quotes)",
    ADO_FORM,
  );
}

/** @throws UsageError (64) */
export function refuseLocalDb(server: string): void {
  if (!/^(np:)?\(localdb\)/i.test(server)) return;
  throw new UsageError("LOCALDB", "The database URL names LocalDB, which takes connections by named pipes alone.", {
    hint: "Use a SQL Server with TCP/IP switched on (SQL Server Express is one): mssql://user:password@localhost:1433/database.",
  });
}

/** The driver's reader takes Strict and Optional for True; by Microsoft's reference, Optional is False. */
function encryption(word: string | undefined, read: unknown): MssqlAddress["encrypt"] {
  if (/^strict$/i.test(word ?? "")) return "strict";
  if (/^optional$/i.test(word ?? "")) return false;
  return typeof read === "boolean" ? read : undefined;
}

const SERVER = "server|data source|addr|address|network address";

/**
 * Reads an ADO.NET connection string with the driver's own reader.
 * @throws UsageError (64)
 */
export function readAdoString(text: string): MssqlAddress {
  if (/^(true|yes|sspi)$/i.test(valueOf(text, "integrated security|trusted_connection") ?? "")) throw integratedSecurityError();
  refuseCutPassword(text);
  // The driver's reader takes it for this machine.
  refuseLocalDb(valueOf(text, SERVER) ?? "");
  let parsed: ReturnType<typeof mssql.ConnectionPool.parseConnectionString>;
  try {
    parsed = mssql.ConnectionPool.parseConnectionString(text);
  } catch (error) {
    // The reader's own words may quote the string.
    const why = error instanceof Error && /named pipes/i.test(error.message) ? "named pipes cannot be used" : "it cannot be read";
    throw malformedUrl(why, ADO_FORM);
  }
  const { encrypt, trustServerCertificate, instanceName, multiSubnetFailover, readOnlyIntent } = parsed.options;
  if (!parsed.server) throw malformedUrl("it has no Server", ADO_FORM);
  const hasPort = /,\s*\d+\s*$/.test(valueOf(text, SERVER) ?? "");
  return {
    host: parsed.server,
    port: hasPort || instanceName === undefined ? parsed.port : undefined,
    instance: hasPort ? undefined : instanceName,
    database: parsed.database ?? "",
    login: {
      user: parsed.user,
      password: parsed.password,
      domain: parsed.domain,
      authentication: valueOf(text, "authentication"),
      clientId: valueOf(text, "client id"),
      tenantId: valueOf(text, "tenant id"),
    },
    encrypt: encryption(valueOf(text, "encrypt"), encrypt),
    trustServerCertificate,
    certificateName: valueOf(text, "host ?name ?in ?certificate"),
    options: {
      ...(multiSubnetFailover === undefined ? {} : { multiSubnetFailover }),
      ...(readOnlyIntent === undefined ? {} : { readOnlyIntent }),
    },
    schema: undefined,
    tls: undefined,
  };
}
