import type { Database } from "../dialect/connection-target.js";
import type { Report } from "../report/report.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { withDatabase, withSession } from "./database-session.js";

/**
 * `fixture`: creates a sample CRM database in an empty database or schema.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4) where there is a table already
 */
export async function runFixture(context: CommandContext<OptionsOf<"fixture">>): Promise<CommandResult> {
  return withDatabase(
    context.settings,
    async (database) => ({ reports: [await createFixture(database, context, context.options)], exitCode: 0 }),
    { createEmbedded: true },
  );
}

/** Creates the sample and reports it. @throws RefusedError (4), DatabaseError */
export function createFixture(
  database: Database,
  context: CommandContext<unknown>,
  options: OptionsOf<"fixture">,
): Promise<Report> {
  const startedAt = context.now();
  const { language } = context.settings;
  return withSession(database, context.stop, async (session) => {
    context.progress.stepStarted("fixture", options.persons);
    const figures = await context.fixture(session, {
      ...options,
      ...(language === null ? {} : { language }),
      onProgress: (done, total) => {
        context.stop.throwIfAsked("while the sample was being created; it is not complete");
        context.progress.advanced(Math.round((done / total) * options.persons), done);
      },
    });
    context.progress.stepDone();
    context.progress.close();
    const frame = frameOf("fixture", context, startedAt, session);
    const created = { code: "SAMPLE_CREATED", count: figures.persons, params: { seed: String(options.seed) } };
    return buildReport(frame, "created", { attention: attentionOf([created], context.lang) });
  });
}
