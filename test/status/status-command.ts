import type { OptionsOf } from "../../src/commands/options.js";
import { runReport } from "../../src/commands/report.js";
import { runStatus } from "../../src/commands/status.js";
import type { CrmAddress } from "../support/crm-databases.js";
import { contextOf, endOf, settingsFor, type CommandEnd, type CommandWish } from "../support/run-command.js";

/** Runs `status` in this process. @throws ConsentUpgradeError */
export async function statusOn(address: CrmAddress, wish: CommandWish = {}, exitCode = false): Promise<CommandEnd> {
  return endOf(await runStatus(contextOf(settingsFor(address, wish.settings), wish, { exitCode })));
}

/** Runs `report` in this process. @throws ConsentUpgradeError */
export async function reportOn(
  address: CrmAddress,
  options: Partial<OptionsOf<"report">> = {},
  wish: CommandWish = {},
): Promise<CommandEnd> {
  const whole: OptionsOf<"report"> = {
    support: undefined,
    summary: [],
    lastAttempt: false,
    run: undefined,
    evidence: undefined,
    includePersonalData: false,
    ...options,
  };
  return endOf(await runReport(contextOf(settingsFor(address, wish.settings), wish, whole)));
}
