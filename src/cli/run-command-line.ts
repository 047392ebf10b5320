import type { ExitCode } from "../errors.js";
import { LANGUAGES } from "../language.js";
import { FORMATS } from "../report/formats.js";
import { readCommandLine } from "./command-line.js";
import { failureOf, failureReport, failureText, type Failure } from "./failure.js";
import type { ProgramParts } from "./run-verb.js";
import { writeOut, type Surroundings } from "./surroundings.js";
import { verbIn } from "./verbs.js";

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
    await tell(failure, surroundings, startedAt);
    return failure.exitCode;
  }
}

/**
 * Tells what went wrong before a command was there to report it. Of arguments that were not understood it takes what can be
 * read: a script that asked for JSON gets JSON, whatever else it got wrong.
 */
async function tell(failure: Failure, { argv, stdout, stderr, version, now }: Surroundings, startedAt: Date): Promise<void> {
  await writeOut(stderr, failureText(failure.error));
  if (["debug", "trace"].includes(valueOf(argv, "--log-level") ?? "")) await writeOut(stderr, `${failure.stack}\n`);
  const format = FORMATS.find((each) => each === valueOf(argv, "--format")) ?? "text";
  if (format === "text") return;
  const lang = LANGUAGES.find((each) => each === valueOf(argv, "--lang")) ?? "en";
  const { render } = await import("../report/render.js");
  const report = failureReport(failure, { command: verbIn(argv) ?? null, toolVersion: version, startedAt, finishedAt: now() });
  await writeOut(stdout, render(report, format, { lang, colour: false, width: 80 }));
}

function valueOf(argv: readonly string[], option: string): string | undefined {
  const index = argv.findLastIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word === option ? argv[index + 1] : word.slice(option.length + 1);
}
