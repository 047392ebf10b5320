import { tlsAttempts, type DatabaseAddress, type TlsMode } from "../connection-target.js";
import { malformedUrl, readUrl, tlsParameter } from "../database-url.js";
import { ADO_FORM, readAdoString, refuseLocalDb, type MssqlAddress } from "./ado.js";
import { mssqlAuthentication, type MssqlAuthentication } from "./login.js";

/** Where a SQL Server is, and how to log in. */
export interface MssqlTarget {
  readonly address: MssqlAddress;
  readonly authentication: MssqlAuthentication;
  readonly label: string;
  readonly attempts: readonly TlsMode[];
  readonly schema: string | undefined;
}

const URL_FORM =
  "mssql://user:password@host:1433/database?schema=crm7 (percent-encode special characters; a named instance is ?instance=NAME)";

const PARAMETERS = [
  "schema",
  "tls",
  "encrypt",
  "trustServerCertificate",
  "hostNameInCertificate",
  "instance",
  "domain",
  "authentication",
  "clientId",
  "tenantId",
  "multiSubnetFailover",
] as const;

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  mandatory: true,
  false: false,
  no: false,
  optional: false,
};

function truth(parameters: URLSearchParams, name: string): boolean | undefined {
  const word = parameters.get(name)?.toLowerCase();
  if (word === undefined) return undefined;
  const value = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (value === undefined) throw malformedUrl(`${name}=${word} is neither true nor false`, URL_FORM);
  return value;
}

function readMssqlUrl(text: string): MssqlAddress {
  if (/^mssql:\/\/([^/?#]*@)?[^/?#@]*\\/i.test(text)) {
    throw malformedUrl("a backslash cannot stand in the host (write ?instance=NAME)", URL_FORM);
  }
  const url = readUrl(text, URL_FORM, PARAMETERS);
  refuseLocalDb(url.host);
  const { parameters } = url;
  const [, domain, user] = /^(.*)\\(.*)$/.exec(url.user) ?? [undefined, undefined, url.user];
  if (url.host === "") throw malformedUrl("the host is missing", URL_FORM);
  const instance = parameters.get("instance") ?? undefined;
  const multiSubnetFailover = truth(parameters, "multiSubnetFailover");
  return {
    host: url.host,
    port: url.port ?? (instance === undefined ? 1433 : undefined),
    instance: url.port === undefined ? instance : undefined,
    database: url.database,
    login: {
      user: user === "" ? undefined : user,
      password: url.password === "" ? undefined : url.password,
      domain: parameters.get("domain") ?? domain,
      authentication: parameters.get("authentication") ?? undefined,
      clientId: parameters.get("clientId") ?? undefined,
      tenantId: parameters.get("tenantId") ?? undefined,
    },
    encrypt: parameters.get("encrypt")?.toLowerCase() === "strict" ? "strict" : truth(parameters, "encrypt"),
    trustServerCertificate: truth(parameters, "trustServerCertificate"),
    certificateName: parameters.get("hostNameInCertificate") ?? undefined,
    options: multiSubnetFailover === undefined ? {} : { multiSubnetFailover },
    schema: parameters.get("schema") ?? undefined,
    tls: tlsParameter(parameters, URL_FORM),
  };
}

/** `encrypt` and `trustServerCertificate` in our three words; undefined where neither is given. */
function tlsOfOptions({ encrypt, trustServerCertificate }: MssqlAddress): TlsMode | undefined {
  if (encrypt === false) return "off";
  if (trustServerCertificate === true && encrypt !== "strict") return "no-verify";
  return encrypt === undefined && trustServerCertificate === undefined ? undefined : "verify";
}

/**
 * Reads an `mssql://` URL or an ADO.NET connection string.
 * @throws UsageError (64)
 */
export function parseMssqlTarget(given: DatabaseAddress): MssqlTarget {
  const isUrl = /^mssql:/i.test(given.url);
  const address = isUrl ? readMssqlUrl(given.url) : readAdoString(given.url);
  if (address.database === "") throw malformedUrl("the database's name is missing", isUrl ? URL_FORM : ADO_FORM);
  const login = { ...address.login, password: given.password ?? address.login.password };
  const name = login.user === undefined ? "" : `${login.domain === undefined ? "" : `${login.domain}\\`}${login.user}@`;
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  const place = address.instance === undefined ? `${host}:${address.port ?? 1433}` : `${host}\\${address.instance}`;
  return {
    address,
    authentication: mssqlAuthentication(login),
    label: `mssql://${name}${place}/${address.database}`,
    attempts: tlsAttempts(address.tls ?? given.tls ?? tlsOfOptions(address), address.host),
    schema: address.schema ?? given.schema,
  };
}
