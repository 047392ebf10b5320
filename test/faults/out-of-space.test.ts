import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/dialect/failure.js";
import { run } from "../dialect/engine-sessions.js";
import { ownServersAtHand, startMysqlLike, type OwnServer } from "../engines/own-server.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
/** All tables in one tablespace that does not grow beyond this. */
const SMALL_TABLESPACE = ["--innodb-file-per-table=OFF", "--innodb-data-file-path=ibdata1:12M:autoextend:max:48M"];

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

  /** Takes what is left, in pieces that become smaller. */
  async function fill(): Promise<void> {
    await run(crm.session, "CREATE TABLE filler (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, stuff longtext)");
    for (const size of [1_000_000, 100_000, 12_000]) {
      for (;;) {
        const error: unknown = await run(crm.session, `INSERT INTO filler (stuff) VALUES (REPEAT('x', ${size}))`).then(
          () => undefined,
          (caught: unknown) => caught,
        );
        if (error === undefined) continue;
        if (!(error instanceof DatabaseError) || error.kind !== "out-of-space") throw error;
        break;
      }
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
