import type { Database } from "../dialect/connection-target.js";
import { DatabaseError } from "../dialect/failure.js";
import { openDatabase } from "../dialect/open-database.js";
import { engineOf } from "../dialect/engines.js";
import type { Session } from "../dialect/session.js";
import { RefusedError, RunFailedError, UnreachableError } from "../errors.js";
import { pause } from "./back-off.js";
import type { Work } from "./work.js";

/** How long an answer holds, and how long a wait is before the next question, in milliseconds. */
const ASK_EVERY = 1_000;
/** Milliseconds between two notes to a person who waits. */
const NOTE_EVERY = 10_000;

type Watched = Pick<Work, "settings" | "connection" | "progress" | "stop" | "now">;

/** Who a run waits for. `seconds` is undefined where nobody can tell how far behind it is. */
interface Laggard {
  readonly says: string;
  readonly seconds: number | undefined;
}

/** A replica of `run.replicaUrls`, connected when it is first asked. */
interface Replica {
  readonly database: Database;
  session: Session | undefined;
}

/** Makes a run wait while replicas are further behind than `run.maxReplicaLagSeconds` allows. */
export class ReplicaWatch {
  #askedAt = Number.NEGATIVE_INFINITY;

  private constructor(
    private readonly options: Watched,
    private readonly mostSeconds: number | null,
    private readonly replicas: readonly Replica[],
  ) {}

  /**
   * @throws UsageError (64) where an address is malformed
   * @throws RefusedError (4) where the engine cannot tell the delay in the configured way
   */
  static async of(options: Watched, primary: Session): Promise<ReplicaWatch> {
    const { maxReplicaLagSeconds: most, replicaUrls } = options.settings.run;
    if (most === null) return new ReplicaWatch(options, null, []);
    const { delayOfReplica, delaySeenByPrimary } = engineOf(primary.dialect).inspection;
    const { displayName } = primary.dialect;
    if (delayOfReplica === undefined)
      throw cannotTell(
        `this program cannot tell how far replicas of ${displayName} are behind.`,
        "Leave the key out, and give replicas time with run.pauseMs.",
      );
    if (replicaUrls.length === 0 && delaySeenByPrimary === undefined)
      throw cannotTell(
        `a primary server of ${displayName} does not know how far its replicas are behind.`,
        "Name the replicas in run.replicaUrls.",
      );
    const { tls } = options.settings.database;
    const address = tls === null ? {} : { tls };
    const open = async (url: string): Promise<Replica> => ({
      database: await openDatabase({ url, ...address }),
      session: undefined,
    });
    return new ReplicaWatch(options, most, await Promise.all(replicaUrls.map(open)));
  }

  /**
   * Returns once every replica is near enough; asks at most every second.
   * @param where the step, for messages
   * @throws InterruptedError (130, 143, 129)
   * @throws RunFailedError (1) where for `run.retrySeconds` nobody could tell the delay of a replica
   */
  async waitUntilCaughtUp(where: string): Promise<void> {
    if (this.mostSeconds === null || this.#now() - this.#askedAt < ASK_EVERY) return;
    let notedAt = Number.NEGATIVE_INFINITY;
    let unknownSince: number | undefined;
    for (;;) {
      this.options.stop.throwIfAsked(`in the step ${where}, waiting for a replica`);
      const laggard = await this.#laggard(where, this.mostSeconds);
      const now = this.#now();
      this.#askedAt = now;
      if (laggard === undefined) return;
      unknownSince = laggard.seconds === undefined ? (unknownSince ?? now) : undefined;
      if (unknownSince !== undefined && now - unknownSince >= this.options.settings.run.retrySeconds * 1000)
        throw unknownDelay(where, laggard);
      if (now - notedAt >= NOTE_EVERY) {
        this.options.progress.note(`${where}: ${laggard.says}; waiting.`);
        notedAt = now;
      }
      await pause(ASK_EVERY, this.options.stop.asked);
    }
  }

  /** Closes the connections to replicas. Never throws. */
  async close(): Promise<void> {
    for (const replica of this.replicas) {
      await replica.session?.close().catch(() => undefined);
      await replica.database.close().catch(() => undefined);
    }
  }

  #now(): number {
    return this.options.now().getTime();
  }

  /** The first replica that is too far behind; undefined when there is none. */
  async #laggard(where: string, mostSeconds: number): Promise<Laggard | undefined> {
    if (this.replicas.length === 0) {
      const seconds = await this.options.connection.retrying(where, async (session) =>
        engineOf(session.dialect).inspection.delaySeenByPrimary?.(session),
      );
      const hidden = "this login may not see how far replicas are behind (GRANT pg_monitor, or name them in run.replicaUrls)";
      return judge(seconds, mostSeconds, "a replica", hidden);
    }
    for (const replica of this.replicas) {
      const laggard = await askReplica(replica, mostSeconds);
      if (laggard !== undefined) return laggard;
    }
    return undefined;
  }
}

function cannotTell(why: string, hint: string): RefusedError {
  return new RefusedError("REPLICA_LAG_UNKNOWN", `run.maxReplicaLagSeconds: ${why}`, { hint });
}

async function askReplica(replica: Replica, mostSeconds: number): Promise<Laggard | undefined> {
  const { label } = replica.database;
  try {
    replica.session ??= await replica.database.open();
    const seconds = await engineOf(replica.session.dialect).inspection.delayOfReplica?.(replica.session);
    return judge(seconds, mostSeconds, `the replica ${label}`, `${label} is no replica, or its replication is stopped`);
  } catch (error) {
    if (!(error instanceof DatabaseError) && !(error instanceof UnreachableError)) throw error;
    await replica.session?.close().catch(() => undefined);
    replica.session = undefined;
    return { says: `the replica ${label} does not tell how far it is behind (${error.message})`, seconds: undefined };
  }
}

function judge(seconds: number | undefined, mostSeconds: number, who: string, unknown: string): Laggard | undefined {
  if (seconds === undefined) return { says: unknown, seconds };
  if (seconds <= mostSeconds) return undefined;
  return { says: `${who} is ${Math.ceil(seconds)} s behind, ${mostSeconds} s are allowed`, seconds };
}

function unknownDelay(where: string, laggard: Laggard): RunFailedError {
  return new RunFailedError("REPLICA_LAG_UNKNOWN", `${where}: ${laggard.says}.`, {
    hint: "Let the replica catch up, or take it out of run.replicaUrls; then run the same command again to go on.",
  });
}
