import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { DatabaseAddress } from "../../src/dialect/connection-target.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { UnreachableError } from "../../src/errors.js";
import { INT } from "../../src/dialect/table-definition.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run, withLogin } from "./engine-sessions.js";

async function unreachable(address: DatabaseAddress): Promise<UnreachableError> {
  const database = await openDatabase(address);
  const outcome: unknown = await database.open().then(
    async (session) => {
      await session.close();
      return "connected";
    },
    (error: unknown) => error,
  );
  if (outcome instanceof UnreachableError) return outcome;
  throw new Error(`not an UnreachableError: ${String(outcome)}`, { cause: outcome });
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.each(["postgres", "mysql", "mariadb", "mssql"])("%s: nobody listens", async (scheme) => {
  const error = await unreachable({ url: `${scheme}://crm:s3cret@127.0.0.1:${await closedPort()}/crm` });
  expect(error).toMatchObject({ code: "NO_ANSWER", exitCode: 69 });
  expect(error.message).toContain("ECONNREFUSED");
  expect(error.message).not.toContain("s3cret");
});

test.each(["postgres", "mysql", "mssql"])("%s: a host that does not exist", async (scheme) => {
  const error = await unreachable({ url: `${scheme}://crm:s3cret@no-such-host.invalid/crm` });
  expect(error).toMatchObject({ code: "NO_ANSWER", exitCode: 69 });
});

test("mssql: a named instance that does not exist", async () => {
  const error = await unreachable({ url: "Server=no-such-host.invalid\\CRM;Database=crm;User Id=crm;Password=s3cret" });
  expect(error).toMatchObject({ code: "NO_ANSWER", exitCode: 69 });
  for (const told of ["instance CRM", "SQL Server Browser", "UDP 1434", "Server=host,port"]) expect(error.hint).toContain(told);
});

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let admin: Session;
  const login = `ct_login_${process.pid}`;
  const password = "Nobody/knows:1%@ö";
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "connect");
    admin = await sessions.open();
    await run(admin, `CREATE TABLE secret (id ${admin.dialect.typeName(INT)} NOT NULL PRIMARY KEY)`);
    await run(admin, `CREATE TABLE open_to_all (id ${admin.dialect.typeName(INT)} NOT NULL PRIMARY KEY)`);
    for (const statement of CREATE_LOGIN[engine.name](login, password)) await run(admin, statement);
  });
  afterAll(async () => {
    // The server may take a moment to see that the login's sessions have ended.
    for (const statement of DROP_LOGIN[engine.name](login))
      await vi.waitFor(() => run(admin, statement), { timeout: 20_000, interval: 200 });
    await sessions.end();
  });

  test("a wrong password is a refused login", async () => {
    const error = await unreachable({ url: withLogin(sessions.url, login, "wrong-password") });
    expect(error).toMatchObject({ code: "LOGIN_REFUSED", exitCode: 69 });
    expect(`${error.message} ${error.hint ?? ""}`).not.toContain("wrong-password");
  });

  test("an unknown login is a refused login", async () => {
    const error = await unreachable({ url: withLogin(sessions.url, "nobody_of_that_name", "x") });
    expect(error.code).toBe("LOGIN_REFUSED");
  });

  test("a missing database is told as such", async () => {
    const url = new URL(sessions.url);
    url.pathname = "/no_such_database";
    expect(await unreachable({ url: url.href })).toMatchObject({ code: "NO_SUCH_DATABASE", exitCode: 69 });
  });

  test("a password with special characters works from the URL and from elsewhere; without encryption too", async () => {
    const url = withLogin(sessions.url, login, encodeURIComponent(password));
    const plain = await (await openDatabase({ url, tls: "off" })).open();
    expect(plain.server.login).toContain(login);
    await plain.close();
    const other = await (await openDatabase({ url: withLogin(sessions.url, login, ""), password })).open();
    expect(other.server.login).toContain(login);
    await other.close();
  });

  test("a table without a grant is a denied permission", async () => {
    const session = await sessions.open(withLogin(sessions.url, login, encodeURIComponent(password)));
    const table = (name: string) => identifier(admin.server.schema, name);
    await expect(session.query(sql`SELECT id FROM ${table("open_to_all")}`)).resolves.toEqual([]);
    await expect(session.query(sql`SELECT id FROM ${table("secret")}`)).rejects.toMatchObject({
      kind: "permission-denied",
    });
    await expect(session.execute(sql`DELETE FROM ${table("open_to_all")}`)).rejects.toMatchObject({
      kind: "permission-denied",
    });
    await session.close();
  });

  test("a certificate that nobody vouches for does not pass where it is to be checked", async () => {
    // The servers of tests have certificates that they made themselves, or none at all.
    const error = await unreachable({ url: sessions.url, tls: "verify" });
    expect(error).toMatchObject({ code: "TLS_FAILED", exitCode: 69 });
    expect(error.hint).toContain("database.tls");
  });
});

type LoginStatements = Readonly<
  Record<"postgres" | "mysql" | "mariadb" | "mssql", (login: string, password: string) => readonly string[]>
>;

const MYSQL_LOGIN = (login: string, password: string) => [
  `CREATE USER '${login}'@'%' IDENTIFIED BY '${password}'`,
  `GRANT SELECT ON open_to_all TO '${login}'@'%'`,
];

const CREATE_LOGIN: LoginStatements = {
  postgres: (login, password) => [`CREATE ROLE ${login} LOGIN PASSWORD '${password}'`, `GRANT SELECT ON open_to_all TO ${login}`],
  mysql: MYSQL_LOGIN,
  mariadb: MYSQL_LOGIN,
  mssql: (login, password) => [
    `CREATE LOGIN ${login} WITH PASSWORD = '${password}'`,
    `CREATE USER ${login} FOR LOGIN ${login}`,
    `GRANT SELECT ON open_to_all TO ${login}`,
  ],
};

const DROP_LOGIN: Readonly<Record<keyof LoginStatements, (login: string) => readonly string[]>> = {
  postgres: (login) => [`DROP OWNED BY ${login}`, `DROP ROLE ${login}`],
  mysql: (login) => [`DROP USER '${login}'@'%'`],
  mariadb: (login) => [`DROP USER '${login}'@'%'`],
  mssql: (login) => [`REVOKE SELECT ON open_to_all FROM ${login}`, `DROP USER ${login}`, `DROP LOGIN ${login}`],
};
