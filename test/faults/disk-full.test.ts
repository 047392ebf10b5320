import { afterAll, expect, describe, it } from "vitest";
import { DatabaseError } from "../../src/dialect/failure.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { run } from "../dialect/engine-sessions.js";
import { sql } from "../../src/dialect/sql.js";
import { ownServersAtHand, startOwnPostgres } from "../engines/own-server.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";
import { giveToOwnerOf, mountSmallDisk } from "./small-disk.js";

const PERSONS = 200;

const hasPostgres = ownServersAtHand().some(({ name }) => name === "postgres");
const disk = hasPostgres ? await mountSmallDisk(64) : undefined;
if (hasPostgres && disk === undefined)
  console.warn("!! NOT TESTED: a full disk under PostgreSQL (only root may mount a small one).");

afterAll(async () => disk?.remove());

describe.each(disk === undefined ? [] : [disk])("a full disk under PostgreSQL", ({ path }) => {
  it(
    "ends the run with 1 and says what to do; with room again the next apply ends well",
    async () => {
      const server = await startOwnPostgres();
      try {
        const admin = await (await openDatabase({ url: server.adminUrl })).open();
        const [setting] = await admin.query<{ directory: string }>(sql`SELECT current_setting('data_directory') AS directory`);
        await giveToOwnerOf(path, setting?.directory ?? "");
        await run(admin, `CREATE TABLESPACE small LOCATION '${path}'`);
        const { url } = await server.createDatabase("full");
        await run(admin, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET TABLESPACE small`);
        await admin.close();
        const crm = await FaultedDatabase.create(url, { persons: PERSONS, era: "8.2" });
        await run(crm.session, "CREATE TABLE filler (stuff text STORAGE PLAIN)");
        for (const size of [1_000, 10, 1]) await fill(crm, size);
        const failed = await crm.run(["apply", "--yes", "--quiet"]);
        expect(failed, failed.stderr).toMatchObject({ exitCode: 1 });
        expect(failed.stderr).toMatch(/Make room on the server.*run the same command again to go on/is);
        await run(crm.session, "DROP TABLE filler");
        const resumed = await crm.run(["apply", "--yes", "--quiet"]);
        expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
        const verified = await crm.run(["verify", "--quiet"]);
        expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
        await crm.close();
      } finally {
        await server.stop();
      }
    },
    PATIENCE,
  );
});

/** Writes so many pages again and again, until there is no room for them. */
async function fill(crm: FaultedDatabase, pages: number): Promise<void> {
  for (;;) {
    const error: unknown = await run(
      crm.session,
      `INSERT INTO filler SELECT repeat('x', 8000) FROM generate_series(1, ${pages})`,
    ).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    if (error === undefined) continue;
    if (error instanceof DatabaseError && error.kind === "out-of-space") return;
    throw error;
  }
}
