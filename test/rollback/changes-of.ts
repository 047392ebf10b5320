import type { Report } from "../../src/report/report.js";

/** What a rollback's report says of each step: rows, and objects that were dropped. */
export function changesOf(
  report: Report,
): Readonly<Record<string, { readonly deleted: number; readonly updated: number; readonly counts: object }>> {
  return Object.fromEntries(
    report.steps
      .filter(({ status }) => status !== "not-selected")
      .map(({ id, changes, counts }) => [id, { deleted: changes.deleted, updated: changes.updated, counts }] as const),
  );
}
