import { describe, expect, test } from "vitest";
import type { DatabaseAddress } from "../../src/dialect/connection-target.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { parseMysqlTarget } from "../../src/dialect/mysql/target.js";
import { redact } from "../../src/log/redact.js";
import { ConsentUpgradeError } from "../../src/errors.js";

async function labelOf(url: string): Promise<string> {
  return (await openDatabase({ url })).label;
}

async function refusal(address: DatabaseAddress): Promise<{ exitCode: number; text: string }> {
  try {
    await openDatabase(address);
  } catch (error) {
    if (error instanceof ConsentUpgradeError) return { exitCode: error.exitCode, text: `${error.message} ${error.hint ?? ""}` };
    throw error;
  }
  throw new Error(`accepted: ${address.url}`);
}

describe("labels name the place and the login, never the password", () => {
  test.each([
    { url: "postgres://crm:s3cret@db.example:5433/crm?schema=crm7", label: "postgres://crm@db.example:5433/crm" },
    { url: "postgres://crm@[::1]:5434/crm", label: "postgres://crm@[::1]:5434/crm" },
    { url: "mysql://crm:s3cret@db.example/crm", label: "mysql://crm@db.example:3306/crm" },
    { url: "mariadb://crm:s3cret@db.example:3307/crm?tls=verify", label: "mariadb://crm@db.example:3307/crm" },
    {
      url: "mysql://crm:s3cret@/crm?socketPath=/run/mysqld/mysqld.sock",
      label: "mysql://crm@/run/mysqld/mysqld.sock/crm",
    },
    { url: "mysql://root@[::1]:3306/crm", label: "mysql://root@[::1]:3306/crm" },
    { url: "mssql://crm:s3cret@db.example/crm?schema=crm7", label: "mssql://crm@db.example:1433/crm" },
    { url: "mssql://crm:s3cret@db.example/crm?instance=CRM", label: String.raw`mssql://crm@db.example\CRM/crm` },
    { url: "mssql://CORP%5Ccrm:s3cret@db.example/crm", label: String.raw`mssql://CORP\crm@db.example:1433/crm` },
    {
      url: "Server=tcp:db.example,1444;Database=crm;User Id=crm;Password=s3cret",
      label: "mssql://crm@db.example:1444/crm",
    },
    {
      url: String.raw`Data Source=db.example\CRM;Initial Catalog=crm;UID=crm;PWD="s3;cret"`,
      label: String.raw`mssql://crm@db.example\CRM/crm`,
    },
  ])("$url", async ({ url, label }) => {
    await expect(labelOf(url)).resolves.toBe(label);
  });
});

describe("what cannot be used is refused with the expected form", () => {
  test.each([
    { url: "crm", says: "has no scheme" },
    { url: "db2://crm@db.example/crm", says: 'unknown scheme "db2:"' },
    { url: "oracle://crm@db.example/crm", says: "Oracle, which consent-upgrade does not support" },
    { url: "jdbc:oracle:thin:@db.example:1521:crm", says: "Oracle, which consent-upgrade does not support" },
    { url: "Data Source=db.example:1521/crm;User Id=crm;Password=s3cret", says: "Oracle, which consent-upgrade does not" },
    { url: "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example)(PORT=1521)))", says: "Oracle, which consent-upgrade does" },
    { url: "mysql://crm:s3cret@db.example", says: "database's name is missing" },
    { url: "mysql://crm:s3cret@db.example:port/crm", says: "mysql://user:password@host:3306/database" },
    { url: "mysql://crm:s3c%ret@db.example/crm", says: "percent sign" },
    { url: "mysql://crm:s3cret@db.example/crm/more", says: "more than one name" },
    { url: "mysql://crm:s3cret@db.example/crm?tls=maybe", says: "none of verify, no-verify, off" },
    { url: "mysql://crm:s3cret@db.example/crm?ssl-mode=maybe", says: "ssl-mode=maybe" },
    { url: "mysql://crm:s3cret@db.example/crm?ssl-ca=no/such/file.pem", says: "no/such/file.pem" },
    { url: "mysql://crm:s3cret@db.example/crm?tsl=off", says: 'unknown parameter "tsl"' },
    { url: "mysql://crm:s3cret@db.example/crm?schema=other", says: "the database itself is the schema" },
    { url: "postgres://crm:s3/cret@db.example:5432/crm", says: "percent-encode special characters of the password" },
    { url: "Server=db.example;Database=crm;User Id=crm;Password=s3;cret", says: "(put the whole password in double quotes)" },
    { url: "Server=db.example;Password=s3;cr=et;Database=crm;User Id=crm", says: "a semicolon ends the password" },
    { url: "mssql://crm:s3cret@db.example", says: "database's name is missing" },
    { url: String.raw`mssql://crm:s3cret@db.example\CRM/crm`, says: "?instance=NAME" },
    { url: "mssql://crm:s3cret@/crm", says: "mssql://user:password@host:1433/database" },
    { url: "mssql://crm:s3cret@db.example/crm?encrypt=perhaps", says: "neither true nor false" },
    {
      url: "mssql://crm:s3cret@db.example/crm?authentication=ActiveDirectoryInteractive",
      says: "ActiveDirectoryManagedIdentity",
    },
    { url: "mssql://CORP%5Ccrm@db.example/crm", says: "NTLM needs a password" },
    { url: "mssql://db.example/crm", says: "NTLM" },
    { url: "Server=db.example;Database=crm;Integrated Security=SSPI", says: "NTLM" },
    { url: "Server=db.example;Database=crm;Trusted_Connection=yes", says: "NTLM" },
    { url: "Server=db.example;User Id=crm;Password=s3cret", says: "database's name is missing" },
    { url: String.raw`Server=np:\\db.example\pipe;Database=crm;User Id=crm;Password=s3cret`, says: "named pipes" },
    { url: "embedded:", says: "embedded:DIRECTORY" },
  ])("$url", async ({ url, says }) => {
    const { exitCode, text } = await refusal({ url });
    expect(text).toContain(says);
    expect(text).not.toContain("s3c");
    expect(exitCode).toBe(64);
  });
});

test("what is printed where the Windows account is asked for names both ways, as passwords are masked in it", async () => {
  const { text } = await refusal({ url: "Server=db.example;Database=crm;Integrated Security=SSPI" });
  expect(redact(text)).toMatch(/NTLM.*sqlcmd -E uses the Windows account.*User Id=DOMAIN/);
});

describe("MySQL and MariaDB", () => {
  test("decode every part; a password from elsewhere goes first", () => {
    const url = "mysql://b%C3%B6rje%40hq:p%40ss%2F%3A%25@db.example:3307/cr%20m";
    expect(parseMysqlTarget({ url })).toMatchObject({
      host: "db.example",
      port: 3307,
      user: "börje@hq",
      password: "p@ss/:%",
      database: "cr m",
      socketPath: undefined,
    });
    expect(parseMysqlTarget({ url, password: "other" }).password).toBe("other");
  });

  test.each([
    { url: "mysql://db.example/crm", attempts: ["verify"] },
    { url: "mysql://127.0.0.1/crm", attempts: ["no-verify", "off"] },
    { url: "mysql://localhost/crm?tls=verify", attempts: ["verify"] },
    { url: "mysql://db.example/crm?tls=off", attempts: ["off"] },
    { url: "mysql://db.example/crm?ssl-mode=REQUIRED", attempts: ["no-verify"] },
    { url: "mysql://db.example/crm?ssl-mode=VERIFY_IDENTITY", attempts: ["verify"] },
    { url: "mysql://db.example/crm?ssl-mode=VERIFY_CA", attempts: ["verify"] },
    { url: "mysql://db.example/crm?ssl-mode=PREFERRED", attempts: ["verify"] },
    { url: "mysql:///crm?socketPath=/run/mysqld/mysqld.sock", attempts: ["off"] },
  ])("$url: $attempts", ({ url, attempts }) => {
    expect(parseMysqlTarget({ url }).attempts).toEqual(attempts);
  });

  test("take the configuration's tls where the URL says nothing of its own", () => {
    expect(parseMysqlTarget({ url: "mysql://db.example/crm", tls: "no-verify" }).attempts).toEqual(["no-verify"]);
    expect(parseMysqlTarget({ url: "mysql://db.example/crm?tls=verify", tls: "off" }).attempts).toEqual(["verify"]);
  });
});
