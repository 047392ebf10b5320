import { DatabaseError } from "../dialect/failure.js";
import { doubtful, wrong, type Check, type Checks } from "../check.js";
import type { Session } from "../dialect/session.js";
import { RefusedError, UsageError } from "../errors.js";
import type { Settings } from "../config/settings.js";
import type { StepDefinition } from "../steps/step.js";
import type { StopRequest } from "../stop-request.js";

/** What the doctor works with. */
export interface Examination {
  readonly session: Session;
  readonly settings: Settings;
  readonly steps: readonly StepDefinition[];
  readonly stop: StopRequest;
  readonly now: () => Date;
}

/**
 * Runs one group of checks. What the login may not see, or the server does not know, is a warning and never ends
 * the examination; what `apply` would refuse is a failed check.
 * @throws DatabaseError where the connection is lost, or the user stops
 */
export async function group(
  id: string,
  what: string,
  { stop }: Examination,
  checks: () => Promise<Checks>,
): Promise<readonly Check[]> {
  stop.throwIfAsked();
  try {
    return [await checks()].flat().map(({ code: _ofRefusal, ...line }) => line);
  } catch (error) {
    stop.throwIfAsked();
    if (error instanceof RefusedError || error instanceof UsageError) return [wrong(id, error.message, error.hint ?? "")];
    if (error instanceof DatabaseError && error.kind !== "connection-lost" && error.kind !== "cancelled") {
      return [doubtful(id, `Cannot tell ${what}: ${error.message}.`, untold(error))];
    }
    throw error;
  }
}

function untold(error: DatabaseError): string {
  if (error.kind === "permission-denied") return "The login may not see it: let an administrator look.";
  return error.kind === "lock-timeout" ? "Somebody holds a lock: run doctor again." : "Let an administrator look.";
}
