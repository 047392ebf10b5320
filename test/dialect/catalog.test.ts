import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTable, hasIndexLike, readCatalog, readIndexes, schemasWithTable } from "../../src/dialect/catalog.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import type { Session } from "../../src/dialect/session.js";
import { CLOB, INT, SMALLINT, text, TIMESTAMP } from "../../src/dialect/table-definition.js";
import { identifier, literalSql, sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run } from "./engine-sessions.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "catalog");
    session = await sessions.open();
    const { typeName } = session.dialect;
    const name = (part: string): string => literalSql(session.dialect, identifier(part));
    await run(
      session,
      `CREATE TABLE ${name("ConsentPerson")} (
         ${name("ConsentPerson_Id")} ${typeName(INT)} NOT NULL PRIMARY KEY,
         ${name("person_id")} ${typeName(INT)},
         ${name("consentPurpose_id")} ${typeName(INT)},
         ${name("comment")} ${typeName(text(255))},
         ${name("key")} ${typeName(CLOB)},
         ${name("updatedCount")} ${typeName(SMALLINT)} DEFAULT 0 NOT NULL,
         ${name("updated")} ${typeName(TIMESTAMP)} NOT NULL)`,
    );
    await run(
      session,
      `CREATE UNIQUE INDEX ${name("IDX_Purpose")} ON ${name("ConsentPerson")} (${name("person_id")}, ${name("consentPurpose_id")})`,
    );
    await run(session, `CREATE INDEX ${name("IDX_Comment")} ON ${name("ConsentPerson")} (${name("comment")})`);
    await session.execute(sql`CREATE VIEW ${identifier("PersonView")} AS SELECT person_id FROM ${identifier("ConsentPerson")}`);
  });
  afterAll(() => sessions.end());

  test("finds tables and columns whatever their case, with the names that the database has", async () => {
    const catalog = await readWholeCatalog(session);
    expect(catalog.schema).toBe(session.server.schema);
    const table = findTable(catalog, "CONSENTPERSON");
    expect(table?.name.toLowerCase()).toBe("consentperson");
    expect([...(table?.columns.keys() ?? [])]).toEqual([
      "consentperson_id",
      "person_id",
      "consentpurpose_id",
      "comment",
      "key",
      "updatedcount",
      "updated",
    ]);
    const column = (name: string): unknown => {
      const found = table?.columns.get(name);
      return found && { nullable: found.nullable, hasDefault: found.hasDefault };
    };
    expect(column("consentperson_id")).toEqual({ nullable: false, hasDefault: false });
    expect(column("comment")).toEqual({ nullable: true, hasDefault: false });
    expect(column("updatedcount")).toEqual({ nullable: false, hasDefault: true });
    expect(column("updated")).toEqual({ nullable: false, hasDefault: false });
    expect(table?.columns.get("key")?.type).toMatch(/^(text|longtext|nvarchar)$/);
    expect(findTable(catalog, "personview")?.columns.size).toBe(1);
    expect(findTable(catalog, "person")).toBeUndefined();
  });

  test("reads the tables that are asked for, whatever the case of the name, and no others", async () => {
    const { server } = session;
    const names = async (tables: readonly string[], withColumns: readonly string[] = []): Promise<readonly string[]> => [
      ...(await readCatalog(session, { tables, withColumns })).tables.keys(),
    ];
    await expect(names(["CONSENTperson", "no_such_table"])).resolves.toEqual(["consentperson"]);
    await expect(names([])).resolves.toEqual([]);
    await expect(readIndexes(session, server.schema, ["personview"])).resolves.toEqual([]);
    await expect(names([], ["CONSENTPURPOSE_id"])).resolves.toEqual(["consentperson"]);
    expect((await names(["personVIEW"], ["Person_ID"])).toSorted()).toEqual(["consentperson", "personview"]);
    await expect(names(["personview"], ["no_such_column"])).resolves.toEqual(["personview"]);
  });

  test("knows indexes with their columns in order", async () => {
    const table = findTable(await readWholeCatalog(session), "consentperson");
    if (table === undefined) throw new Error("the table is missing");
    const has = (unique: boolean, ...names: readonly string[]): boolean => hasIndexLike(table, { columns: names, unique });
    expect(has(false, "person_id", "consentpurpose_id")).toBe(true);
    expect(has(false, "person_id")).toBe(true);
    expect(has(false, "consentpurpose_id")).toBe(false);
    expect(has(false, "comment")).toBe(true);
    // What only guards a part, or nothing, is no unique index.
    expect(has(true, "person_id", "consentpurpose_id")).toBe(true);
    expect(has(true, "person_id")).toBe(false);
    expect(has(true, "comment")).toBe(false);
    const unique = table.indexes.filter((index) => index.unique).map((index) => index.columns.map((name) => name.toLowerCase()));
    expect(unique).toHaveLength(2);
    expect(unique).toContainEqual(["consentperson_id"]);
    expect(unique).toContainEqual(["person_id", "consentpurpose_id"]);
    expect(table.indexes).toContainEqual(expect.objectContaining({ unique: false, columns: ["comment"] }));
  });

  test("finds the schemas of a table whatever its case; views are none", async () => {
    await expect(schemasWithTable(session, "consentPERSON")).resolves.toContain(session.server.schema);
    await expect(schemasWithTable(session, "personview")).resolves.not.toContain(session.server.schema);
    await expect(schemasWithTable(session, "no_such_table_anywhere")).resolves.toEqual([]);
  });

  test("writes through qualified names", async () => {
    const { utcNow } = session.dialect;
    const table = findTable(await readWholeCatalog(session), "consentperson");
    const name = identifier(session.server.schema, table?.name ?? "");
    await expect(
      session.execute(sql`
        INSERT INTO ${name} (${identifier("ConsentPerson_Id")}, ${identifier("key")}, ${identifier("updated")})
        VALUES (${1}, ${"STORE"}, ${utcNow()})`),
    ).resolves.toBe(1);
    await expect(session.query(sql`SELECT ${identifier("key")} AS ${identifier("key")} FROM ${name}`)).resolves.toEqual([
      { key: "STORE" },
    ]);
  });
});
