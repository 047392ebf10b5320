import { isDeepStrictEqual } from "node:util";
import type { Settings } from "../config/settings.js";
import type { Session } from "../dialect/session.js";
import type { Check } from "../check.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
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
import { together } from "./together.js";
import { readVerification, type Verification } from "./verification.js";

/** What was verified. */
export interface Verified {
  readonly checks: readonly Check[];
  /** The newest run that stands; null where there is none. */
  readonly runId: string | null;
}

/** Asked by one session; or by all of them together, each for a share of the contacts. */
type Rule = (verification: Verification) => Promise<readonly Check[]>;
type SharedRule = (verifications: readonly [Verification, ...Verification[]]) => Promise<readonly Check[]>;

/** Rules in the order in which the report shows them, with what progress calls them. */
const RULES: readonly (readonly [StepId | "ledger", Rule | { readonly shared: SharedRule }])[] = [
  ["consent-schema", schema],
  ["reference-data", referenceData],
  ["sales-and-service", salesAndService],
  ["emarketing-from-mailing-history", { shared: emarketing }],
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
 * Checks a database against the rules of the upgrade, all of them, whatever the first one says.
 * @param sessions each in a read transaction, so that all queries of a rule are of one moment
 * @param before is called before each group of rules
 * @throws RefusedError (4) for a ledger of a newer version
 * @throws DatabaseError
 */
export async function verifyDatabase(
  sessions: readonly [Session, ...Session[]],
  steps: readonly StepDefinition[],
  settings: Settings,
  before: (rule: StepId | "ledger") => void,
): Promise<Verified> {
  const catalog = await readKnownCatalog(sessions[0]);
  const read = await together(sessions, async (session) => {
    await session.dialect.joinWholeTables?.(session);
    return readVerification(session, settings, catalog);
  });
  const [verification, ...others] = read;
  if (verification === undefined) return { checks: [NEVER_APPLIED], runId: null };
  const checks: Check[] = [...runChecks(verification, steps, settings)];
  if (verification.passes.length > 0) {
    // Where a run is at work, two sessions may have seen different batches of it.
    const besides = others.filter((other): other is Verification => isDeepStrictEqual(ledgerOf(verification), ledgerOf(other)));
    checks.push(...(await checkRules([verification, ...besides], before)));
  }
  return { checks, runId: verification.passes.at(-1)?.runId ?? null };
}

function ledgerOf(verification: Verification | undefined): unknown {
  return [verification?.state, verification?.batches];
}

async function checkRules(
  verifications: readonly [Verification, ...Verification[]],
  before: (rule: StepId | "ledger") => void,
): Promise<readonly Check[]> {
  const checks = new Map<number, readonly Check[]>();
  for (const [position, [name, rule]] of RULES.entries()) {
    if (typeof rule === "function") continue;
    before(name);
    checks.set(position, await rule.shared(verifications));
  }
  const left = [...RULES.entries()];
  await together(verifications, async (verification) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [position, [name, rule]] = next;
      if (typeof rule !== "function") continue;
      before(name);
      checks.set(position, await rule(verification));
    }
  });
  return RULES.flatMap((_, position) => checks.get(position) ?? []);
}
