import type { config } from "mssql";
import { UsageError } from "../../errors.js";

/** How a login is authenticated, as the driver wants it. */
export type MssqlAuthentication = NonNullable<config["authentication"]>;

/** What the address says about the login. */
export interface MssqlLogin {
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Of Windows: NTLM. */
  readonly domain: string | undefined;
  /** ADO.NET's words for Entra ID: `Active Directory Password` and so on. */
  readonly authentication: string | undefined;
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
}

/** The application that Microsoft's own client registered for logging in with a password (Microsoft.Data.SqlClient). */
const SQL_CLIENT_APPLICATION = "2fd908ad-0664-4344-b9be-cd3e8b574c38";

const WAYS = "ActiveDirectoryPassword, ActiveDirectoryManagedIdentity, ActiveDirectoryDefault, ActiveDirectoryServicePrincipal";

/** The error for a login by the Windows account of the process, which the driver does not have. */
export function integratedSecurityError(): UsageError {
  return new UsageError(
    "INTEGRATED_SECURITY",
    "The database URL asks for the Windows account of this process (Integrated Security).",
    {
      // The string is the last: whoever prints this masks what stands behind "Password=".
      hint: String.raw`Name a domain account instead (NTLM): mssql://DOMAIN%5Cuser:password@host/database. Or have a DBA run the script that plan --sql writes: sqlcmd -E uses the Windows account (plan needs a login that may read). An ADO.NET string names a domain account so: User Id=DOMAIN\user;Password=…`,
    },
  );
}

function needed(value: string | undefined, what: string, way: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UsageError("DATABASE_URL", `A login by ${way} needs ${what}.`, {
    hint: "See docs/databases.md for the form of each kind of login.",
  });
}

/**
 * The driver's authentication for a login.
 * @throws UsageError (64) where something is missing or the way is unknown
 */
export function mssqlAuthentication(login: MssqlLogin): MssqlAuthentication {
  const { user, password, domain, clientId } = login;
  const tenant = login.tenantId === undefined ? {} : { tenantId: login.tenantId };
  const client = clientId === undefined ? {} : { clientId };
  const way = (login.authentication ?? "").toLowerCase().replaceAll(/[\s_-]/g, "");
  switch (way) {
    case "":
    case "sqlpassword":
      if (domain !== undefined) {
        return {
          type: "ntlm",
          options: {
            userName: needed(user, "a user", "NTLM"),
            password: needed(password, "a password", "NTLM"),
            domain,
          },
        };
      }
      if (user === undefined) throw integratedSecurityError();
      return { type: "default", options: { userName: user, password: password ?? "" } };
    case "activedirectorypassword":
      return {
        type: "azure-active-directory-password",
        options: {
          userName: needed(user, "a user", "Entra ID with a password"),
          password: needed(password, "a password", "Entra ID with a password"),
          clientId: clientId ?? SQL_CLIENT_APPLICATION,
          tenantId: login.tenantId ?? "organizations",
        },
      };
    case "activedirectorymanagedidentity":
    case "activedirectorymsi":
      // The user of such a login is the client id of a user-assigned identity.
      return { type: "azure-active-directory-msi-vm", options: user === undefined ? client : { clientId: user } };
    case "activedirectorydefault":
      return { type: "azure-active-directory-default", options: user === undefined ? client : { clientId: user } };
    case "activedirectoryserviceprincipal":
      return {
        type: "azure-active-directory-service-principal-secret",
        options: {
          clientId: needed(user ?? clientId, "the application's id as the user", "Entra ID service principal"),
          clientSecret: needed(password, "the application's secret as the password", "Entra ID service principal"),
          tenantId: needed(tenant.tenantId, "tenantId", "Entra ID service principal"),
        },
      };
    default:
      throw new UsageError(
        "DATABASE_URL",
        `The database URL asks for the unknown authentication "${login.authentication ?? ""}".`,
        {
          hint: `Use one of ${WAYS}, or leave it out for SQL logins and NTLM.`,
        },
      );
  }
}
