import type { AttentionParams } from "../../report/attention.js";
import type { AttentionItem } from "../../report/report.js";
import type { CrmTable } from "../../crm/tables.js";
import type { TextFinding } from "../template-text.js";
import { MOST_ITEMS, type Finding } from "../../report/ask-attention.js";

/** Collects what the texts' examination found: every record counts, the first twenty are named. */
export class TextFindings {
  readonly #found = new Map<string, { count: number; items: AttentionItem[]; params: AttentionParams }>();

  constructor(earlier: readonly Finding[] = []) {
    this.merge(earlier);
  }

  add(table: CrmTable, id: number, findings: readonly TextFinding[]): void {
    for (const { code, detail } of findings) {
      const found = this.#found.get(code) ?? { count: 0, items: [] as AttentionItem[], params: {} };
      found.count += 1;
      if (found.items.length < MOST_ITEMS) found.items.push({ table, id: String(id), detail });
      this.#found.set(code, found);
    }
  }

  /** Adds what a query found to what the examination found under the same code. */
  merge(findings: readonly Finding[]): void {
    for (const { code, count, items, params } of findings) {
      const found = this.#found.get(code) ?? { count: 0, items: [] as AttentionItem[], params: { ...params } };
      found.count += count;
      found.items.push(...items.slice(0, MOST_ITEMS - found.items.length));
      this.#found.set(code, found);
    }
  }

  all(): readonly Finding[] {
    return [...this.#found].map(([code, found]) => ({ code, ...found }));
  }
}
