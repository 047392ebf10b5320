import { createSample } from "../../fixtures/create-sample.js";
import { steps } from "../../migrations/steps.js";
import { runApply } from "../../src/commands/apply.js";
import type { CommandContext, CommandResult } from "../../src/commands/command.js";
import type { OptionsOf } from "../../src/commands/options.js";
import { runExplain } from "../../src/commands/explain.js";
import { runPlan } from "../../src/commands/plan.js";
import { runVerify } from "../../src/commands/verify.js";
import { defaultSettings } from "../../src/config/parse-settings.js";
import type { Settings } from "../../src/config/settings.js";
import { ConsentUpgradeError } from "../../src/errors.js";
import type { Language } from "../../src/language.js";
import { createLogger } from "../../src/log/logger.js";
import { silentProgress, type Progress } from "../../src/progress.js";
import type { Report } from "../../src/report/report.js";
import { createStopControl, type StopRequest } from "../../src/stop-request.js";

/** Settings that a test sets; groups are filled up with the defaults. */
export type SettingsWish = {
  readonly [Key in keyof Settings]?: Settings[Key] extends object ? Partial<Settings[Key]> : Settings[Key];
};

/** What a test wants otherwise than a user who types the bare command, with `--yes`. */
export interface CommandWish {
  readonly settings?: SettingsWish;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly rerun?: readonly string[];
  readonly exitCode?: boolean;
  /** `plan --sql`: the file. */
  readonly sql?: string;
  readonly compare?: readonly string[];
  /** `plan --evidence`: the file. */
  readonly evidence?: string;
  readonly includePersonalData?: boolean;
  readonly expect?: string;
  readonly lang?: Language;
  readonly progress?: Progress;
  readonly stop?: StopRequest;
}

/** The one report of a command that ended, and its exit code. */
export interface CommandEnd {
  readonly report: Report;
  readonly exitCode: number;
}

/** The default settings with those of a test, for a database. */
export function settingsFor(
  address: { readonly url: string; readonly schema?: string | undefined },
  wish: SettingsWish = {},
): Settings {
  const filled: Record<string, unknown> = { ...defaultSettings() };
  for (const [key, value] of Object.entries(wish)) {
    const usual = filled[key];
    const isGroup = key !== "interests" && isPlainObject(usual) && isPlainObject(value);
    filled[key] = isGroup ? Object.assign({}, usual, value) : value;
  }
  const settings = filled as unknown as Settings;
  return {
    ...settings,
    database: { url: address.url, password: null, schema: address.schema ?? null, tls: null, ...wish.database },
  };
}

/** Runs `plan` in this process. @throws ConsentUpgradeError */
export async function runPlanOn(settings: Settings, wish: CommandWish = {}): Promise<CommandEnd> {
  const { exitCode = false, sql, evidence, includePersonalData = false, compare = [] } = wish;
  const options: OptionsOf<"plan"> = { ...selection(wish), exitCode, sql, compare, evidence, includePersonalData };
  return endOf(await runPlan(contextOf(settings, wish, options)));
}

/** Runs `apply --yes` in this process. @throws ConsentUpgradeError */
export async function runApplyOn(settings: Settings, wish: CommandWish = {}): Promise<CommandEnd> {
  const options: OptionsOf<"apply"> = { ...selection(wish), yes: true, dryRun: false, expect: wish.expect };
  return endOf(await runApply(contextOf(settings, wish, options)));
}

/** Runs `explain` in this process. @throws ConsentUpgradeError */
export async function runExplainOn(settings: Settings, ids: readonly number[], wish: CommandWish = {}): Promise<CommandEnd> {
  return endOf(await runExplain(contextOf(settings, wish, { ids })));
}

/** Runs `verify` in this process. @throws ConsentUpgradeError */
export async function runVerifyOn(settings: Settings, wish: CommandWish = {}): Promise<CommandEnd> {
  return endOf(await runVerify(contextOf(settings, wish, {})));
}

/** The error of ours that a command ends with. @throws Error where it ends well, or with an error that nobody worded */
export async function refusalOf(command: Promise<CommandEnd>): Promise<ConsentUpgradeError> {
  const ended = await command.then(
    ({ report }) => `the command ended with ${report.outcome}`,
    (error: unknown) => error,
  );
  if (ended instanceof ConsentUpgradeError) return ended;
  throw new Error("not refused", { cause: ended });
}

function selection(wish: CommandWish) {
  const { only = [], skip = [], rerun = [] } = wish;
  return { only, skip, rerun };
}

/** A command's context as a test wants it. */
export function contextOf<Options>(settings: Settings, wish: CommandWish, options: Options): CommandContext<Options> {
  return {
    settings,
    options,
    steps,
    fixture: createSample,
    lang: wish.lang ?? "en",
    toolVersion: "0.0.0-test",
    nodeVersion: "0.0.0",
    workingDirectory: ".",
    configFile: "consent-upgrade.yaml",
    log: createLogger({ level: "silent", file: undefined, writeLine: () => undefined }),
    logFile: undefined,
    progress: wish.progress ?? silentProgress,
    confirm: () => Promise.resolve(true),
    publish: () => Promise.resolve(),
    stop: wish.stop ?? createStopControl().stop,
    now: () => new Date(),
  };
}

/** The one report. @throws Error where there are more or none */
export function endOf({ reports, exitCode }: CommandResult): CommandEnd {
  const [report, ...more] = reports;
  if (report === undefined || more.length > 0) throw new Error(`${reports.length} reports`);
  return { report, exitCode };
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
