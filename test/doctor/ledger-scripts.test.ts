import { expect, test } from "vitest";
import { mariadbDialect } from "../../src/dialect/mysql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/dialect.js";
import { LEDGER_SCRIPTS } from "./ledger-scripts.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { createTableStatement } from "../../src/dialect/create-table.js";

test.each(Object.entries(LEDGER_SCRIPTS))(
  "docs/ledger/%s is what the program would create (vitest -u writes it)",
  async (name, script) => {
    await expect(script).toMatchFileSnapshot(`../../docs/ledger/${name}`);
  },
);

test("one script does for MySQL and MariaDB", () => {
  for (const table of Object.values(LEDGER)) {
    expect(createTableStatement(mariadbDialect, "crm", table)).toEqual(createTableStatement(mysqlDialect, "crm", table));
  }
});
