import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import type { Measured } from "./child-process.js";
import { runHandWritten } from "./hand-written-script.js";
import { processorOfServer } from "./processor-time.js";
import { emptyConsents } from "./same-state.js";
import { median, percentile } from "./statistics.js";
import { latenciesBeside } from "./users.js";

/** What is measured in each round, in turn. */
const MEASURED = [
  "plain script",
  "careful script",
  "plan",
  "apply",
  "second apply",
  "verify",
  "explain",
  "report",
  "rollback",
] as const;
type What = (typeof MEASURED)[number];

export interface Bench {
  readonly session: Session;
  readonly url: string;
  readonly persons: number;
  readonly rounds: number;
  readonly skip: readonly string[];
  /** A directory for logs. */
  readonly work: string;
  /** Runs the program on the database; fails where it fails. */
  readonly run: (...args: readonly string[]) => Promise<Measured>;
  readonly say: (text: string) => void;
}

interface BatchLine {
  readonly msg: string;
  readonly contacts: number;
  readonly transactionMs: number;
}

/** Measures scripts and program in turn, and says the medians and what they are to each other. */
export async function measureUpgrade(bench: Bench): Promise<void> {
  const { session, run, say, skip } = bench;
  const clock = new Map<What, number[]>(MEASURED.map((what) => [what, []]));
  const processor = new Map<What, number[]>(MEASURED.map((what) => [what, []]));
  const batches: BatchLine[] = [];
  let peak = 0;
  const measure = async (
    what: What,
    work: () => Promise<{ readonly milliseconds: number } & Partial<Measured>>,
  ): Promise<void> => {
    const before = (await processorOfServer()) ?? Number.NaN;
    const { milliseconds, processorSeconds = 0, peakMegabytes = 0 } = await work();
    clock.get(what)?.push(milliseconds / 1000);
    processor.get(what)?.push(((await processorOfServer()) ?? Number.NaN) - before + processorSeconds);
    peak = Math.max(peak, peakMegabytes);
  };
  for (let round = 1; round <= bench.rounds; round += 1) {
    for (const care of skip.includes("scripts") ? [] : (["plain", "careful"] as const)) {
      await emptyConsents(session);
      await measure(`${care} script`, async () => ({ milliseconds: await runHandWritten(session, care) }));
      if (round === 1) await sayConsents(bench, `${care} script`);
    }
    await emptyConsents(session);
    await measure("plan", () => run("plan"));
    const log = join(bench.work, `apply-${bench.persons}-${round}.log`);
    await measure("apply", () => run("apply", "--yes", "--log-level", "debug", "--log-file", log));
    if (round === 1) await sayConsents(bench, "apply");
    batches.push(...(await batchesOf(log)));
    await measure("second apply", () => run("apply", "--yes"));
    if (!skip.includes("others")) {
      await measure("verify", () => run("verify"));
      await measure("explain", () => run("explain", "1", "2", "5"));
      await measure("report", () => run("report", "--evidence", join(bench.work, `evidence-${round}.csv`)));
      await measure("rollback", () => run("rollback", "--yes"));
    }
    say(
      `  round ${round}: ${MEASURED.flatMap((what) => {
        const last = clock.get(what)?.at(-1);
        return last === undefined ? [] : [`${what} ${last.toFixed(2)} s`];
      }).join(", ")}`,
    );
  }
  const seconds = (what: What): number => median(clock.get(what) ?? []);
  const apply = seconds("apply");
  for (const what of MEASURED.filter((candidate) => clock.get(candidate)?.length !== 0)) {
    say(
      `  ${what.padEnd(22)} ${seconds(what).toFixed(2)} s, ${(seconds(what) / apply).toFixed(2)} of apply; processor ` +
        `${median(processor.get(what) ?? []).toFixed(2)} s, the server's included where it was started here`,
    );
  }
  for (const script of ["plain script", "careful script"] as const) {
    say(`  apply / ${script.padEnd(14)} ${(apply / seconds(script)).toFixed(2)}`);
    say(`  plan / ${script.padEnd(15)} ${(seconds("plan") / seconds(script)).toFixed(2)}`);
  }
  const considered = batches.reduce((sum, { contacts }) => sum + contacts, 0) / bench.rounds;
  say(`  rows considered/s      ${Math.round(considered / apply)}`);
  say(`  longest transaction    ${Math.max(...batches.map(({ transactionMs }) => transactionMs))} ms`);
  say(`  peak resident memory   ${Math.round(peak)} MB`);
  if (!skip.includes("users")) await sayUsers(bench);
}

async function sayConsents({ session, say }: Bench, of: string): Promise<void> {
  const found = await session.query<{ n: unknown }>(
    sql`SELECT COUNT(*) AS n FROM ${identifier(session.server.schema, "ConsentPerson")}`,
  );
  say(`  ${of}: ${String(found[0]?.n)} consents`);
}

async function batchesOf(log: string): Promise<readonly BatchLine[]> {
  const lines = (await readFile(log, "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as BatchLine).filter(({ msg }) => msg === "batch");
}

/** What a user feels: with nothing else at work, beside a script, and beside `apply` in both of its modes. */
async function sayUsers({ session, url, persons, rounds, run, say, work }: Bench): Promise<void> {
  const office = join(work, "office.yaml");
  await writeFile(office, "run: { mode: office }\n");
  const works = {
    // Long enough for a hundredth of what a user does to be more than a chance.
    alone: () => sleep(20_000),
    "beside careful script": () => runHandWritten(session, "careful"),
    "beside apply, window": () => run("apply", "--yes"),
    "beside apply, office": () => run("apply", "--yes", "--config", office),
  };
  const felt = new Map<string, number[]>();
  // In turn: what else is at work on the machine meets all of them.
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, atWork] of Object.entries(works)) {
      await emptyConsents(session);
      felt.set(name, [...(felt.get(name) ?? []), ...(await latenciesBeside(url, persons, atWork))]);
    }
  }
  for (const [name, latencies] of felt) {
    const [p50, p99, longest] = [50, 99, 100].map((share) => percentile(latencies, share).toFixed(1));
    say(`  a user ${name.padEnd(22)} ${latencies.length} times: p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms`);
  }
}
