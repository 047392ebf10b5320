import { setImmediate as otherWork } from "node:timers/promises";
import type { TemplateText, TextOutcome } from "../step/template-text.js";
import type { SeenRecord } from "./scan-texts.js";

/** A record that was gone through, and what the step does with it. */
export interface Examined {
  readonly id: number;
  readonly outcome: TextOutcome;
  /** What was read; undefined where no text travelled. */
  readonly seen: SeenRecord;
}

/**
 * What the step has to say of each record, and would do with it. Between two records other work has its turn, so that
 * the database is kept busy meanwhile.
 */
export async function examineTexts(table: TemplateText, records: readonly SeenRecord[]): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const seen of records) {
    examined.push({ id: seen.id, outcome: examine(table, seen), seen });
    if (seen.record !== undefined) await otherWork();
  }
  return examined;
}

function examine(table: TemplateText, { record, facts }: SeenRecord): TextOutcome {
  return record === undefined ? { changes: [], links: 0, findings: table.withoutLink(facts) } : table.examine(record);
}
