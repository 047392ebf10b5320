import { MOST_ITEMS, type AttentionItem, type Finding } from "../finding.js";
import type { CrmTable } from "../../crm/tables.js";
import type { TextFinding } from "../template-text.js";

interface Collected {
  count: number;
  readonly items: AttentionItem[];
  readonly params: NonNullable<Finding["params"]>;
}

/** Collects what the texts' examination found: every record counts, the first twenty are named. */
export class TextFindings {
  readonly #found = new Map<string, Collected>();

  constructor(earlier: readonly Finding[] = []) {
    this.merge(earlier);
  }

  add(table: CrmTable, id: number, findings: readonly TextFinding[]): void {
    this.merge(findings.map(({ code, detail }) => ({ code, items: [{ table, id: String(id), detail }] })));
  }

  /** Adds what a query found to what the examination found under the same code. */
  merge(findings: readonly Finding[]): void {
    for (const { code, items = [], count = Math.max(items.length, 1), params = {} } of findings) {
      const found = this.#found.get(code) ?? { count: 0, items: [], params };
      found.count += count;
      found.items.push(...items.slice(0, MOST_ITEMS - found.items.length));
      this.#found.set(code, found);
    }
  }

  all(): readonly Finding[] {
    return [...this.#found].map(([code, found]) => ({ code, ...found }));
  }
}
