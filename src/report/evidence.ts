import { count } from "../dialect/counts.js";
import type { Report } from "./report.js";

export type EvidenceYear = Report["evidence"][number];

/**
 * How old the evidence is: contacts by the year of their last mailing, newest first, those without a date last.
 * @param rows `last_year` is no year where no date is known
 */
export function evidenceByYear(rows: readonly { readonly last_year: string | null; readonly n: unknown }[]): EvidenceYear[] {
  const byYear = new Map<number | null, number>();
  for (const { last_year, n } of rows) {
    const year = /^\d{4}$/.test(last_year ?? "") ? Number(last_year) : null;
    byYear.set(year, (byYear.get(year) ?? 0) + count(n));
  }
  const years = [...byYear].map(([year, contacts]) => ({ year, contacts }));
  return years.sort((a, b) => (b.year ?? -1) - (a.year ?? -1));
}
