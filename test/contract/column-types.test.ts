import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXACT_TIMESTAMP, type ColumnType } from "../../src/dialect/table-definition.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import type { EngineName } from "../engines/engine-name.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { ALL_STEPS, consentsByKey, INTERESTS, rows, SMALL_CRM, SMALL_CRM_CONSENTS, TEMPLATE_AFTER } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

type Types = (type: ColumnType, usual: string) => string;

/** Texts of one byte per letter, texts that nothing can be compared with, and times with more digits than JavaScript has. */
const SQL_SERVER: Types = (type, usual) => {
  if (type.kind === "clob") return "ntext";
  if (type.kind === "text") return `varchar(${type.length}) COLLATE Latin1_General_CS_AS`;
  if (type.kind === "timestamp") return "datetime2(7)";
  return type.kind === "smallint" ? "int" : usual;
};

const MYSQL: Types = (type, usual) => {
  if (type.kind === "clob") return "mediumtext CHARACTER SET latin1";
  if (type.kind === "text") return usual.replace("utf8mb4", "utf8mb4 COLLATE utf8mb4_bin");
  if (type.kind === "timestamp") return "datetime(6)";
  return type.kind === "smallint" ? "smallint unsigned" : usual;
};

const POSTGRES: Types = (type, usual) => {
  if (type.kind === "text") return `text COLLATE "C"`;
  if (type.kind === "timestamp") return "timestamptz";
  return type.kind === "smallint" ? "integer" : usual;
};

/** Columns as they come from older releases, and from databases that were carried over from another engine. */
const TYPES: Readonly<Record<EngineName, Types>> = {
  postgres: POSTGRES,
  mysql: MYSQL,
  mariadb: MYSQL,
  mssql: SQL_SERVER,
};

const SEED: DatabaseRows = {
  ...SMALL_CRM,
  ...INTERESTS,
  s_shipment_addr: SMALL_CRM.s_shipment_addr.map(({ sending_time: _, ...row }) => row),
  ConsentPerson: [{ person_id: 1, consentPurpose_id: 1, legalBase_id: 0, comment: "mine  ", updatedCount: 3 }],
};

/** Times with more digits than the vendor's columns hold. */
const FINE = { s_message: "updated", ConsentPerson: "updated", s_shipment: "start_date" } as const;

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "column types");
  });
  afterAll(() => databases.end());

  test("columns of other types are read and written alike, and rollback gives back every digit", async () => {
    const crm = await databases.crm(SEED, { typeName: TYPES[engine.name] });
    const { cast } = crm.session.dialect;
    for (const [table, column] of Object.entries(FINE)) {
      const at = cast("2017-05-04 23:59:59.999999", EXACT_TIMESTAMP);
      const name = identifier(crm.session.server.schema, table);
      await crm.session.execute(sql`UPDATE ${name} SET ${identifier(column)} = ${at}`);
    }
    const before = await crm.dump();
    expect(rows(before, "consentperson")[0]?.["updated"]).toMatch(/^2017-05-04 23:59:59\.999999/);
    const wish = { settings: { ...ALL_STEPS, templates: { standardLinks: ["unsubscribe_url"] } } };
    const planned = await crm.plan(wish);
    const applied = await crm.apply(wish);
    expect(applied.report.error).toBeNull();
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    const after = await crm.dump();
    expect(consentsByKey(after)).toEqual(SMALL_CRM_CONSENTS);
    // The last microsecond of a day is no other day.
    const evidence = rows(after, "consentperson").find(
      ({ person_id, consentpurpose_id }) => person_id === 2 && consentpurpose_id === 2,
    );
    expect(evidence?.["comment"]).toContain("2017-05-04");
    expect(rows(after, "s_message").find(({ id }) => id === 21)?.["html_message"]).toBe(TEMPLATE_AFTER);
    const verified = await crm.verify(wish);
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    const undone = await rollBackOn(crm.address, wish);
    expect(undone.report, undone.report.error?.message).toMatchObject({ outcome: "rolled-back", error: null });
    expect(await crm.dump()).toEqual(before);
  });
});
