import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../dialect/open-database.js";
import type { ExitCode } from "../errors.js";
import { attentionOf } from "../report/attention.js";
import { runApply } from "./apply.js";
import type { CommandContext, CommandResult } from "./command.js";
import { readOptions, type OptionsOf } from "./options.js";
import { createFixture } from "./fixture.js";
import { runPlan } from "./plan.js";
import { runVerify } from "./verify.js";

type DemoContext = CommandContext<OptionsOf<"demo">>;

/** The sample of the demo: large enough to see every rule, small enough to be over in seconds. */
const SAMPLE = { ...readOptions("fixture", {}), persons: 2_000 };

/**
 * `demo`: sample, plan, apply and verify on an embedded PostgreSQL that is gone afterwards, unless
 * `--keep` asks for it. Each report is shown as soon as it is there.
 */
export async function runDemo(context: DemoContext): Promise<CommandResult> {
  const directory = await mkdtemp(join(tmpdir(), "consent-upgrade-demo-"));
  let kept = false;
  try {
    const url = `embedded:${directory}`;
    // Held open for the whole demo: otherwise every command would start and stop the server.
    const database = await openDatabase({ url }, { createEmbedded: true });
    try {
      const settings = { ...context.settings, database: { url, password: null, schema: null, tls: null } };
      const inner = { ...context, settings };
      const sample = await createFixture(database, inner, SAMPLE);
      kept = context.options.keep;
      if (kept) sample.attention.push(...attentionOf([{ code: "DATABASE_KEPT", params: { url } }], context.lang));
      await context.publish(sample);
      const exitCode = await upgradeSample(inner);
      return { reports: [], exitCode };
    } finally {
      await database.close();
    }
  } finally {
    if (!kept) await rm(directory, { recursive: true, force: true });
  }
}

async function upgradeSample(context: DemoContext): Promise<ExitCode> {
  const commands = [
    () => runPlan({ ...context, options: readOptions("plan", {}) }),
    () => runApply({ ...context, options: { ...readOptions("apply", {}), yes: true } }),
    () => runVerify({ ...context, options: {} }),
  ];
  for (const command of commands) {
    context.stop.throwIfAsked();
    const { reports, exitCode } = await command();
    // The report of an interrupted run tells how to go on with it: here there will be nothing to go on with.
    if (reports.some(({ outcome }) => outcome === "interrupted")) context.stop.throwIfAsked();
    for (const report of reports) await context.publish(report);
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}
