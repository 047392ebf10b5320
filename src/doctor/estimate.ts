import type { WrittenBytes } from "../dialect/written-bytes.js";
import { count, countRows } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import { LAST_POSSIBLE_ID } from "../work/history-table.js";
import { nextRange } from "../work/next-range.js";
import { stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { FIRST_POSSIBLE_ID, personsFrom } from "../steps/person-range.js";
import type { StepDefinition } from "../steps/step.js";

/** What a run would write, and how long it would take, by a look at a few contacts. Both are guesses. */
export interface Estimate {
  readonly persons: number;
  readonly written: WrittenBytes;
  readonly seconds: number;
}

/** Contacts that are looked at: with fewer, what a query costs before its first row would be multiplied. */
const SAMPLE = 20_000;

/** A consent row with its indexes, and its share of the ledger, in bytes. */
const ROW_BYTES = 500;

/** A row goes to the log about twice: itself, and the pages of its indexes. */
const LOG_FACTOR = 3;

/** Writing a row takes about this many times as long as finding out that it is wanted. */
const WRITE_FACTOR = 6;

/** Commits, ids and the ledger: seconds of a run that writes nothing else. */
const LEAST_SECONDS = 2;

/**
 * Asks what the person steps want of the first contacts, as `plan` asks it of all, and multiplies.
 * @throws DatabaseError
 */
export async function estimate(upgrade: UpgradeContext, steps: readonly StepDefinition[], now: () => Date): Promise<Estimate> {
  const { session, relations } = upgrade;
  const persons = await countRows(session, sql`FROM ${relations.of("person")} p`);
  const sample = await nextRange(session, relations, FIRST_POSSIBLE_ID, SAMPLE, LAST_POSSIBLE_ID);
  const started = now().getTime();
  let wanted = 0;
  if (sample !== undefined) {
    const context = stepContext(upgrade, upgrade.reference, "00000000");
    const range = personsFrom(sample);
    for (const step of steps) {
      if (step.kind !== "persons" || step.purpose === undefined) continue;
      const rows = step.rows(context);
      wanted += await countRows(session, sql`FROM (${rows.wanted(range, rows.source?.rows(range) ?? sql``)}) w`);
    }
  }
  const share = sample === undefined ? 0 : persons / sample.persons;
  const texts = await textBytes(upgrade, steps);
  const data = Math.round(wanted * share * ROW_BYTES + texts);
  const seconds = ((now().getTime() - started) / 1000) * share * WRITE_FACTOR + LEAST_SECONDS;
  return { persons, written: { data, log: data * LOG_FACTOR }, seconds };
}

/** Templates that are rewritten stand in the ledger as they were; the average of a few times their number is the most it can be. */
async function textBytes({ session, relations }: UpgradeContext, steps: readonly StepDefinition[]): Promise<number> {
  if (!steps.some(({ kind }) => kind === "texts")) return 0;
  const { dialect } = session;
  const { top, limit } = dialect;
  const all = await countRows(session, sql`FROM ${relations.of("s_message")} m`);
  const [few] = await session.query<{ n: unknown; bytes: unknown }>(sql`
    SELECT COUNT(*) AS n, SUM(${dialect.byteLength(sql`f.html_message`)}) AS bytes
    FROM (SELECT ${top(100)} m.html_message FROM ${relations.of("s_message")} m ORDER BY m.id DESC ${limit(100)}) f`);
  const examined = count(few?.n);
  return examined === 0 ? 0 : (Number(few?.bytes ?? 0) / examined) * all;
}
