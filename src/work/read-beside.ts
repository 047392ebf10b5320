import type { Settings } from "../config/settings.js";
import type { Dialect } from "../dialect/dialect.js";
import { DatabaseError } from "../dialect/failure.js";
import type { Session } from "../dialect/session.js";
import { soon } from "../dialect/within.js";
import { ConsentUpgradeError } from "../errors.js";
import type { Work } from "./work.js";

/**
 * A connection on which the next records are read while the run's own writes those before them. It holds no lock and
 * writes nothing. Not where a run has to be gentle, nor where reading waits for writing. Without it `template-links` takes 1.23
 * times as long on PostgreSQL, 1.21 on MySQL, 1.11 on MariaDB (1 000 templates of 60 kB, three times in turn, two processors
 * that others used as well).
 */
export class ReadBeside {
  private constructor(
    private readonly work: Pick<Work, "log">,
    private session: Session | undefined,
  ) {}

  /** Opens the connection, where it is of use and can be had. */
  static async open(work: Pick<Work, "connection" | "settings" | "log">, dialect: Dialect): Promise<ReadBeside> {
    if (isGentle(work.settings) || !dialect.readsBesideWrites) return new ReadBeside(work, undefined);
    return new ReadBeside(work, await work.connection.openAnother().catch(notOurs));
  }

  /** Whether it is of use still. */
  get isOpen(): boolean {
    return this.session !== undefined;
  }

  /** @returns what was read; undefined where nothing came of it: then the run reads for itself, on its own connection */
  read<T>(reading: (session: Session) => Promise<T>): Promise<{ readonly found: T } | undefined> {
    const result = this.tryToRead(reading);
    // Nobody waits for it where the run ends before.
    result.catch(() => undefined);
    return result;
  }

  /** Never throws. */
  async close(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await soon(session?.close());
  }

  private async tryToRead<T>(reading: (session: Session) => Promise<T>): Promise<{ readonly found: T } | undefined> {
    const { session } = this;
    if (session === undefined) return undefined;
    try {
      return { found: await reading(session) };
    } catch (error) {
      notOurs(error);
      this.work.log.debug({ err: error }, "nothing is read beside the run any more");
      await this.close();
      return undefined;
    }
  }
}

/** Whether a run has to leave room for others: then one connection does all of its work, and rests in between. */
export function isGentle({ run: { mode, pauseMs, maxReplicaLagSeconds } }: Settings): boolean {
  return mode === "office" || pauseMs > 0 || maxReplicaLagSeconds !== null;
}

/** What a connection may fail with costs no more than the time that it would have saved. */
function notOurs(error: unknown): undefined {
  if (error instanceof DatabaseError || error instanceof ConsentUpgradeError) return undefined;
  throw error;
}
