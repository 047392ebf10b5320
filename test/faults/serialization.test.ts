import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineName } from "../../src/dialect/dialect.js";
import { run } from "../dialect/engine-sessions.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { CrmUser } from "./crm-user.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 120;
const BATCHES = "run: { maxBatch: 60, retrySeconds: 60 }\n";

/** Two insertions of consents out of three fail, and of those of one person two commits out of three. */
function postgres(person: number): readonly string[] {
  return [
    "CREATE SEQUENCE insertions",
    "CREATE SEQUENCE commits",
    `CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF nextval(TG_ARGV[0]::regclass) % 3 <> 0 THEN
         RAISE EXCEPTION 'could not serialize access due to concurrent update' USING ERRCODE = 'serialization_failure';
       END IF;
       RETURN NULL;
     END $$`,
    `CREATE TRIGGER conflict AFTER INSERT ON "ConsentPerson" FOR EACH STATEMENT EXECUTE FUNCTION conflict('insertions')`,
    `CREATE CONSTRAINT TRIGGER conflict_at_commit AFTER INSERT ON "ConsentPerson" DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW WHEN (NEW."person_id" = ${person}) EXECUTE FUNCTION conflict('commits')`,
  ];
}

/** Two insertions of a person's consents out of three fail: a rollback leaves the session's variables as they are. */
function mysqlFamily(person: number, number: number, text: string): readonly string[] {
  return [
    `CREATE TRIGGER conflict AFTER INSERT ON ConsentPerson FOR EACH ROW BEGIN
       IF NEW.person_id = ${person} THEN
         SET @insertions = COALESCE(@insertions, 0) + 1;
         IF @insertions % 3 <> 0 THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = ${number}, MESSAGE_TEXT = '${text}'; END IF;
       END IF;
     END`,
  ];
}

/** A customer's triggers that report what the engine says of transactions that got into each other's way. */
const CONFLICTS: Readonly<Partial<Record<EngineName, (person: number) => readonly string[]>>> = {
  postgres,
  // Group replication's certification; what single servers have is the deadlock.
  mysql: (person) => mysqlFamily(person, 3101, "Plugin instructed the server to rollback the current transaction."),
  // innodb_snapshot_isolation
  mariadb: (person) => mysqlFamily(person, 1020, "Record has changed since last read in table person"),
};

// No trigger of SQL Server can raise 3960: numbers below 50000 are the server's own.
describe.each(enginesAtHand().filter(({ name }) => CONFLICTS[name] !== undefined))(
  "serialization failures of $name",
  (engine) => {
    const databases: TestDatabase[] = [];
    let undisturbed: FaultedDatabase;
    let crm: FaultedDatabase;

    beforeAll(async () => {
      for (const label of ["calm", "conflicts"]) databases.push(await engine.createDatabase(label));
      const [first, second] = databases.map(({ url }) => url);
      const options = { persons: PERSONS, era: "8.2", configuration: BATCHES } as const;
      undisturbed = await FaultedDatabase.create(first ?? "", options);
      crm = await FaultedDatabase.create(second ?? "", options);
    });

    afterAll(async () => {
      await undisturbed.close();
      await crm.close();
      for (const database of databases) await database.drop();
    });

    it(
      "in statements and at commits: tried again, and the end is that of an undisturbed run",
      async () => {
        const calm = await undisturbed.run(["apply", "--yes", "--quiet"]);
        expect(calm, calm.stderr).toMatchObject({ exitCode: 0 });
        const user = await CrmUser.on(crm.url);
        const [person = 0] = await user.withoutConsent("STORE");
        await user.close();
        for (const statement of CONFLICTS[engine.name]?.(person) ?? []) await run(crm.session, statement);
        const applied = await crm.run(["apply", "--yes"]);
        expect(applied, applied.stderr).toMatchObject({ exitCode: 0 });
        expect(applied.stderr).toMatch(/serialization \(.*; trying again/);
        expect(await crm.dump()).toEqual(await undisturbed.dump());
        expect(await crm.idsBehindSequence()).toEqual([]);
        const verified = await crm.run(["verify", "--quiet"]);
        expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      },
      PATIENCE,
    );
  },
);
