import type { Dialect } from "./dialect.js";
import type { Inspection } from "./inspection.js";
import type { ReplicaDelay } from "./replica-delay.js";
import type { ScriptLanguage } from "./script-language.js";

/** All that an engine does in its own way; only its driver is loaded apart, when a database is opened. */
export interface Engine {
  readonly dialect: Dialect;
  readonly inspection: Inspection;
  readonly replicaDelay: ReplicaDelay;
  /** How a script for the engine's own client is written. */
  readonly script: ScriptLanguage;
}
