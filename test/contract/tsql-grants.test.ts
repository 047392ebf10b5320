import { describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import type { Catalog } from "../../src/dialect/catalog.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mssqlRights } from "../../src/dialect/mssql/rights.js";
import type { Session } from "../../src/dialect/session.js";
import { asIfSeen, neededRights, readLogin } from "../../src/preconditions/missing-rights.js";
import { possibleWrites } from "../../src/preconditions/pending-writes.js";
import { settingsFor } from "../support/run-command.js";
import { canParseTsql, mistakesInTsql } from "./tsql.js";

/** A login that may do nothing: the catalog shows it no table, and it has no right on the schema. */
const NOTHING = { login: "o'crm]", create: 0, see: 0, SELECT: 0, INSERT: 0, UPDATE: 0, DELETE: 0, ALTER: 0, CONTROL: 0 };

describe.skipIf(!canParseTsql)("GRANTs for a login without any right on SQL Server", () => {
  test("are a block that its parsers read; each heeds that its table may be missing", async () => {
    const settings = settingsFor({ url: "mssql://x/crm" }, { interests: { Golf: "News" }, emarketingPrivacy: true });
    const catalog: Catalog = { schema: "o'crm]7", tables: new Map(), withColumns: new Set() };
    const answers = { dialect: mssqlDialect, server: {}, query: () => Promise.resolve([NOTHING]) };
    const login = asIfSeen(await readLogin({ session: answers as unknown as Session, catalog, settings }));
    const { held, hidden } = login;
    const writes = possibleWrites(login.catalog, settings, steps);
    const grants = (["apply", "rollback"] as const).flatMap((purpose) =>
      held.grants(neededRights(login, purpose, writes), hidden),
    );
    expect(grants.slice(0, 3)).toMatchInlineSnapshot(`
      [
        "IF OBJECT_ID(N'[o''crm]]7].[consent_upgrade_run]') IS NULL GRANT CREATE TABLE TO [o'crm]]];",
        "IF OBJECT_ID(N'[o''crm]]7].[consent_upgrade_run]') IS NULL GRANT ALTER, SELECT, INSERT, UPDATE, DELETE ON SCHEMA::[o'crm]]7] TO [o'crm]]];",
        "IF OBJECT_ID(N'[o''crm]]7].[person]') IS NOT NULL GRANT SELECT ON [o'crm]]7].[person] TO [o'crm]]];",
      ]
    `);
    expect(grants.filter((line) => !/^IF OBJECT_ID\(N'.+'\) IS (NOT )?NULL GRANT .+;$/.test(line))).toEqual([]);
    expect(grants.filter((line) => line.includes(" IS NULL "))).toHaveLength(2);
    expect(await mistakesInTsql([held.schemaRight.grant, grants.join("\n")])).toEqual([]);
  });
});

test.each([
  ["ALTER on the table alone", { ALTER: 1 }, {}, false],
  ["CONTROL of the table", { ALTER: 1, CONTROL: 1 }, {}, true],
  ["ALTER on its schema", { ALTER: 1 }, { ALTER: 1 }, true],
])("a login with %s on SQL Server may drop it or not", async (_title, onTable, onSchema, may) => {
  const answers = [[{ ...NOTHING, ...onTable, name: "ConsentPerson" }], [{ ...NOTHING, ...onSchema }]];
  const session = { dialect: mssqlDialect, server: {}, query: () => Promise.resolve(answers.shift()) };
  const held = await mssqlRights(session as unknown as Session, "crm7", ["ConsentPerson"]);
  const drop = { table: "ConsentPerson", right: "DROP" } as const;
  expect(held.holds(drop)).toBe(may);
  expect(held.grants([drop], [])).toEqual(["GRANT CONTROL ON [crm7].[ConsentPerson] TO [o'crm]]];"]);
});
