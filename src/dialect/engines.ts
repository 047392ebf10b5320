import type { Dialect, EngineName } from "./dialect.js";
import type { Inspection } from "./inspection.js";
import { mssqlInspection } from "./mssql/inspection.js";
import { mssqlScript } from "./mssql/script.js";
import { mariadbInspection, mysqlInspection } from "./mysql/inspection.js";
import { mysqlScript } from "./mysql/script.js";
import { postgresInspection } from "./postgres/inspection.js";
import { postgresScript } from "./postgres/script.js";
import type { ScriptLanguage } from "./script-language.js";

/** What an engine does in its own way besides its dialect; its driver is loaded apart, when a database is opened. */
interface Engine {
  readonly inspection: Inspection;
  /** How a script for the engine's own client is written. */
  readonly script: ScriptLanguage;
}

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  postgres: { inspection: postgresInspection, script: postgresScript },
  mysql: { inspection: mysqlInspection, script: mysqlScript },
  mariadb: { inspection: mariadbInspection, script: mysqlScript },
  mssql: { inspection: mssqlInspection, script: mssqlScript },
};

/** The engine that a dialect is of. */
export function engineOf({ engine }: Pick<Dialect, "engine">): Engine {
  return ENGINES[engine];
}
