import type { Catalog } from "../dialect/catalog.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { engineOf } from "../dialect/engines.js";
import { doubtful, fine, type Checks, type Check } from "../check.js";
import type { WrittenBytes } from "../dialect/written-bytes.js";
import { inTransaction } from "../dialect/session.js";
import type { PendingWrites } from "../preconditions/needed-rights.js";
import { asIfSeen, neededRights, readLogin, rightsBeyond, type Login } from "../preconditions/missing-rights.js";
import { pendingWrites, possibleWrites } from "../preconditions/pending-writes.js";
import { CONSENT_TABLES, ESSENTIAL_TABLES } from "../crm/tables.js";
import { vendorModel } from "../crm/vendor-model.js";
import { consentTables, excludedSelections, OF_DATA, writable } from "../preconditions/preconditions.js";
import { knownTables, rowSecurity, version } from "../preconditions/ready-database.js";
import { NO_LEDGER, readLedgerState, stepProgress } from "../ledger/step-states.js";
import { readUpgradeContext, type UpgradeContext } from "../work/upgrade-context.js";
import type { StepDefinition } from "../steps/step.js";
import { group, type Examination } from "./check.js";
import { crmTables } from "./crm-checks.js";
import { referenceRows, travellers } from "./data-checks.js";
import { estimate } from "./estimate.js";
import { crmSettings } from "./settings-checks.js";
import { indexes } from "./index-checks.js";
import { ledger, lock } from "./ledger-checks.js";
import { rightsFor, schemaRight } from "./rights-checks.js";
import { openTransactions, reachable, triggers } from "./server-checks.js";

/**
 * All checks, in the order in which they build on each other: without the rights to read, the data is not
 * looked at; what one group cannot tell does not keep the others from being asked.
 * @throws DatabaseError where the connection is lost
 */
export async function examine(examination: Examination): Promise<readonly Check[]> {
  const { session, settings } = examination;
  const inspection = engineOf(session.dialect).inspection;
  const lines: Check[] = [];
  const add = async (id: string, what: string, checks: () => Promise<Checks>): Promise<boolean> => {
    const found = await group(id, what, examination, checks);
    lines.push(...found);
    return found.every(({ outcome }) => outcome !== "fail");
  };
  lines.push(reachable(session));
  await add(version.id, version.what, () => version.check(session));
  await add(writable.id, writable.what, () => writable.check({ upgrade: { session } }));
  const catalog = await readKnownCatalog(session, { toUndo: true });
  const tables = knownTables(catalog);
  const rights: { login?: Login } = {};
  let readable = await add("right-plan", "which rights the login has", async () => {
    const login = await readLogin({ session, catalog, settings });
    rights.login = login;
    const needed = neededRights(asIfSeen(login), "plan", undefined);
    const ofSeen = needed.filter(({ table }) => !login.hidden.includes(table));
    const toRead = [...schemaRight(login, needed), ...rightsFor(login, "plan", ofSeen)];
    return toRead.every(({ outcome }) => outcome !== "fail")
      ? toRead
      : [...toRead, ...possibleRights(examination, asIfSeen(login))];
  });
  const hidden = rights.login?.hidden ?? [];
  if (!ESSENTIAL_TABLES.some((table) => hidden.includes(table)))
    readable = (await add("tables", "which tables there are", () => crmTables({ session, catalog }))) && readable;
  readable = (await add(rowSecurity.id, rowSecurity.what, () => rowSecurity.check({ session, catalog }))) && readable;
  if (!CONSENT_TABLES.some((table) => hidden.includes(table)))
    lines.push(...[await consentTables.check({ upgrade: { catalog } })].flat());
  if (readable) await add("data", "what the tables hold", () => data(examination, catalog, rights.login, add));
  else lines.push(NOT_READ);
  lines.push(...indexes(session.dialect, catalog));
  await add("characters", "collation and character set", () => inspection.characters(session, catalog.schema, tables));
  await add("settings", "isolation and lock settings", () => inspection.settings(session, catalog.schema, tables));
  await add("triggers", "which triggers there are", () => triggers(session, catalog));
  await add("replicas", "whether there are replicas", () => inspection.replicas(session));
  await add("open-transactions", "whether transactions are open for long", () => openTransactions(session));
  await add("lock", "whether a run is at work", () => lock(session, catalog));
  await add("backup", "when the last backup was made", () => inspection.backup(session));
  return lines;
}

/** Nobody should take what was not looked at for sound. */
export const NOT_READ = doubtful(
  "data",
  "Not checked: which rights apply and rollback need at least, reference rows, sequence, duplicates, travellers, duration and space.",
  "Mend first what failed above, then run doctor again.",
);

type AddGroup = (id: string, what: string, checks: () => Promise<Checks>) => Promise<boolean>;

/** What needs the rights to read. */
async function data(examination: Examination, catalog: Catalog, login: Login | undefined, add: AddGroup): Promise<Checks> {
  const { session, settings } = examination;
  const upgrade = await readUpgradeContext(session, settings, { toUndo: true });
  await add("ledger", "whether there is a ledger", () => ledger(session, catalog));
  const configured = examination.steps.filter((step) => step.isConfigured?.(settings) ?? true);
  const pending = await pendingSteps(upgrade, configured);
  if (login !== undefined)
    await add("right-apply", "what apply would write", () =>
      writingRights(upgrade, login, { pending, configured, all: examination.steps }),
    );
  await add("reference", "which reference rows there are", () => Promise.resolve(referenceRows(upgrade)));
  await add("crm-settings", "how the CRM's own settings stand", () => crmSettings(upgrade));
  const place = { upgrade, steps: pending };
  for (const { id, what, check } of [...OF_DATA, excludedSelections]) await add(id, what, () => check(place));
  await add("travellers", "whether there are satellites or travellers", () => travellers(upgrade, settings));
  await amounts(examination, upgrade, pending, add);
  return [];
}

async function pendingSteps(
  { session, ledger: stored }: UpgradeContext,
  configured: readonly StepDefinition[],
): Promise<readonly StepDefinition[]> {
  const state = stored === undefined ? NO_LEDGER : await readLedgerState(session, stored);
  return configured.filter((step) => stepProgress(state, step.id) !== "done");
}

async function writingRights(
  upgrade: UpgradeContext,
  login: Login,
  { pending, configured, all }: Readonly<Record<"pending" | "configured" | "all", readonly StepDefinition[]>>,
): Promise<Checks> {
  // Where the vendor's own upgrade has to create the consent tables, the login needs no right to.
  const writing = vendorModel(upgrade.catalog) === undefined ? pending : pending.filter(({ kind }) => kind !== "schema");
  const write = pending.length === 0 ? undefined : await pendingWrites(upgrade, writing);
  return toWriteAndUndo(login, write, await pendingWrites(upgrade, configured, all));
}

/** What apply and rollback need at most, told with what is missing to read: all that is missing comes in one block. */
function possibleRights({ settings, steps }: Examination, login: Login): readonly Check[] {
  const configured = steps.filter((step) => step.isConfigured?.(settings) ?? true);
  const writes = possibleWrites(login.catalog, settings, configured);
  return toWriteAndUndo(login, writes, writes);
}

function toWriteAndUndo(login: Login, applied: PendingWrites | undefined, undone: PendingWrites): readonly Check[] {
  const read = neededRights(login, "plan", undefined);
  const write = applied === undefined ? [] : rightsBeyond(neededRights(login, "apply", applied), read);
  const undo = rightsBeyond(neededRights(login, "rollback", undone), [...read, ...write]);
  return [...rightsFor(login, "apply", write), ...rightsFor(login, "rollback", undo)];
}

/** The choice that `run.mode` is, and how many times as long it takes. */
const MODES = {
  window: {
    times: 1,
    says: "run.mode is window: as fast as the server goes; with office people can work meanwhile, and it takes up to five times as long.",
  },
  office: { times: 5, says: "run.mode is office: people can work meanwhile; with window it takes down to a fifth of that." },
} as const;

/** Time and space, by a look at a few contacts in one read-only transaction. */
async function amounts(
  { session, now }: Examination,
  upgrade: UpgradeContext,
  pending: readonly StepDefinition[],
  add: AddGroup,
): Promise<void> {
  const found: { written?: WrittenBytes } = {};
  await add("duration", "how long apply takes", async () => {
    const expected = await inTransaction(session, "read", () => estimate(upgrade, pending, now));
    found.written = expected.written;
    const { times, says } = MODES[upgrade.settings.run.mode];
    const seconds = expected.seconds * times;
    const time = seconds < 60 ? "less than a minute" : `about ${Math.ceil(seconds / 60)} min`;
    const why = "by a look at the first of them: a guess, and more while users work";
    return fine("duration", `apply takes ${time} for ${expected.persons} contacts, ${why}. ${says}`);
  });
  const { written } = found;
  if (written === undefined) return;
  await add("space", "how much space is free", () => engineOf(session.dialect).inspection.space(session, written));
}
