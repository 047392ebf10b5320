import type { ExitCode } from "../errors.js";
import { readCommandLine } from "./command-line.js";
import { failureOf, failureReport, failureText, type Failure } from "./failure.js";
import { guessOptions, type GuessedOptions } from "./guessed-options.js";
import type { ProgramParts } from "./run-verb.js";
import { writeOut, type Surroundings } from "./surroundings.js";

/** Help is laid out for a terminal; elsewhere for a page. */
const HELP_COLUMNS = { usual: 80, most: 100 };

/**
 * The whole program but for the process around it: reads the arguments, runs the command, prints its
 * report, and tells every error in a sentence. Never throws.
 * @returns the exit code
 */
export async function runCommandLine(surroundings: Surroundings, parts: ProgramParts): Promise<ExitCode> {
  const { argv, version, stdout, now } = surroundings;
  const startedAt = now();
  try {
    const line = readCommandLine(argv, version, Math.min(stdout.columns ?? HELP_COLUMNS.usual, HELP_COLUMNS.most));
    if (line.kind === "print") {
      await writeOut(stdout, line.text);
      return 0;
    }
    const { runVerb } = await import("./run-verb.js");
    return await runVerb(line.verb, line, surroundings, parts);
  } catch (error) {
    const failure = failureOf(error);
    await tell(failure, guessOptions(argv), surroundings, startedAt);
    return failure.exitCode;
  }
}

/** Tells what went wrong before a command was there to report it. */
async function tell(failure: Failure, guessed: GuessedOptions, surroundings: Surroundings, startedAt: Date): Promise<void> {
  const { stdout, stderr, version, now } = surroundings;
  await writeOut(stderr, failureText(failure.error));
  if (guessed.debug) await writeOut(stderr, `${failure.stack}\n`);
  if (guessed.format === "text") return;
  const { render } = await import("../report/render.js");
  const report = failureReport(failure, { command: guessed.verb, toolVersion: version, startedAt, finishedAt: now() });
  await writeOut(stdout, render(report, guessed.format, { lang: guessed.lang, colour: false, width: 80 }));
}
