import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/dialect/failure.js";
import { run } from "../dialect/engine-sessions.js";
import { ownServersAtHand, startMysqlLike, type OwnServer } from "../engines/own-server.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
/** All tables in one tablespace that does not grow beyond this. */
const SMALL_TABLESPACE = ["--innodb-file-per-table=OFF", "--innodb-data-file-path=ibdata1:12M:autoextend:max:48M"];

function insertion(characters: number): string {
  return `INSERT INTO filler (stuff) VALUES (REPEAT('x', ${characters}))`;
}

const MYSQL_LIKE = ownServersAtHand().flatMap(({ name }) => (name === "postgres" ? [] : [{ name }]));

describe.each(MYSQL_LIKE)("a tablespace of $name that is full", ({ name }) => {
  let server: OwnServer;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    server = await startMysqlLike({ engine: name, extraArgs: SMALL_TABLESPACE });
    crm = await FaultedDatabase.create((await server.createDatabase("full")).url, { persons: PERSONS, era: "8.2" });
  });

  afterAll(async () => {
    await crm.close();
    await server.stop();
  });

  /**
   * Takes what is left: in rows that fit into a page, then in small tables, which the last pages are kept for. Where a larger
   * row finds no room half-way, MariaDB 10.11 may find none for its rollback either, and ends itself.
   */
  async function fill(): Promise<void> {
    await run(crm.session, "CREATE TABLE filler (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, stuff longtext)");
    for (let megabytes = 0; megabytes < 20; megabytes += 1) await run(crm.session, insertion(1_000_000));
    await untilFull(() => insertion(7_000));
    await untilFull((n) => `CREATE TABLE filler_${n} (id int NOT NULL PRIMARY KEY)`);
  }

  async function untilFull(statement: (n: number) => string): Promise<void> {
    for (let n = 1; ; n += 1) {
      const error: unknown = await run(crm.session, statement(n)).then(
        () => undefined,
        (caught: unknown) => caught,
      );
      if (error === undefined) continue;
      if (!(error instanceof DatabaseError) || error.kind !== "out-of-space") throw error;
      break;
    }
  }

  // Not tested here that the next apply goes on: neither engine can drop or empty a table without room for it.
  it(
    "ends the run with 1, says what to do, and leaves the CRM's rows as they were",
    async () => {
      await fill();
      const before = await crm.dump();
      const failed = await crm.run(["apply", "--yes", "--quiet"]);
      expect(failed, failed.stderr).toMatchObject({ exitCode: 1 });
      expect(failed.stderr).toMatch(/Make room on the server.*run the same command again to go on/is);
      expect(await crm.dump()).toEqual(before);
    },
    PATIENCE,
  );
});
