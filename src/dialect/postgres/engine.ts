import type { Engine } from "../engine.js";
import { postgresDialect } from "./dialect.js";
import { postgresInspection } from "./inspection.js";
import { postgresReplicaDelay } from "./replica-delay.js";
import { postgresScript } from "./script.js";

export const postgres: Engine = {
  dialect: postgresDialect,
  inspection: postgresInspection,
  replicaDelay: postgresReplicaDelay,
  script: postgresScript,
};
