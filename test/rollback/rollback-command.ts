import type { OptionsOf } from "../../src/commands/options.js";
import { runRollback } from "../../src/commands/rollback.js";
import { contextOf, endOf, settingsFor, type CommandEnd, type CommandWish } from "../support/run-command.js";
import type { CrmAddress } from "../support/crm-databases.js";

/** What a test wants otherwise than the bare `rollback --yes`. */
export interface RollbackWish extends CommandWish {
  readonly run?: string;
  readonly dryRun?: boolean;
  readonly dropLedger?: boolean;
  /** What is answered to the question; without it --yes is given. */
  readonly answer?: (question: string) => boolean;
}

/** Runs `rollback` in this process. @throws ConsentUpgradeError */
export async function rollBackOn(address: CrmAddress, wish: RollbackWish = {}): Promise<CommandEnd> {
  const { answer } = wish;
  const options: OptionsOf<"rollback"> = {
    yes: answer === undefined,
    run: wish.run,
    dryRun: wish.dryRun ?? false,
    dropLedger: wish.dropLedger ?? false,
  };
  const context = contextOf(settingsFor(address, wish.settings), wish, options);
  const confirm = (question: string): Promise<boolean> => Promise.resolve(answer?.(question) ?? true);
  return endOf(await runRollback({ ...context, confirm }));
}
