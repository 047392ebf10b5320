import type { Code } from "../dialect/script-language.js";
import { sql } from "../dialect/sql.js";
import { replicasQuery, travellersOut } from "../preconditions/guards.js";
import { runStatement, type NewRun } from "../ledger/run-record.js";
import { comment, ints, statement } from "./code-lines.js";
import { consentsBefore } from "./consents-before.js";
import type { ScriptInput, ScriptPlan } from "./script-plan.js";
import { isDone, type ScriptStep } from "./step-frame.js";

/** Takes the lock, and stops where the database is not as it was when the script was made. */
export function lockPart(plan: ScriptPlan): Code {
  const { language, upgrade, logSequence } = plan;
  const replicas =
    logSequence !== undefined || upgrade.settings.run.replicationLog === "never"
      ? []
      : language.when(
          sql`EXISTS (${replicasQuery(upgrade.relations)})`,
          language.stop("Satellites or travellers exist by now: make a new script."),
        );
  return [
    ...comment("One run at a time: the lock that consent-upgrade itself takes. It ends with the session at the latest."),
    ...language.block([], [...language.checks(plan.session.server.database), ...language.takeLock(plan.lockName)]),
    ...language.block(
      [],
      [
        ...language.when(
          sql`EXISTS (${travellersOut(upgrade.relations)})`,
          language.stop("Travellers are out: let them come home first."),
        ),
        ...replicas,
        ...language.say("The lock is taken."),
      ],
    ),
    "",
  ];
}

/** Stops where the lock is not held: a client that goes on after errors must not go on with this. */
export function stopWithoutLock({ language, lockName }: ScriptPlan): Code {
  return language.when(sql`NOT (${language.holdsLock(lockName)})`, language.stop("The lock is not held: see the first error."));
}

/** Begins the run, or goes on with it; nothing where every step is done. */
export function beginPart(plan: ScriptPlan, { upgrade, toolVersion }: ScriptInput, steps: readonly ScriptStep[]): Code {
  const { language, dialect, ledger, runId, ownerToken } = plan;
  const run = ledger.table("run");
  const now = dialect.utcNow();
  const { login: holder_login, machine: holder_machine, session: holder_session } = language;
  const holder = { owner_token: ownerToken, holder_login, holder_machine, holder_session };
  const begun: NewRun = {
    ...holder,
    run_id: runId,
    tool_version: toolVersion,
    language: upgrade.language.language,
    consents_before: consentsBefore(plan),
    settings: upgrade.settings,
  };
  const row = runStatement(ledger, begun, language.variable("cu_run_no"), now);
  const taken = { status: "running", heartbeat_at: now, ...holder, attempts: sql`attempts + 1` };
  const again = ledger.updateStatement("run", taken, { run_id: runId });
  const ours = sql`SELECT 1 FROM ${run} r WHERE r.run_id = ${runId}`;
  const begin = [
    ...language.when(
      sql`EXISTS (${ours} AND r.status IN ('rolling-back', 'rolled-back'))`,
      language.stop("This run was rolled back: make a new script with consent-upgrade plan --sql."),
    ),
    ...language.when(
      sql`EXISTS (SELECT 1 FROM ${run} r WHERE r.run_id <> ${runId} AND r.status IN ('running', 'interrupted', 'failed', 'rolling-back')
        AND r.run_no = (SELECT MAX(n.run_no) FROM ${run} n))`,
      language.stop("Another run is not finished: end it with consent-upgrade apply or rollback first."),
    ),
    ...language.begin,
    ...language.assign("cu_run_no", sql`(SELECT COALESCE(MAX(r.run_no), 0) + 1 FROM ${run} r)`),
    ...language.assign("cu_known", sql`(SELECT COUNT(*) FROM ${run} r WHERE r.run_id = ${runId})`),
    ...language.when(sql`${language.variable("cu_known")} > 0`, statement(plan, again)),
    ...language.when(sql`${language.variable("cu_known")} = 0`, statement(plan, row)),
    ...language.commit,
  ];
  const pending = steps.map((step) => sql`NOT ${isDone(plan, step)}`);
  const nothing = steps.map((step) => isDone(plan, step));
  return [
    ...comment("The run, as the ledger knows it."),
    ...language.block(ints("cu_run_no", "cu_known"), [
      ...stopWithoutLock(plan),
      ...language.when(sql.join(pending, " OR "), begin),
      ...language.when(sql.and(nothing), language.say("Every step is done already: nothing changes.")),
    ]),
    "",
  ];
}

/** Ends the run and gives the lock back. */
export function endPart(plan: ScriptPlan, steps: readonly ScriptStep[]): Code {
  const { language, dialect, ledger, runId } = plan;
  const finished = ledger.updateStatement(
    "run",
    { status: "finished", finished_at: dialect.utcNow(), heartbeat_at: dialect.utcNow() },
    { run_id: runId, status: "running" },
  );
  const done = sql.and(steps.map((step) => isDone(plan, step)));
  return [
    ...comment("The end of the run. Restart the CRM servers afterwards: they cache lists."),
    ...language.block(
      [],
      [
        ...language.when(
          sql`NOT (${done})`,
          language.stop("Not every step is done: see the first error, and run the script again."),
        ),
        ...language.begin,
        ...statement(plan, sql`DELETE FROM ${ledger.table("history")}`),
        ...statement(plan, finished),
        ...language.commit,
        ...language.releaseLock(plan.lockName),
        ...language.say("The upgrade is done."),
      ],
    ),
  ];
}
