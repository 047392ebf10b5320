import { DatabaseError } from "./failure.js";
import type { TransactionMode } from "./statements.js";

/** The transactions of a session. */
export abstract class TransactionalSession {
  /** That of the open transaction; undefined where none is open. */
  protected mode: TransactionMode | undefined;

  /**
   * @param beginning the statements that begin a transaction of a mode
   * @param undoing the statement that rolls one back
   */
  constructor(
    private readonly beginning: Readonly<Record<TransactionMode, readonly string[]>>,
    private readonly undoing = "ROLLBACK",
  ) {}

  /** @throws DatabaseError */
  protected abstract send(text: string): Promise<unknown>;

  async begin(mode: TransactionMode): Promise<void> {
    for (const text of this.beginning[mode]) await this.send(text);
    this.mode = mode;
  }

  async commit(): Promise<void> {
    await this.send("COMMIT");
    this.mode = undefined;
  }

  async rollback(): Promise<void> {
    if (this.mode === undefined) return;
    this.mode = undefined;
    try {
      await this.send(this.undoing);
    } catch (error) {
      // A connection that is gone has rolled back already.
      if (!(error instanceof DatabaseError && error.kind === "connection-lost")) throw error;
    }
  }
}
