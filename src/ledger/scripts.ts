import { mssqlDialect } from "../dialect/mssql/dialect.js";
import { mysqlDialect } from "../dialect/mysql/dialect.js";
import { postgresDialect } from "../dialect/postgres/dialect.js";
import { ledgerScript } from "./script.js";
import { LEDGER_VERSION } from "./tables.js";

const WHAT = [
  `The ledger of consent-upgrade, version ${LEDGER_VERSION}: its own tables, beside the CRM's, all named consent_upgrade_….`,
  "Run this before apply, and the program's login needs no right to create tables (docs/grants.md).",
];

/** The scripts that `docs/ledger` holds, by the name of their file. */
export const LEDGER_SCRIPTS: Readonly<Record<string, string>> = {
  "postgres.sql": ledgerScript({
    dialect: postgresDialect,
    schema: undefined,
    heading: [
      ...WHAT,
      "If the CRM's schema is not crm7, change the name below. Run it with: psql -X -v ON_ERROR_STOP=1 -f postgres.sql DATABASE",
    ],
    before: ["BEGIN", "SET LOCAL search_path = crm7"],
    after: ["COMMIT"],
  }),
  "mysql.sql": ledgerScript({
    dialect: mysqlDialect,
    schema: undefined,
    heading: [...WHAT, "For MySQL and MariaDB. Run it in the CRM's database: mysql DATABASE < mysql.sql"],
    before: ["SET SESSION default_storage_engine = InnoDB"],
    after: [],
  }),
  "mssql.sql": ledgerScript({
    dialect: mssqlDialect,
    schema: "crm7",
    heading: [
      ...WHAT,
      "If the CRM's schema is not crm7, change the name throughout. Run it with: sqlcmd -b -d DATABASE -i mssql.sql",
    ],
    before: ["SET XACT_ABORT ON", "BEGIN TRANSACTION"],
    after: ["COMMIT TRANSACTION"],
  }),
};
