import { describe, expect, test } from "vitest";
import { parseMssqlTarget } from "../../src/dialect/mssql/target.js";

describe("TLS", () => {
  test.each([
    { url: "mssql://crm:p@db.example/crm", attempts: ["verify"] },
    { url: "mssql://crm:p@127.0.0.1/crm", attempts: ["no-verify", "off"] },
    { url: "mssql://crm:p@db.example/crm?encrypt=true", attempts: ["verify"] },
    { url: "mssql://crm:p@localhost/crm?encrypt=yes", attempts: ["verify"] },
    { url: "mssql://crm:p@db.example/crm?encrypt=strict", attempts: ["verify"] },
    { url: "mssql://crm:p@db.example/crm?encrypt=false", attempts: ["off"] },
    { url: "mssql://crm:p@db.example/crm?trustServerCertificate=true", attempts: ["no-verify"] },
    { url: "mssql://crm:p@db.example/crm?encrypt=false&tls=verify", attempts: ["verify"] },
    { url: "Server=db.example;Database=crm;User Id=crm;Password=p", attempts: ["verify"] },
    { url: "Server=db.example;Database=crm;User Id=crm;Password=p;Encrypt=False", attempts: ["off"] },
    { url: "Server=db.example;Database=crm;User Id=crm;Password=p;Encrypt=Optional", attempts: ["off"] },
    { url: "Server=db.example;Database=crm;User Id=crm;Password=p;Encrypt=Mandatory", attempts: ["verify"] },
    {
      url: "Server=db.example;Database=crm;User Id=crm;Password=p;Encrypt=True;TrustServerCertificate=True",
      attempts: ["no-verify"],
    },
    { url: "Server=(local);Database=crm;User Id=crm;Password=p", attempts: ["no-verify", "off"] },
  ])("$url: $attempts", ({ url, attempts }) => {
    expect(parseMssqlTarget({ url }).attempts).toEqual(attempts);
  });

  test("knows the stricter handshake and the certificate's own name", () => {
    const url = "Server=db.example;Database=crm;User Id=crm;Password=p;Encrypt=Strict;HostNameInCertificate=sql.example";
    expect(parseMssqlTarget({ url }).address).toMatchObject({ encrypt: "strict", certificateName: "sql.example" });
  });
});

describe("places", () => {
  test.each([
    String.raw`Server=(localdb)\MSSQLLocalDB;Database=crm;User Id=crm;Password=p`,
    "mssql://crm:p@(LocalDB)/crm?instance=MSSQLLocalDB",
  ])("LocalDB has no port: %s", (url) => {
    expect(() => parseMssqlTarget({ url })).toThrow(expect.objectContaining({ code: "LOCALDB", exitCode: 64 }));
  });

  test.each([
    { url: "mssql://crm:p@db.example/crm", place: { host: "db.example", port: 1433, instance: undefined } },
    {
      url: "mssql://crm:p@db.example/crm?instance=CRM",
      place: { host: "db.example", port: undefined, instance: "CRM" },
    },
    {
      url: "mssql://crm:p@db.example:1444/crm?instance=CRM",
      place: { host: "db.example", port: 1444, instance: undefined },
    },
    {
      url: String.raw`Server=db.example\CRM;Database=crm;UID=crm;PWD=p`,
      place: { host: "db.example", port: undefined, instance: "CRM" },
    },
    {
      url: String.raw`Server=db.example\CRM,1433;Database=crm;UID=crm;PWD=p`,
      place: { host: "db.example", port: 1433, instance: undefined },
    },
    {
      url: "Server=tcp:db.example,1444;Database=crm;UID=crm;PWD=p",
      place: { host: "db.example", port: 1444, instance: undefined },
    },
    { url: "Server=.;Database=crm;UID=crm;PWD=p", place: { host: "localhost", port: 1433, instance: undefined } },
  ])("$url", ({ url, place }) => {
    expect(parseMssqlTarget({ url }).address).toMatchObject({ ...place, database: "crm" });
  });
});

describe("logins", () => {
  test.each([
    { url: "mssql://crm:p%40ss@h/crm", type: "default", options: { userName: "crm", password: "p@ss" } },
    {
      url: 'Server=h;Database=crm;User Id=crm;Password="a;b=c"',
      type: "default",
      options: { userName: "crm", password: "a;b=c" },
    },
    { url: "mssql://CORP%5Ccrm:p@h/crm", type: "ntlm", options: { userName: "crm", password: "p", domain: "CORP" } },
    {
      url: "mssql://crm:p@h/crm?domain=CORP",
      type: "ntlm",
      options: { userName: "crm", password: "p", domain: "CORP" },
    },
    {
      url: String.raw`Server=h;Database=crm;User Id=CORP\crm;Password=p`,
      type: "ntlm",
      options: { userName: "crm", password: "p", domain: "CORP" },
    },
    {
      url: "Server=h;Database=crm;User Id=crm@corp.example;Password=p;Authentication=Active Directory Password",
      type: "azure-active-directory-password",
      options: { userName: "crm@corp.example", password: "p" },
    },
    {
      url: "mssql://crm%40corp.example:p@h/crm?authentication=ActiveDirectoryPassword&tenantId=T&clientId=C",
      type: "azure-active-directory-password",
      options: { userName: "crm@corp.example", password: "p", tenantId: "T", clientId: "C" },
    },
    {
      url: "mssql://h/crm?authentication=ActiveDirectoryManagedIdentity",
      type: "azure-active-directory-msi-vm",
      options: {},
    },
    {
      url: "Server=h;Database=crm;User Id=0000-1111;Authentication=Active Directory Managed Identity",
      type: "azure-active-directory-msi-vm",
      options: { clientId: "0000-1111" },
    },
    {
      url: "mssql://h/crm?authentication=active-directory-msi&clientId=C",
      type: "azure-active-directory-msi-vm",
      options: { clientId: "C" },
    },
    { url: "mssql://h/crm?authentication=ActiveDirectoryDefault", type: "azure-active-directory-default", options: {} },
    {
      url: "mssql://APP:s@h/crm?authentication=ActiveDirectoryServicePrincipal&tenantId=T",
      type: "azure-active-directory-service-principal-secret",
      options: { clientId: "APP", clientSecret: "s", tenantId: "T" },
    },
  ])("$url: $type", ({ url, type, options }) => {
    const { authentication } = parseMssqlTarget({ url });
    expect(authentication.type).toBe(type);
    expect(authentication.options).toMatchObject(options);
  });

  test("a password from elsewhere goes first", () => {
    expect(parseMssqlTarget({ url: "mssql://crm:p@h/crm", password: "other" }).authentication.options).toMatchObject({
      password: "other",
    });
    expect(parseMssqlTarget({ url: "mssql://CORP%5Ccrm@h/crm", password: "other" }).authentication.type).toBe("ntlm");
  });
});
