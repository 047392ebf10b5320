import { DatabaseError } from "../dialect/failure.js";
import type { Session } from "../dialect/session.js";
import { soon } from "../dialect/within.js";
import { ConsentUpgradeError, UnreachableError } from "../errors.js";
import type { PersonStep, StepDefinition, StepId } from "../steps/step.js";
import type { EvidenceSource } from "../steps/row-set.js";
import { BatchSize } from "./batch-size.js";
import { fillHistoryByRanges, fillHistoryTable, readsByRange } from "./history-table.js";
import { isGentle } from "./read-beside.js";
import { stepsToRun, type SelectedStep } from "./select-steps.js";
import { stepContext, type UpgradeFacts } from "./upgrade-context.js";
import type { Work } from "./work.js";

/** Milliseconds after which it is gathered anew: `verify` allows the history of a step an hour before its beginning. */
const FRESH = 30 * 60_000;

/** Gathering that has begun. */
interface Gathering {
  readonly step: StepId;
  readonly since: number;
  /** False where nothing came of it: then the step gathers for itself. */
  readonly result: Promise<boolean>;
}

/**
 * While a step writes, another connection gathers the mailing history for the next one, on the engines where that is worth
 * it: without it `apply` takes 1.27 to 1.57 times as long on PostgreSQL (40 000 contacts of the sample), 1.25 times on MySQL
 * (200 000 of the bench) and 1.16 times on MariaDB (20 000), in turn, on two processors that others used as well. The connection writes into the tool's own
 * work table only, and may fail: the step then does it itself.
 * Not where a run has to be gentle (`run.mode: office`, `run.pauseMs`, `run.maxReplicaLagSeconds`).
 */
export class LookAhead {
  #gathering: Gathering | undefined;
  #session: Session | undefined;
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

  /** Begins to gather for the step after this one, where that pays and nothing that this one writes can change it. */
  begin(current: StepDefinition, upgrade: UpgradeFacts): void {
    const step = stepAfter(this.selected, current);
    if (step === undefined || this.#gathering !== undefined) return;
    if (!upgrade.dialect.gathersAhead || isGentle(this.work.settings)) return;
    const { source } = step.rows(stepContext(upgrade, upgrade.reference, this.work.run.runId.slice(0, 8)));
    if (source === undefined) return;
    const result = this.#gather(source, upgrade).catch((error: unknown) => this.#withoutIt(step, error));
    // Waited for in `isGathered`, if ever.
    result.catch(() => undefined);
    this.#gathering = { step: step.id, since: this.#now(), result };
  }

  /** Whether the history of a step is gathered, once it is. */
  async isGathered(step: StepId): Promise<boolean> {
    const gathering = this.#gathering;
    if (gathering?.step !== step) return false;
    const isGathered = (await gathering.result) && this.#now() - gathering.since <= FRESH;
    this.work.log.debug({ step, isGathered }, "gathered ahead");
    return isGathered;
  }

  /** Ends what is still at work. Never throws. */
  async close(): Promise<void> {
    this.work.stop.asked.removeEventListener("abort", this.#onStop);
    await this.#end();
  }

  #now(): number {
    return this.work.now().getTime();
  }

  /** On a connection of its own. @throws UnreachableError (69), DatabaseError */
  async #gather(source: EvidenceSource, { dialect, relations }: UpgradeFacts): Promise<true> {
    const { connection, ledger, settings } = this.work;
    const session = await connection.openAnother();
    this.#session = session;
    try {
      this.#unlessClosed();
      if (readsByRange(dialect, source)) {
        const size = new BatchSize(settings.run.batchMs, settings.run.maxBatch);
        await fillHistoryByRanges(session, ledger, source, relations, size, () => this.#unlessClosed());
      } else await fillHistoryTable(session, ledger, source);
      return true;
    } finally {
      this.#session = undefined;
      await soon(session.close());
    }
  }

  #unlessClosed(): void {
    if (this.#closed) throw new UnreachableError("NO_ANSWER", "The run ends.");
  }

  #withoutIt(step: PersonStep, error: unknown): false {
    if (!(error instanceof DatabaseError) && !(error instanceof ConsentUpgradeError)) throw error;
    this.work.log.debug({ step: step.id, err: error }, "nothing was gathered ahead");
    return false;
  }

  async #end(): Promise<void> {
    this.#closed = true;
    await soon(this.#session?.cancel());
    await soon(this.#gathering?.result);
  }
}

/** The next step to run, where it goes by persons too and writes rows that the current one does not. */
function stepAfter(selected: readonly SelectedStep[], current: StepDefinition): PersonStep | undefined {
  const left = stepsToRun(selected);
  const next = left[left.indexOf(current) + 1];
  if (current.kind !== "persons" || next?.kind !== "persons") return undefined;
  return current.purpose === next.purpose ? undefined : next;
}
