import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, type TestContext } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";

/** A file of the server as this machine sees it; undefined where the server is in a container, or elsewhere. */
function here(path: string): string | undefined {
  return [path, `${process.env["CONSENT_TEST_MYSQL_CHROOT"] ?? ""}${path}`].find((candidate) => existsSync(candidate));
}

function fileOrSkip(context: TestContext, path: string): string {
  const file = here(path);
  if (file === undefined) context.skip("the server's files are not on this machine");
  return file ?? "";
}

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("$name", (engine) => {
  let database: TestDatabase;
  let url: URL;
  let places: { readonly socket: string; readonly data: string; readonly tls: number };
  beforeAll(async () => {
    database = await engine.createDatabase("tls");
    url = new URL(database.url);
    const session = await open({});
    const [row] = await session.query<typeof places>(sql`SELECT @@socket AS socket, @@datadir AS data, @@ssl_ca <> '' AS tls`);
    if (row === undefined) throw new Error("no answer");
    places = row;
    await session.close();
  });
  afterAll(() => database.drop());

  async function open(parameters: Readonly<Record<string, string>>): Promise<Session> {
    const changed = new URL(url);
    for (const [parameter, value] of Object.entries(parameters)) changed.searchParams.set(parameter, value);
    return (await openDatabase({ url: changed.href })).open();
  }

  async function cipher(session: Session): Promise<string | undefined> {
    const rows = await session.query<{ Value: string }>(sql`SHOW SESSION STATUS LIKE 'Ssl_cipher'`);
    await session.close();
    return rows[0]?.Value;
  }

  test("a socket is connected to, without encryption", async (context) => {
    await expect(cipher(await open({ socketPath: fileOrSkip(context, places.socket) }))).resolves.toBe("");
  });

  test("ssl-mode says whether and how the certificate is checked", async (context) => {
    if (Number(places.tls) !== 1) {
      await expect(open({ "ssl-mode": "REQUIRED" })).rejects.toMatchObject({
        code: "TLS_FAILED",
        message: expect.stringContaining("does not offer TLS") as string,
      });
      return;
    }
    await expect(cipher(await open({ "ssl-mode": "DISABLED" }))).resolves.toBe("");
    await expect(cipher(await open({ "ssl-mode": "REQUIRED" }))).resolves.not.toBe("");
    await expect(open({ "ssl-mode": "VERIFY_CA" })).rejects.toMatchObject({ code: "TLS_FAILED" });
    // MySQL signs a certificate for itself, for no host.
    const authority = { "ssl-ca": fileOrSkip(context, `${places.data}ca.pem`) };
    await expect(cipher(await open({ ...authority, "ssl-mode": "VERIFY_CA" }))).resolves.not.toBe("");
    await expect(open({ ...authority, "ssl-mode": "VERIFY_IDENTITY" })).rejects.toMatchObject({ code: "TLS_FAILED" });
  });
});
