import { wrong } from "../check.js";
import { DATABASE_REFUSED, POOLED_CONNECTION } from "../dialect/connect-failure.js";
import { examine, NOT_READ } from "../doctor/examine.js";
import { RefusedError, UnreachableError } from "../errors.js";
import { buildReport, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { withDatabase, withSession } from "./database-session.js";

/**
 * `doctor`: is this database, and this login, ready for the upgrade? One line per check; what the login may
 * not see is a warning. Writes nothing, takes no lock.
 * @returns exit 0, or 3 where a check failed
 * @throws UsageError (64), UnreachableError (69)
 */
export async function runDoctor(context: CommandContext<OptionsOf<"doctor">>): Promise<CommandResult> {
  const startedAt = context.now();
  const result = await examinedOrPooled(context, startedAt);
  return context.options.grants ? { ...result, plain: grantsOf(result) } : result;
}

/** Above a block for a login that may not read. */
const AT_MOST = "-- What is to be written shows once the login may read. Until then: all that apply and rollback may need.";

/** Every GRANT that a check names, each once and on a line of its own: one block to paste. */
function grantsOf({ reports }: CommandResult): string {
  const hints = reports.flatMap(({ checks }) =>
    checks.filter(({ id, outcome }) => id.startsWith("right-") && outcome !== "pass"),
  );
  // What else a hint says does not end as a statement does.
  const grants = new Set(hints.flatMap(({ hint }) => hint?.split("\n").filter((line) => line.endsWith(";")) ?? []));
  if (grants.size === 0) return "-- No GRANT is missing.\n";
  const isMost = reports.some(({ checks }) => checks.some(({ message }) => message === NOT_READ.message));
  return `${[...(isMost ? [AT_MOST] : []), ...grants].join("\n")}\n`;
}

function examinedOrPooled(context: CommandContext<OptionsOf<"doctor">>, startedAt: Date): Promise<CommandResult> {
  return examined(context, startedAt).catch((error: unknown) => {
    if (context.options.grants && error instanceof UnreachableError && error.code === DATABASE_REFUSED)
      return examined(context, startedAt, "outside");
    // Known before there is a session to examine.
    if (!(error instanceof RefusedError) || error.code !== POOLED_CONNECTION) throw error;
    const checks = [wrong("pooler", error.message, error.hint ?? "")];
    return { reports: [buildReport(frameOf("doctor", context, startedAt), "not-ready", { checks })], exitCode: 3 as const };
  });
}

/** @param where outside of the database, where the login may not use it yet */
function examined(
  context: CommandContext<OptionsOf<"doctor">>,
  startedAt: Date,
  where: "inside" | "outside" = "inside",
): Promise<CommandResult> {
  return withDatabase(context.settings, (database) => {
    const { open, openOutside = open } = database;
    return withSession({ ...database, open: where === "inside" ? open : openOutside }, context.stop, async (session) => {
      const checks = await examine({ ...context, session });
      const ready = checks.every(({ outcome }) => outcome !== "fail");
      const frame = frameOf("doctor", context, startedAt, session);
      return {
        reports: [buildReport(frame, ready ? "ready" : "not-ready", { checks: [...checks] })],
        exitCode: ready ? 0 : 3,
      };
    });
  });
}
