import type { Changes } from "../report/report.js";
import type { Finding } from "../steps/finding.js";

/** How many consent rows of a purpose move from one legal basis to another; null: no row, or a blank one. */
export interface ConsentMove {
  readonly purpose: string;
  /** The id of the basis before: null is blank, undefined means that there was no row. */
  readonly from: number | null | undefined;
  readonly toKey: string;
  readonly rows: number;
}

/** What a step would change, or has changed. */
export interface StepFigures {
  readonly changes: Changes;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly moves?: readonly ConsentMove[];
  /** Whether there is something to do that `changes` does not count: tables to create. */
  readonly otherWork?: boolean;
  /** The CRM's tables whose rows a dry run found to change, where the step alone knows. */
  readonly written?: readonly string[];
}

export const NO_CHANGES: Changes = { inserted: 0, updated: 0, deleted: 0 };

/** The rows of several together. */
export function sumChanges(changes: readonly Changes[]): Changes {
  const sum = (kind: keyof Changes): number => changes.reduce((total, one) => total + one[kind], 0);
  return { inserted: sum("inserted"), updated: sum("updated"), deleted: sum("deleted") };
}

export const NO_FIGURES: StepFigures = { changes: NO_CHANGES, counts: {}, findings: [] };
