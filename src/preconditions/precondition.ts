import type { Checks } from "../check.js";
import { RefusedError } from "../errors.js";

/** What must be so before the upgrade reads or writes: `doctor` prints all of them, `plan` and `apply` refuse at the first unmet one. */
export interface Precondition<Place> {
  readonly id: string;
  /** For `doctor`, where nobody can tell: "whether …". */
  readonly what: string;
  /** Of the refusal, where a line fails that has none of its own. */
  readonly code: string;
  /**
   * What `doctor` prints of it; nothing where it says so elsewhere, or it is a matter of course.
   * @throws RefusedError, UsageError of who describes a step, or finds the log for satellites
   */
  readonly check: (place: Place) => Promise<Checks>;
}

/** @throws RefusedError (4), UsageError (64) at the first that is not met, DatabaseError */
export async function refuseUnmet<Place>(preconditions: readonly Precondition<Place>[], place: Place): Promise<void> {
  for (const { code, check } of preconditions) refuseFailed(code, await check(place));
}

/** @throws RefusedError (4) where a line fails */
export function refuseFailed(code: string, lines: Checks): void {
  const unmet = [lines].flat().filter(({ outcome }) => outcome === "fail");
  if (unmet.length === 0) return;
  const hints = new Set(unmet.flatMap(({ hint }) => hint ?? []));
  const own = unmet.find((line) => line.code !== undefined)?.code;
  throw new RefusedError(own ?? code, unmet.map(({ message }) => message).join(" "), { hint: [...hints].join(" ") });
}
