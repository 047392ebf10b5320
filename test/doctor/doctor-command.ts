import { runDoctor } from "../../src/commands/doctor.js";
import type { Check } from "../../src/check.js";
import { contextOf, endOf, settingsFor, type CommandEnd, type CommandWish } from "../support/run-command.js";

/** Runs `doctor` in this process. @throws ConsentUpgradeError */
export async function runDoctorOn(
  address: { readonly url: string; readonly schema?: string },
  wish: CommandWish = {},
): Promise<CommandEnd> {
  return endOf(await runDoctor(contextOf(settingsFor(address, wish.settings), wish, { grants: false })));
}

/** The checks that did not pass, as `outcome id`. */
export function findings({ report }: CommandEnd): readonly string[] {
  return report.checks.filter(({ outcome }) => outcome !== "pass").map(({ id, outcome }) => `${outcome} ${id}`);
}

/** The checks that failed. */
export function failed({ report }: CommandEnd): readonly Check[] {
  return report.checks.filter(({ outcome }) => outcome === "fail");
}
