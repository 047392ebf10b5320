import type { CommandContext, CommandResult, CreateSample } from "../commands/command.js";
import type { RawOptions } from "../commands/option.js";
import { readOptions, type CommonOptions, type OptionsOf, type Verb } from "../commands/options.js";
import { databaseAddress } from "../config/database-source.js";
import { DEFAULT_CONFIGURATION_FILE } from "../config/configuration-file.js";
import { writableFile } from "../config/output-file.js";
import { loadSettings } from "../config/load-settings.js";
import { defaultSettings } from "../config/parse-settings.js";
import type { Settings } from "../config/settings.js";
import type { ExitCode } from "../errors.js";
import { createLogger, type Logger } from "../log/logger.js";
import type { Progress } from "../progress.js";
import type { StepDefinition } from "../steps/step.js";
import { confirm } from "./confirm.js";
import { failureOf, failureReport, failureText } from "./failure.js";
import { createProgress } from "./progress.js";
import { ReportWriter } from "./report-writer.js";
import { refuseSharedFiles } from "./shared-files.js";
import { stopOnSignals } from "./stopping.js";
import { writeOut, type Surroundings } from "./surroundings.js";
import { VERBS, type CommandTable } from "./verbs.js";

/** What lies outside of `src` and is handed in by `bin`, loaded when a command needs it. */
export interface ProgramParts {
  readonly commands: CommandTable;
  readonly steps: () => Promise<readonly StepDefinition[]>;
  readonly fixture: CreateSample;
}

interface Asked {
  readonly common: CommonOptions;
  readonly raw: RawOptions;
}

function settingsFor(verb: Verb, { common, raw }: Asked, surroundings: Surroundings): Settings {
  if (VERBS[verb].withoutConfiguration === true) return defaultSettings();
  const { environment, workingDirectory } = surroundings;
  const settings = loadSettings({ ...common, environment, workingDirectory });
  if (VERBS[verb].withoutDatabase?.(raw) !== true) databaseAddress(settings);
  return settings;
}

function loggerFor(common: CommonOptions, surroundings: Surroundings, progress: Progress): Logger {
  const file =
    common.logFile === undefined ? undefined : writableFile("--log-file", common.logFile, surroundings.workingDirectory);
  const writeLine = common.quiet ? (line: string) => void surroundings.stderr.write(`${line}\n`) : progress.note;
  return createLogger({ level: common.logLevel, file, writeLine });
}

/** NO_COLOR (no-color.org): any value but an empty one. */
function wantsColour(common: CommonOptions, { environment }: Surroundings): boolean {
  return !common.noColor && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
}

function writerFor(verb: Verb, common: CommonOptions, surroundings: Surroundings): ReportWriter {
  return new ReportWriter({
    format: common.format,
    lang: common.lang,
    colour: wantsColour(common, surroundings),
    stdout: surroundings.stdout,
    file: common.output === undefined ? undefined : writableFile("--output", common.output, surroundings.workingDirectory),
    several: VERBS[verb].severalReports === true,
    complain: (text) => void surroundings.stderr.write(`consent-upgrade: ${text}\n`),
  });
}

/** On a terminal the text report says it already; elsewhere nobody would see it. */
async function tellErrorOf(result: CommandResult, common: CommonOptions, { stdout, stderr }: Surroundings): Promise<void> {
  const seen = common.format === "text" && common.output === undefined && stdout.isTTY === true;
  for (const { error } of seen ? [] : result.reports) if (error !== null) await writeOut(stderr, failureText(error));
}

/**
 * Runs one command with everything that it may use, and prints its reports.
 * @throws UsageError (64) before the command has begun; afterwards every error becomes a report
 */
export async function runVerb<V extends Verb>(
  verb: V,
  { common, raw }: Asked,
  surroundings: Surroundings,
  parts: ProgramParts,
): Promise<ExitCode> {
  const { stderr, version, now, workingDirectory } = surroundings;
  const startedAt = now();
  const options = readOptions(verb, raw);
  refuseSharedFiles(verb, raw, workingDirectory, VERBS[verb].withoutConfiguration !== true);
  const settings = settingsFor(verb, { common, raw }, surroundings);
  const writer = writerFor(verb, common, surroundings);
  const progress = createProgress(stderr, common.quiet, common.lang, surroundings.environment["TERM"]);
  const log = loggerFor(common, surroundings, progress);
  const { stop, end } = stopOnSignals(surroundings, VERBS[verb].afterStop, progress);
  try {
    const context: CommandContext<OptionsOf<V>> = {
      settings,
      options,
      steps: await parts.steps(),
      fixture: parts.fixture,
      lang: common.lang,
      toolVersion: version,
      nodeVersion: surroundings.nodeVersion,
      workingDirectory,
      configFile: common.config ?? DEFAULT_CONFIGURATION_FILE,
      log,
      logFile: common.logFile,
      progress,
      confirm: (question) => {
        // A bar that is drawn anew would hide the question.
        progress.close();
        return confirm(question, surroundings, stop);
      },
      publish: async (report) => {
        progress.close();
        await writer.publish(report);
      },
      stop,
      now,
    };
    const run = await parts.commands[verb]();
    const result = await Promise.race([run(context), surroundings.uncaught]);
    progress.close();
    await writer.finish(result.reports, result.plain);
    await tellErrorOf(result, common, surroundings);
    return result.exitCode;
  } catch (error) {
    progress.close();
    const failure = failureOf(error);
    log.debug({ exitCode: failure.exitCode, code: failure.error.code }, "the command ends with an error");
    await writeOut(stderr, failureText(failure.error));
    if (log.isLevelEnabled("debug")) await writeOut(stderr, `${failure.stack}\n`);
    // A text report would only repeat what standard error says.
    const report = failureReport(failure, { command: verb, toolVersion: version, startedAt, finishedAt: now() });
    await writer.finish(common.format === "text" && common.output === undefined ? [] : [report]);
    return failure.exitCode;
  } finally {
    end();
  }
}
