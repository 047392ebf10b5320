import { verifyDatabase } from "../verify/verify-database.js";
import { buildReport, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import { readingUndisturbed, withDatabase, withSessions } from "./database-session.js";

/**
 * `verify`: states the rules of the upgrade anew and checks them all, in read transactions. Exit 3
 * where one is violated, or where nothing was ever applied; what users did since is a warning.
 * @throws UnreachableError (69), RefusedError (4), RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function runVerify(context: CommandContext): Promise<CommandResult> {
  const { settings, stop, progress } = context;
  return withDatabase(settings, (database) =>
    withSessions(database, stop, async (sessions) => {
      const startedAt = context.now();
      const { checks, runId } = await readingUndisturbed(sessions, context, () =>
        verifyDatabase(sessions, context.steps, settings, (rule) => {
          stop.throwIfAsked();
          progress.stepStarted(rule, undefined);
        }),
      );
      progress.close();
      const violated = checks.some((check) => check.outcome === "fail");
      const frame = frameOf("verify", context, startedAt, sessions[0]);
      const report = buildReport(frame, violated ? "violations" : "verified", { runId, checks: [...checks] });
      return { reports: [report], exitCode: violated ? 3 : 0 };
    }),
  );
}
