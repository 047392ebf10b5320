import type { Settings } from "../config/settings.js";
import type { Session } from "../dialect/session.js";
import type { Check } from "../check.js";
import type { StepDefinition, StepId } from "../steps/step.js";
import { consentRows } from "./consent-rows-rule.js";
import { emarketing } from "./emarketing-rule.js";
import { existingRows } from "./existing-rows-rule.js";
import { interests } from "./interests-rule.js";
import { ledgerFigures } from "./ledger-rule.js";
import { newContacts } from "./new-contacts-rule.js";
import { noMailings } from "./no-mailings-rule.js";
import { privacy } from "./privacy-rule.js";
import { referenceData, schema } from "./reference-rule.js";
import { replication } from "./replication-rule.js";
import { NEVER_APPLIED, runChecks } from "./run-checks.js";
import { salesAndService } from "./sales-and-service-rule.js";
import { sequences } from "./sequence-rule.js";
import { subscriptionTypes } from "./subscription-types-rule.js";
import { templateLinks } from "./template-links-rule.js";
import { readVerification, type Verification } from "./verification.js";

/** What was verified. */
export interface Verified {
  readonly checks: readonly Check[];
  /** The newest run that stands; null where there is none. */
  readonly runId: string | null;
}

/** Rules in the order in which the report shows them, with what progress calls them. */
const RULES: readonly (readonly [StepId | "ledger", (verification: Verification) => Promise<readonly Check[]>])[] = [
  ["consent-schema", schema],
  ["reference-data", referenceData],
  ["sales-and-service", salesAndService],
  ["emarketing-from-mailing-history", emarketing],
  ["no-mailings-to-withdrawn", noMailings],
  ["subscription-types", subscriptionTypes],
  ["template-links", templateLinks],
  ["interests-to-subscriptions", interests],
  ["default-legal-basis", newContacts],
  ["emarketing-privacy", privacy],
  ["ledger", consentRows],
  ["ledger", existingRows],
  ["ledger", sequences],
  ["ledger", ledgerFigures],
  ["ledger", replication],
];

/**
 * Checks a database against the rules of the upgrade, all of them, whatever the first one says. Must
 * run in a read transaction, so that all queries are of one moment.
 * @param before is called before each group of rules
 * @throws RefusedError (4) for a ledger of a newer version
 * @throws DatabaseError
 */
export async function verifyDatabase(
  session: Session,
  steps: readonly StepDefinition[],
  settings: Settings,
  before: (rule: StepId | "ledger") => void,
): Promise<Verified> {
  await session.dialect.joinWholeTables?.(session);
  const verification = await readVerification(session, settings);
  if (verification === undefined) return { checks: [NEVER_APPLIED], runId: null };
  const checks: Check[] = [...runChecks(verification, steps, settings)];
  if (verification.passes.length > 0) {
    for (const [name, rule] of RULES) {
      before(name);
      checks.push(...(await rule(verification)));
    }
  }
  return { checks, runId: verification.passes.at(-1)?.runId ?? null };
}
