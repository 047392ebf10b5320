import type { Dialect, EngineName } from "./dialect.js";
import { mssqlScript } from "./mssql/script.js";
import { mysqlScript } from "./mysql/script.js";
import { postgresScript } from "./postgres/script.js";
import type { ScriptLanguage } from "./script-language.js";

const LANGUAGES: Readonly<Record<EngineName, ScriptLanguage>> = {
  postgres: postgresScript,
  mysql: mysqlScript,
  mariadb: mysqlScript,
  mssql: mssqlScript,
};

/** How a script for an engine's own client is written. */
export function scriptLanguage(dialect: Dialect): ScriptLanguage {
  return LANGUAGES[dialect.engine];
}
