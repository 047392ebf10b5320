import { ADMINISTRATION, uniqueName, urlOfDatabase } from "./administer.js";
import type { EngineName } from "./engine-name.js";
import { reasonOf, type EngineSource, type Finding, type StartedEngine } from "./find-engines.js";

/** An engine that runs, and what the summary says of it. */
interface RunningEngine extends StartedEngine {
  readonly version: string;
  readonly description: string;
  readonly left: Set<string>;
  databases: number;
}

/** Starts each engine when it is first asked for, keeps count of its databases, and ends all. */
export class EngineKeeper {
  private readonly running = new Map<EngineName, Promise<RunningEngine>>();

  constructor(private readonly findings: readonly Finding[]) {}

  /** @returns the new database's address */
  async createDatabase(name: EngineName, label: string): Promise<string> {
    const engine = await this.run(name);
    const database = uniqueName(label);
    await ADMINISTRATION[name].create(engine.adminUrl, database);
    engine.left.add(database);
    engine.databases += 1;
    return urlOfDatabase(engine.adminUrl, database);
  }

  async dropDatabase(name: EngineName, url: string): Promise<void> {
    const engine = await this.run(name);
    const database = new URL(url).pathname.slice(1);
    if (!engine.left.has(database))
      throw new Error(`${database} is no database that the tests created, or it is dropped already`);
    await ADMINISTRATION[name].drop(engine.adminUrl, database);
    engine.left.delete(database);
  }

  /** Drops what tests left (a server that was there before us keeps running), and ends the servers. */
  async end(): Promise<void> {
    const started = [...this.running];
    await Promise.all(
      started.map(async ([name, starting]) => {
        const engine = await starting.catch(() => undefined);
        if (engine === undefined) return;
        for (const database of engine.left) await ADMINISTRATION[name].drop(engine.adminUrl, database);
        await engine.stop();
      }),
    );
  }

  /** What ran on which engine, and what did not: lines for the end of the run. */
  async summary(): Promise<readonly string[]> {
    return Promise.all(this.findings.map((finding) => this.summaryOf(finding)));
  }

  /** Whether a test asked for an engine. */
  get wasUsed(): boolean {
    return this.running.size > 0;
  }

  private async summaryOf({ name, sources, absent }: Finding): Promise<string> {
    const [preferred] = sources;
    if (preferred === undefined) return `  !! ${name}: NOT TESTED: ${absent}`;
    const starting = this.running.get(name);
    if (starting === undefined)
      return `     ${name}: at hand (${preferred.version}, ${preferred.description}), no test asked for it`;
    try {
      const { version, description, databases } = await starting;
      return `     ${name}: ${version}, from ${description}, ${databases} databases`;
    } catch (error) {
      return `  !! ${name}: NOT TESTED: ${reasonOf(error)}`;
    }
  }

  private run(name: EngineName): Promise<RunningEngine> {
    const known = this.running.get(name);
    if (known !== undefined) return known;
    const starting = startFirst(name, this.findings.find((finding) => finding.name === name)?.sources ?? []);
    this.running.set(name, starting);
    return starting;
  }
}

/** An image that cannot be had (no network) is no reason to go without the engine. */
async function startFirst(name: EngineName, sources: readonly EngineSource[]): Promise<RunningEngine> {
  const failures: unknown[] = [];
  for (const { description, start } of sources) {
    try {
      const engine = await start();
      const version = await ADMINISTRATION[name].version(engine.adminUrl);
      return { adminUrl: engine.adminUrl, stop: () => engine.stop(), version, description, left: new Set(), databases: 0 };
    } catch (error) {
      failures.push(new Error(`${description}: ${reasonOf(error)}`, { cause: error }));
    }
  }
  throw new AggregateError(failures, `${name} does not start: ${failures.map(reasonOf).join("; ")}`);
}
