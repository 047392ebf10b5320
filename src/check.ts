/** One line of what `doctor`, `verify` and the preconditions of `apply` found. */
export interface Check {
  readonly id: string;
  readonly outcome: "pass" | "warn" | "fail";
  readonly message: string;
  /** What to do; null where nothing is to be done. */
  readonly hint: string | null;
  /** Of the refusal, where its precondition has several; reports do not have it. */
  readonly code?: string | undefined;
}

/** One line, or several, or none. */
export type Checks = Check | readonly Check[];

/** Something that is as it should be. */
export function fine(id: string, message: string): Check {
  return { id, outcome: "pass", message, hint: null };
}

/** Something that somebody should look at; the upgrade works without. */
export function doubtful(id: string, message: string, hint: string): Check {
  return { id, outcome: "warn", message, hint };
}

/** Something that keeps the upgrade from working, or that it did wrong. */
export function wrong(id: string, message: string, hint: string, code?: string): Check {
  return { id, outcome: "fail", message, hint, code };
}
