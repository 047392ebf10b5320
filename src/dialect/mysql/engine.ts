import type { Engine } from "../engine.js";
import { mariadbDialect, mysqlDialect } from "./dialect.js";
import { mariadbInspection, mysqlInspection } from "./inspection.js";
import { mysqlReplicaDelay } from "./replica-delay.js";
import { mysqlScript } from "./script.js";

export const mysql: Engine = {
  dialect: mysqlDialect,
  inspection: mysqlInspection,
  replicaDelay: mysqlReplicaDelay,
  script: mysqlScript,
};

export const mariadb: Engine = {
  dialect: mariadbDialect,
  inspection: mariadbInspection,
  replicaDelay: mysqlReplicaDelay,
  script: mysqlScript,
};
