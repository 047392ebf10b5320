import type { Reach } from "../report/report.js";
import { countReach, reachOf } from "./reach.js";
import { stepContext, type UpgradeContext } from "./upgrade-context.js";

/** Whom mailings reach as the consents stand, nothing pending. @throws DatabaseError */
export async function reachNow(upgrade: UpgradeContext): Promise<Reach> {
  const { reference } = upgrade;
  return reachOf(await countReach(upgrade.session, stepContext(upgrade, reference, "")), [], reference);
}
