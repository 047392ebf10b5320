import { DatabaseError } from "../dialect/failure.js";
import type { Session } from "../dialect/session.js";
import { soon } from "../dialect/within.js";
import { ConsentUpgradeError, UnreachableError } from "../errors.js";
import type { PersonStep, StepDefinition, StepId } from "../steps/step.js";
import { askAttention } from "../report/ask-attention.js";
import type { Finding } from "../steps/finding.js";
import { BatchSize } from "./batch-size.js";
import { fillHistoryByRanges, fillHistoryTable, readsByRange } from "./history-table.js";
import { isGentle } from "./read-beside.js";
import { stepsToRun, type SelectedStep } from "./select-steps.js";
import { stepContext, type UpgradeFacts } from "./upgrade-context.js";
import type { Work } from "./work.js";

/** Milliseconds after which what was read is read anew: `verify` allows the history of a step an hour before its beginning. */
const FRESH = 30 * 60_000;

/** What is read for a step before its turn: the one or the other. */
interface ReadAhead {
  readonly findings?: readonly Finding[];
  /** The history stands in the work table. */
  readonly isGathered?: true;
}

/** Reading that has begun. */
interface Reading {
  readonly step: StepId;
  readonly since: number;
  /** Whether the history is gathered, which the step then waits for; undefined where nothing can be read ahead. */
  readonly gathers: Promise<boolean | undefined>;
  /** Undefined where nothing came of it: then the step reads for itself. */
  readonly result: Promise<ReadAhead | undefined>;
}

/**
 * While a step writes, another connection gathers the mailing history for the next one, on the engines where that is worth
 * it: without it `apply` takes 1.27 to 1.57 times as long (PostgreSQL, 40 000 contacts of the sample, three times in turn, two
 * processors that others used as well). What needs attention the step looks for meanwhile itself: a third
 * statement at work at a time is no faster on two processors, and users feel it. Where nothing is gathered ahead, that is what
 * is looked for. The connection writes into the tool's own work table only, and may fail: the step then does it itself.
 * Not where a run has to be gentle (`run.mode: office`, `run.pauseMs`, `run.maxReplicaLagSeconds`).
 */
export class LookAhead {
  #reading: Reading | undefined;
  readonly #sessions = new Set<Session>();
  #closed = false;
  readonly #onStop = (): void => {
    void this.#end();
  };

  constructor(
    private readonly work: Work,
    private readonly selected: readonly SelectedStep[],
  ) {
    work.stop.asked.addEventListener("abort", this.#onStop);
  }

  /** Begins to read for the step after this one, where that pays and nothing that this one writes can change it. */
  begin(current: StepDefinition, upgrade: UpgradeFacts): void {
    const step = stepAfter(this.selected, current);
    if (step === undefined || isGentle(this.work.settings) || this.#reading !== undefined) return;
    let tell: (gathers: boolean | undefined) => void = () => undefined;
    const gathers = new Promise<boolean | undefined>((resolve) => (tell = resolve));
    const result = this.#read(step, upgrade, tell)
      .catch((error: unknown) => this.#withoutIt(step, error))
      .finally(() => tell(undefined));
    // Waited for in `findings` or `isGathered`, if ever.
    result.catch(() => undefined);
    this.#reading = { step: step.id, since: this.#now(), gathers, result };
  }

  /** What was found for a step, once all of it is there. Undefined where the step has to look for itself. */
  async findings(step: StepId): Promise<readonly Finding[] | undefined> {
    if (this.#reading?.step !== step || (await this.#reading.gathers) === true) return undefined;
    return (await this.#take(step))?.findings;
  }

  /** Whether the history of a step is gathered, once it is. */
  async isGathered(step: StepId): Promise<boolean> {
    return (await this.#take(step))?.isGathered === true;
  }

  /** Ends what is still at work. Never throws. */
  async close(): Promise<void> {
    this.work.stop.asked.removeEventListener("abort", this.#onStop);
    await this.#end();
  }

  async #take(step: StepId): Promise<ReadAhead | undefined> {
    const reading = this.#reading;
    if (reading?.step !== step) return undefined;
    const result = await reading.result;
    const taken = this.#now() - reading.since > FRESH ? undefined : result;
    if (taken !== undefined) this.work.log.debug({ step, isGathered: taken.isGathered === true }, "read ahead");
    return taken;
  }

  #now(): number {
    return this.work.now().getTime();
  }

  async #read(step: PersonStep, upgrade: UpgradeFacts, tell: (gathers: boolean) => void): Promise<ReadAhead | undefined> {
    return this.#inSession(async (session) => {
      if (!session.dialect.readsBesideWrites) return undefined;
      const { ledger, run, settings } = this.work;
      const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
      const rows = step.rows(context);
      const { source } = rows;
      const byRange = source !== undefined && readsByRange(session.dialect, source);
      const { gathersAhead } = session.dialect;
      if (source !== undefined && !byRange && !gathersAhead) return undefined;
      tell(source !== undefined && gathersAhead);
      if (source === undefined || !gathersAhead) return { findings: await askAttention(session, step.attention(context, rows)) };
      if (byRange) {
        const size = new BatchSize(settings.run.batchMs, settings.run.maxBatch);
        await fillHistoryByRanges(session, ledger, source, upgrade.relations, size, () => this.#unlessClosed());
      } else await fillHistoryTable(session, ledger, source);
      return { isGathered: true };
    });
  }

  /** Does something on a connection of its own. @throws UnreachableError (69), and what the work throws */
  async #inSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.work.connection.openAnother();
    this.#sessions.add(session);
    try {
      this.#unlessClosed();
      return await work(session);
    } finally {
      this.#sessions.delete(session);
      await soon(session.close());
    }
  }

  #unlessClosed(): void {
    if (this.#closed) throw new UnreachableError("NO_ANSWER", "The run ends.");
  }

  #withoutIt(step: PersonStep, error: unknown): undefined {
    if (!(error instanceof DatabaseError) && !(error instanceof ConsentUpgradeError)) throw error;
    this.work.log.debug({ step: step.id, err: error }, "nothing was read ahead");
    return undefined;
  }

  async #end(): Promise<void> {
    this.#closed = true;
    for (const session of this.#sessions) await soon(session.cancel());
    await soon(this.#reading?.result);
  }
}

/** The next step to run, where it goes by persons too and writes rows that the current one does not. */
function stepAfter(selected: readonly SelectedStep[], current: StepDefinition): PersonStep | undefined {
  const left = stepsToRun(selected);
  const next = left[left.indexOf(current) + 1];
  if (current.kind !== "persons" || next?.kind !== "persons") return undefined;
  return current.purpose === next.purpose ? undefined : next;
}
