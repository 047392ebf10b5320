import { refuseUnmet } from "../preconditions/precondition.js";
import { excludedSelections } from "../preconditions/preconditions.js";
import type { ExplainedPerson } from "../report/report.js";
import { UsageError } from "../errors.js";
import { readAtFirstSight } from "../preconditions/ready-database.js";
import { thesePersons } from "../steps/person-range.js";
import { explainPersons } from "../work/explain.js";
import { selectSteps } from "../work/select-steps.js";
import { buildReport, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { readingUndisturbed, inSession } from "./database-session.js";

/** Each id is bound many times in a statement. */
const AT_ONCE = 20;
const MOST_IDS = 1000;

/**
 * `explain ID…`: why these contacts get, or have, what they get. Reads only, with the steps' own SQL.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4)
 */
export async function runExplain(context: CommandContext<OptionsOf<"explain">>): Promise<CommandResult> {
  const ids = context.options.ids;
  if (ids.length > MOST_IDS) {
    throw new UsageError("TOO_MANY_IDS", `explain takes at most ${String(MOST_IDS)} ids, and got ${String(ids.length)}.`, {
      hint: "Give fewer ids at a time.",
    });
  }
  const startedAt = context.now();
  return inSession(context, (session) =>
    readingUndisturbed([session], context, async () => {
      const { upgrade, state } = await readAtFirstSight(session, context.settings);
      await refuseUnmet([excludedSelections], { upgrade, steps: [] });
      const selected = selectSteps(context.steps, context.settings, { only: [], skip: [], rerun: [] }, state);
      const persons: ExplainedPerson[] = [];
      for (let first = 0; first < ids.length; first += AT_ONCE) {
        context.stop.throwIfAsked();
        const some = ids.slice(first, first + AT_ONCE);
        const found = await explainPersons(upgrade, state, selected, thesePersons(session.dialect, some));
        persons.push(...some.map((id) => found.get(id) ?? unknown(id)));
      }
      const frame = frameOf("explain", context, startedAt, session);
      return { reports: [buildReport(frame, "explained", { persons })], exitCode: 0 as const };
    }),
  );
}

function unknown(id: number): ExplainedPerson {
  const mailings = { counted: 0, first: null, last: null, notCounted: [] };
  return { id, exists: false, facts: [], mailings, consents: [], decisions: [] };
}
