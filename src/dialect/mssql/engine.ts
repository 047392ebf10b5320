import type { Engine } from "../engine.js";
import { mssqlDialect } from "./dialect.js";
import { mssqlInspection } from "./inspection.js";
import { mssqlScript } from "./script.js";

export const mssql: Engine = {
  dialect: mssqlDialect,
  inspection: mssqlInspection,
  replicaDelay: {},
  script: mssqlScript,
};
