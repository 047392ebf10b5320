import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { createBenchData } from "./bench-data.js";
import { startBenchServer } from "./bench-server.js";
import { measureProgram, type Measured } from "./child-process.js";
import { measureUpgrade } from "./measure-upgrade.js";
import { measureStart } from "./start-bench.js";
import { measureTemplates } from "./template-bench.js";

interface BenchOptions {
  readonly engine: "postgres" | "mysql" | "mariadb" | "mssql";
  readonly url?: string;
  readonly persons: string[];
  readonly each: string;
  readonly untuned?: boolean;
  readonly reuse?: boolean;
  readonly rounds: string;
  readonly templates?: string;
  readonly start?: boolean;
  readonly skip: string[];
}

const command = new Command("bench")
  .requiredOption("--engine <name>", "postgres, mysql, mariadb or mssql")
  .option("--persons <n...>", "contacts: a database for each number", ["20000", "200000", "500000"])
  .option("--each <n>", "recipients of mailings to each contact, on average", "10")
  .option(
    "--url <url>",
    "an empty database, for one number of contacts (default: a server for each, tuned, as durable as in production)",
  )
  .option("--untuned", "servers with the engine's own settings for memory and log")
  .option("--reuse", "the data is at --url already, from an earlier time")
  .option("--rounds <n>", "how often each is measured", "3")
  .option("--templates <n>", "measure the step template-links instead, with so many templates of 60 kB (a multiple of 20)")
  .option("--start", "measure what each command takes on a small sample instead, against a Node that does nothing")
  .option("--skip <what...>", "leave out: scripts, others (verify, explain, report, rollback), users", []);
const options = command.parse().opts<BenchOptions>();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const work = await mkdtemp(join(tmpdir(), "consent-upgrade-bench-"));
try {
  if (options.start === true) {
    await withServer((_, url) => measureStart(url, Number(options.rounds), say));
  } else if (options.templates !== undefined) {
    const templates = Number(options.templates);
    await withServer((session, url) => measureTemplates(session, templates, (...args) => run(url, ...args), say));
  } else {
    for (const persons of options.persons) await withServer((session, url) => measureSize(session, url, Number(persons)));
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** A database at hand, for one measurement. */
async function withServer(measure: (session: Session, url: string) => unknown): Promise<void> {
  const server = await startBenchServer(options.engine, options.url, options.untuned !== true);
  try {
    const database = await openDatabase({ url: server.url });
    const session = await database.open();
    const { dialect, server: facts } = session;
    say(`${dialect.displayName} ${facts.version}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`);
    await measure(session, server.url);
    await session.close();
  } finally {
    await server.stop();
  }
}

async function measureSize(session: Session, url: string, persons: number): Promise<void> {
  const size = { persons, recipients: Number(options.each) };
  say(`${persons} contacts, about ${persons * size.recipients} recipients: creating them`);
  if (options.reuse !== true) await createBenchData(session, size);
  await measureUpgrade({
    session,
    url,
    persons,
    rounds: Number(options.rounds),
    skip: options.skip,
    work,
    run: async (...args) => {
      const measured = await run(url, ...args);
      if (measured.exitCode !== 0) throw new Error(`${args.join(" ")}: exit ${measured.exitCode}: ${measured.output}`);
      return measured;
    },
    say,
  });
}

function run(url: string, ...args: readonly string[]): Promise<Measured> {
  return measureProgram([...args, "--quiet", "--format", "json"], { CONSENT_UPGRADE_DATABASE_URL: url });
}
