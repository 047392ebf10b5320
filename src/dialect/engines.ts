import type { Dialect, EngineName } from "./dialect.js";
import type { Engine } from "./engine.js";
import { mssql } from "./mssql/engine.js";
import { mariadb, mysql } from "./mysql/engine.js";
import { postgres } from "./postgres/engine.js";

const ENGINES: Readonly<Record<EngineName, Engine>> = { postgres, mysql, mariadb, mssql };

/** The engine that a dialect is of. */
export function engineOf({ engine }: Pick<Dialect, "engine">): Engine {
  return ENGINES[engine];
}
