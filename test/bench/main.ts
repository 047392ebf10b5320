import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Command } from "commander";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { createBenchData } from "./bench-data.js";
import { startBenchServer } from "./bench-server.js";
import { measureProgram, type Measured } from "./child-process.js";
import { runHandWritten } from "./hand-written-script.js";
import { emptyConsents } from "./same-state.js";
import { measureStart } from "./start-bench.js";
import { median, percentile } from "./statistics.js";
import { measureTemplates } from "./template-bench.js";

interface BenchOptions {
  readonly engine: "postgres" | "mysql" | "mariadb" | "mssql";
  readonly url?: string;
  readonly persons: string;
  readonly recipients: string;
  readonly reuse?: boolean;
  readonly rounds: string;
  readonly templates?: string;
  readonly start?: boolean;
  readonly skip: string[];
}

const command = new Command("bench")
  .requiredOption("--engine <name>", "postgres, mysql, mariadb or mssql")
  .option("--url <url>", "an empty database (default: a server of its own)")
  .option("--persons <n>", "contacts", "500000")
  .option("--recipients <n>", "recipients of mailings, in all", "5000000")
  .option("--reuse", "the data is at --url already, from an earlier time")
  .option("--rounds <n>", "how often each is measured", "3")
  .option("--templates <n>", "measure the step template-links instead, with so many templates of 60 kB (a multiple of 20)")
  .option("--start", "measure what each command takes on a small sample instead, against a Node that does nothing")
  .option("--skip <what...>", "leave out: script, load", []);
const options = command.parse().opts<BenchOptions>();
const persons = Number(options.persons);
const size = { persons, recipients: Math.max(1, Math.round(Number(options.recipients) / persons)) };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const server = await startBenchServer(options.engine, options.url);
const work = await mkdtemp(join(tmpdir(), "consent-upgrade-bench-"));
try {
  const database = await openDatabase({ url: server.url });
  const session = await database.open();
  say(
    `${session.dialect.displayName} ${session.server.version}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  );
  if (options.start === true) {
    await measureStart(server.url, Number(options.rounds), say);
  } else if (options.templates === undefined) {
    say(`${size.persons} contacts, about ${size.persons * size.recipients} recipients: creating them`);
    if (options.reuse !== true) await createBenchData(session, size, (what) => say(`  ${what}`));
    await measureAll(session);
  } else {
    await measureTemplates(session, Number(options.templates), (...args) => run(...args), say);
  }
  await session.close();
} finally {
  await server.stop();
  await rm(work, { recursive: true, force: true });
}

async function measureAll(session: Session): Promise<void> {
  const times: Record<"script" | "apply" | "plan" | "again", number[]> = { script: [], apply: [], plan: [], again: [] };
  let rows = 0;
  let longest = 0;
  let peak = 0;
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    if (!options.skip.includes("script")) {
      await emptyConsents(session);
      times.script.push(await runHandWritten(session));
      await sayConsents(session, "script");
    }
    await emptyConsents(session);
    times.plan.push(checked(await run("plan")).milliseconds);
    const log = join(work, `apply-${round}.log`);
    const applied = checked(await run("apply", "--yes", "--log-level", "debug", "--log-file", log));
    times.apply.push(applied.milliseconds);
    await sayConsents(session, "apply");
    const batches = await batchesOf(log);
    rows = batches.reduce((sum, batch) => sum + batch.contacts, 0);
    longest = Math.max(longest, ...batches.map((batch) => batch.transactionMs));
    peak = Math.max(peak, applied.peakMegabytes ?? 0);
    times.again.push(checked(await run("apply", "--yes")).milliseconds);
    say(
      `round ${round}: ${Object.entries(times)
        .map(([name, list]) => `${name} ${Math.round(list.at(-1) ?? Number.NaN)} ms`)
        .join(", ")}`,
    );
  }
  const [script, apply, plan] = [median(times.script), median(times.apply), median(times.plan)];
  say("");
  say(`apply / script        ${(apply / script).toFixed(2)}`);
  say(`plan / script         ${(plan / script).toFixed(2)}`);
  say(`rows considered/s     ${Math.round(rows / (apply / 1000))}`);
  say(`longest transaction   ${longest} ms`);
  say(`peak resident memory  ${Math.round(peak)} MB`);
  say(`second apply          ${Math.round(median(times.again))} ms`);
  if (!options.skip.includes("load")) await measureUsers(session);
}

function run(...args: readonly string[]): Promise<Measured> {
  return measureProgram([...args, "--quiet", "--format", "json"], { CONSENT_UPGRADE_DATABASE_URL: server.url });
}

function checked(measured: Measured): Measured {
  if (measured.exitCode !== 0) throw new Error(`exit ${measured.exitCode}: ${measured.output}`);
  return measured;
}

async function sayConsents(session: Session, of: string): Promise<void> {
  const { sql, identifier } = session.dialect;
  const found = await session.query<{ n: unknown }>(
    sql`SELECT COUNT(*) AS n FROM ${identifier(session.server.schema, "ConsentPerson")}`,
  );
  say(`  ${of}: ${String(found[0]?.n)} consents`);
}

interface BatchLine {
  readonly contacts: number;
  readonly transactionMs: number;
}

async function batchesOf(log: string): Promise<readonly BatchLine[]> {
  const lines = (await readFile(log, "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as BatchLine & { readonly msg: string }).filter((line) => line.msg === "batch");
}

/** What a user feels: latencies with nothing else at work, and beside `apply`. */
async function measureUsers(session: Session): Promise<void> {
  await emptyConsents(session);
  const alone = await withUser(() => new Promise((resolve) => setTimeout(resolve, 5_000)));
  const beside = await withUser(async () => void checked(await run("apply", "--yes")));
  const shown = (list: readonly number[]): string =>
    `p50 ${percentile(list, 50).toFixed(1)} ms, p99 ${percentile(list, 99).toFixed(1)} ms, longest ${Math.max(...list).toFixed(1)} ms`;
  say(`a user alone          ${shown(alone)}`);
  say(`a user beside apply   ${shown(beside)}`);
}

async function withUser(during: () => Promise<unknown>): Promise<readonly number[]> {
  const worker = new Worker(new URL("./user-load.js", import.meta.url), {
    workerData: { url: server.url, greatestPersonId: Math.floor(size.persons * (4 / 3)) },
  });
  await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await during();
  const latencies = new Promise<readonly number[]>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  worker.postMessage("stop");
  return latencies;
}
