import { createSample } from "../../fixtures/create-sample.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import type { Session } from "../../src/dialect/session.js";
import { readCreatedObjects } from "../../src/ledger/created-objects.js";
import { damagedSequenceRows } from "../../src/preconditions/guards.js";
import { Ledger } from "../../src/ledger/ledger.js";
import { lockName } from "../../src/work/lock.js";
import { dumpDatabase, type DatabaseDump } from "../support/dump-database.js";
import { run, start, type Ran } from "../cli/run-program.js";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identifier, sql } from "../../src/dialect/sql.js";

/** Ids, run ids and times are what an undisturbed run would not repeat either. */
const COMPARED = {
  anyIds: ["ConsentPerson", "ConsentPurpose", "LegalBase", "ConsentSource", "ShipmentType", "ShipmentTypeReservation"],
  anyTimes: [
    "ConsentPerson",
    "ConsentPurpose",
    "LegalBase",
    "ConsentSource",
    "ShipmentType",
    "s_message",
    "s_messageblock",
    "s_link",
  ],
  anyRun: true,
} as const;

/** Many small batches, so that whatever happens to a run happens in the middle of it. */
const SMALL_BATCHES = "run: { maxBatch: 25, retrySeconds: 20 }\n";

/** Milliseconds that a test may take: the stand-ins for SQL Server need two minutes for one run on a busy machine. */
export const PATIENCE = 900_000;

/** A sample database, and the built program that works on it from a folder of its own. */
export class FaultedDatabase {
  private constructor(
    private own: Session,
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** The test's own session. */
  get session(): Session {
    return this.own;
  }

  /** Another session on the same database: a user of the CRM. */
  async openSession(): Promise<Session> {
    return (await openDatabase({ url: this.url })).open();
  }

  /** After the server was away. */
  async reconnect(): Promise<void> {
    await this.own.close().catch(() => undefined);
    this.own = await this.openSession();
  }

  /** Writes the program's configuration anew. */
  configure(configuration: string): Promise<void> {
    return writeFile(join(this.folder, "consent-upgrade.yaml"), configuration);
  }

  /** Waits until the run that was started has committed so many batches. @throws Error where it does not within a minute */
  async untilBatches(batches: number): Promise<void> {
    for (let look = 0; look < 2_000; look += 1) {
      if ((await this.count("consent_upgrade_batch").catch(() => 0)) >= batches) return;
      await sleep(30);
    }
    throw new Error(`the run did not come to ${batches} batches`);
  }

  /** Creates the sample in an empty database. @param viaUrl where the program connects to, when not directly */
  static async create(
    url: string,
    options: { readonly persons: number; readonly era: "8.1" | "8.2"; readonly configuration?: string },
  ): Promise<FaultedDatabase> {
    const session = await (await openDatabase({ url })).open();
    await createSample(session, { persons: options.persons, seed: 7, era: options.era });
    const folder = await mkdtemp(join(tmpdir(), "consent-upgrade-faults-"));
    await writeFile(join(folder, "consent-upgrade.yaml"), options.configuration ?? SMALL_BATCHES);
    return new FaultedDatabase(session, url, folder);
  }

  /** Runs the program to its end. @param url a proxy's address, say */
  run(args: readonly string[], url = this.url): Promise<Ran> {
    return run(args, this.around(url));
  }

  start(args: readonly string[], url = this.url) {
    return start(args, this.around(url));
  }

  dump(): Promise<DatabaseDump> {
    return dumpDatabase(this.session, COMPARED);
  }

  /** Rows that a query counts. */
  async count(table: string, condition = "1 = 1"): Promise<number> {
    const [row] = await this.session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM ${identifier(this.session.server.schema, table)} WHERE ${sql.raw(condition)}`,
    );
    return Number(row?.n);
  }

  /** Tables whose next free id is not past their greatest one: the CRM would give ids out twice. */
  async idsBehindSequence() {
    const catalog = await readWholeCatalog(this.session);
    const { numbers } = await readCreatedObjects(this.session, new Ledger(this.session.dialect, catalog.schema)).catch(() => ({
      numbers: new Map<string, number>(),
    }));
    return damagedSequenceRows(this.session, catalog, (table) => numbers.get(table));
  }

  /** Whether nobody holds the run's lock. */
  async isLockFree(): Promise<boolean> {
    const { dialect } = this.session;
    const name = lockName(this.session);
    const granted = await dialect.takeLock(this.session, name);
    if (granted) await dialect.releaseLock(this.session, name);
    return granted;
  }

  async close(): Promise<void> {
    await this.session.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Where the program runs, and what it works on. */
  around(url: string) {
    return { cwd: this.folder, environment: { CONSENT_UPGRADE_DATABASE_URL: url } };
  }
}

/** Waits for a child's end: its exit code, or the signal that killed it. */
export function ended(child: ReturnType<typeof start>): Promise<{
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly stdout: string;
}> {
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (exitCode, signal) => resolve({ exitCode, signal, stderr, stdout })));
}
