import { DatabaseError } from "./failure.js";
import type { TransactionMode } from "./statements.js";

/** The transactions of a session whose engine knows COMMIT and ROLLBACK alone. */
export abstract class TransactionalSession {
  #open = false;

  /** @param beginning the statements that begin a transaction of a mode */
  constructor(private readonly beginning: Readonly<Record<TransactionMode, readonly string[]>>) {}

  /** @throws DatabaseError */
  protected abstract send(text: string): Promise<unknown>;

  async begin(mode: TransactionMode): Promise<void> {
    for (const text of this.beginning[mode]) await this.send(text);
    this.#open = true;
  }

  async commit(): Promise<void> {
    await this.send("COMMIT");
    this.#open = false;
  }

  async rollback(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    try {
      await this.send("ROLLBACK");
    } catch (error) {
      // A connection that is gone has rolled back already.
      if (!(error instanceof DatabaseError && error.kind === "connection-lost")) throw error;
    }
  }
}
