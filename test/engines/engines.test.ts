import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { ADMINISTRATION } from "./administer.js";
import { enginesAtHand } from "./engines.js";
import { ownServersAtHand, startMysqlLike, type OwnServer } from "./own-server.js";

describe.each(enginesAtHand())("$name", (engine) => {
  test("gives databases of their own, and drops them with sessions in them", async () => {
    const [one, other] = await Promise.all([engine.createDatabase("One of two"), engine.createDatabase("one-of-two")]);
    expect(one.url).not.toBe(other.url);
    await expect(ADMINISTRATION[engine.name].version(one.url)).resolves.toMatch(/^\d+\./);
    await one.drop();
    await expect(ADMINISTRATION[engine.name].version(one.url)).rejects.toThrow();
    await other.drop();
    await expect(other.drop()).rejects.toThrow("dropped already");
  });
});

describe.each(ownServersAtHand())("a $name server of one's own", (engine) => {
  let server: OwnServer | undefined;
  afterAll(() => server?.stop());

  test("keeps its address and what was committed when it is killed and started again", async () => {
    server = await engine.start();
    const { url } = await server.createDatabase("killed");
    await run(url, "CREATE TABLE t (a integer PRIMARY KEY)");
    await run(url, "INSERT INTO t VALUES (1)");
    await server.kill();
    await expect(run(url, "SELECT a FROM t")).rejects.toThrow();
    await server.restart();
    await expect(run(url, "SELECT a FROM t")).resolves.toBe(1);
    await server.restart();
    await expect(run(url, "SELECT a FROM t")).resolves.toBe(1);
  });
});

describe.each(enginesAtHand().filter(({ name }) => name === "mysql"))("$name with options", () => {
  let server: OwnServer | undefined;
  afterAll(() => server?.stop());

  test("starts with a row log, GTIDs and sql_require_primary_key", async () => {
    const extraArgs = ["--log-bin=bin", "--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--sql-require-primary-key=ON"];
    server = await startMysqlLike({ engine: "mysql", extraArgs });
    const { url } = await server.createDatabase("options");
    await expect(run(url, "SELECT @@log_bin + (@@gtid_mode = 'ON') AS a")).resolves.toBe(2);
    await expect(run(url, "CREATE TABLE t (a integer)")).rejects.toThrow(/primary key/i);
  });
});

/** Runs a statement in a session of its own; the first row's `a`. */
async function run(url: string, sql: string): Promise<unknown> {
  if (url.startsWith("postgres:")) {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ a: unknown }>(sql)).rows[0]?.a;
    } finally {
      await client.end();
    }
  }
  const connection = await createConnection({ uri: url });
  try {
    const [rows] = await connection.query(sql);
    return Array.isArray(rows) && rows[0] !== undefined ? Reflect.get(rows[0], "a") : undefined;
  } finally {
    await connection.end();
  }
}
