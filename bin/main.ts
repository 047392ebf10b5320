import process from "node:process";
import { runCommandLine } from "../src/cli/run-command-line.js";
import type { Surroundings } from "../src/cli/surroundings.js";
import type { StopSignal } from "../src/errors.js";
import { interruptedBy } from "../src/stop-request.js";
import type { ProgramParts } from "../src/cli/run-verb.js";

const SIGNALS: readonly StopSignal[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** What a reader that has gone (`| head -1`), or a terminal that was closed, makes of our writing. */
const GONE: ReadonlySet<string> = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "EIO"]);

/**
 * An output that takes nothing more, because nobody reads it or its disk is full, must not stop what is being done, nor
 * change its exit code. A report that is lost for another reason than a reader's wish is worth a sentence.
 */
function surviveLostOutput(): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
    if (GONE.has(code)) return;
    process.stderr.write(
      `consent-upgrade: Standard output could not be written (${code}).\n  What was done is done; consent-upgrade report prints the report of a run again.\n`,
    );
  });
}

function onSignal(receive: (signal: StopSignal) => void): () => void {
  for (const signal of SIGNALS) process.on(signal, receive);
  return () => {
    for (const signal of SIGNALS) process.off(signal, receive);
  };
}

/** Errors that no one awaited end the command like any other: with a sentence and a report. */
function uncaughtErrors(): Promise<never> {
  const uncaught = new Promise<never>((_resolve, reject) => {
    process.on("uncaughtException", reject);
    process.on("unhandledRejection", reject);
  });
  // Before a command listens, and after it has ended, nobody does.
  uncaught.catch(() => undefined);
  return uncaught;
}

/** Hands the process over to the program, and ends it when all is written. */
export async function main(version: string): Promise<void> {
  const argv = process.argv.slice(2);
  // An argument may hold a password: the process list shows the verb instead.
  process.title = "consent-upgrade";
  surviveLostOutput();
  const surroundings: Surroundings = {
    argv,
    environment: process.env,
    workingDirectory: process.cwd(),
    version,
    nodeVersion: process.versions.node,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    onSignal,
    leave: (signal) => process.exit(interruptedBy(signal).exitCode),
    uncaught: uncaughtErrors(),
  };
  const exitCode = await runCommandLine(surroundings, parts);
  // What a driver may have left open must not keep the command from ending.
  process.exit(exitCode);
}

/** What is built in, each part loaded when a command needs it. */
const parts: ProgramParts = {
  commands: {
    plan: async () => (await import("../src/commands/plan.js")).runPlan,
    apply: async () => (await import("../src/commands/apply.js")).runApply,
    status: async () => (await import("../src/commands/status.js")).runStatus,
    rollback: async () => (await import("../src/commands/rollback.js")).runRollback,
    verify: async () => (await import("../src/commands/verify.js")).runVerify,
    explain: async () => (await import("../src/commands/explain.js")).runExplain,
    report: async () => (await import("../src/commands/report.js")).runReport,
    doctor: async () => (await import("../src/commands/doctor.js")).runDoctor,
    fixture: async () => (await import("../src/commands/fixture.js")).runFixture,
    demo: async () => (await import("../src/commands/demo.js")).runDemo,
    init: async () => (await import("../src/commands/init.js")).runInit,
  },
  steps: async () => (await import("../migrations/steps.js")).steps,
  fixture: async (session, wish) => (await import("../fixtures/create-sample.js")).createSample(session, wish),
};
