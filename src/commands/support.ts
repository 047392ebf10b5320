import { readFile, writeFile } from "node:fs/promises";
import { arch, homedir, hostname, platform, release, userInfo } from "node:os";
import { resolve } from "node:path";
import { strToU8, zipSync } from "fflate";
import { refuseUnwritable, writableFile } from "../config/output-file.js";
import { ConsentUpgradeError, InterruptedError, RefusedError, RunFailedError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import { worstOutcome, digestOf } from "../report/digest.js";
import type { Outcome, Report } from "../report/report.js";
import { templateFingerprints } from "../run/template-fingerprints.js";
import { storedReports } from "../run/stored-run-report.js";
import { readLedger } from "../ledger/whole-ledger.js";
import { readUpgradeContext } from "../work/upgrade-context.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, errorOf, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import { readOptions, type OptionsOf } from "./options.js";
import { runDoctor } from "./doctor.js";
import { runPlan } from "./plan.js";
import { scrubReport, scrubText, type SecretWords } from "./scrub.js";
import { runStatus } from "./status.js";
import { inSession } from "./database-session.js";

type SupportContext = CommandContext<OptionsOf<"report">>;

/** The end of a log is what support wants to see. */
const MOST_LOG = 1_000_000;

const READ_ME = `What this file holds, for whoever helps with consent-upgrade:

about.json          versions of the program, Node.js and the operating system
configuration.json  the settings, without the database's address
doctor.json, plan.json, status.json, report.json
                    the commands' reports; report.json is that of the last run
templates.csv       which templates there are: ids, sizes and hashes, no texts
log.jsonl           the end of the log file that --log-file named

It holds no password, no login, no machine's name, no name or address of a contact, and no text of a template. What needs attention
is here by its code, count and ids; docs/understanding-the-report.md says what each code means.
`;

/**
 * `report --support FILE.zip`: what somebody needs to help, and nothing that names a person. A command that cannot answer, because the
 * database is not reached for example, says so in its report.
 * @throws UsageError (64) where the file cannot be written
 */
export async function writeSupportFile(context: SupportContext, file: string): Promise<CommandResult> {
  const startedAt = context.now();
  const { workingDirectory, toolVersion, lang } = context;
  await refuseUnwritable({ option: "--support", file, workingDirectory });
  const words = secretWords(context);
  const reports = {
    doctor: await reportOf("doctor", context, () => runDoctor({ ...context, options: readOptions("doctor", {}) })),
    plan: await reportOf("plan", context, () => runPlan({ ...context, options: readOptions("plan", {}) })),
    status: await reportOf("status", context, () => runStatus({ ...context, options: readOptions("status", {}) })),
  };
  const more = await fromDatabase(context);
  const entries: Record<string, string> = {
    "README.txt": READ_ME,
    "about.json": json({
      tool: toolVersion,
      node: context.nodeVersion,
      system: `${platform()} ${release()} ${arch()}`,
      madeAt: startedAt.toISOString(),
    }),
    "configuration.json": scrubText(json(settingsOf(context)), words),
    "templates.csv": more.templates,
    ...(more.last === undefined ? {} : { "report.json": json(scrubReport(more.last, words)) }),
    ...(await logOf(context, words)),
  };
  for (const [name, report] of Object.entries(reports)) entries[`${name}.json`] = json(scrubReport(report, words));
  const zip = zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));
  await writeFile(writableFile("--support", file, workingDirectory), zip, { mode: OWNER_ONLY });
  const digests = Object.entries(reports).map(([name, report]) => digestOf(name, report));
  const frame = { ...frameOf("report", context, startedAt), database: reports.plan.database };
  const written = { code: "SUPPORT_FILE_WRITTEN", count: Object.keys(entries).length, params: { file } };
  return {
    reports: [buildReport(frame, worstOutcome(digests), { reports: digests, attention: attentionOf([written], lang) })],
    exitCode: 0,
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A command's report; of one that was refused or failed, why. */
async function reportOf(
  command: "doctor" | "plan" | "status",
  context: SupportContext,
  run: () => Promise<CommandResult>,
): Promise<Report> {
  const startedAt = context.now();
  try {
    const [report] = (await run()).reports;
    if (report !== undefined) return report;
    throw new RunFailedError("NO_REPORT", `${command} made no report.`);
  } catch (error) {
    context.stop.throwIfAsked();
    if (!(error instanceof ConsentUpgradeError) || error instanceof InterruptedError) throw error;
    const outcome: Outcome = error instanceof RefusedError ? "refused" : "failed";
    return buildReport(frameOf(command, context, startedAt), outcome, { error: errorOf(error) });
  }
}

/** The fingerprints of the templates, and the report of the last run. */
async function fromDatabase(context: SupportContext): Promise<{ readonly templates: string; readonly last: Report | undefined }> {
  try {
    return await inSession(context, async (session) => {
      const upgrade = await readUpgradeContext(session, context.settings);
      const lines: string[] = [];
      for await (const line of templateFingerprints(upgrade, () => context.stop.throwIfAsked())) lines.push(line);
      const { ledger, state } = await readLedger(session, upgrade.catalog);
      const run = state.runs.at(-1);
      const stored =
        ledger === undefined || run === undefined ? [] : await storedReports(session, ledger, run.run_id, context.lang);
      return { templates: lines.join(""), last: stored.at(-1) };
    });
  } catch (error) {
    context.stop.throwIfAsked();
    if (!(error instanceof ConsentUpgradeError)) throw error;
    return { templates: `not read: ${error.code}\n`, last: undefined };
  }
}

/** The settings without the address; replicas are counted. */
function settingsOf({ settings }: SupportContext): object {
  const { database, run, ...others } = settings;
  return {
    ...others,
    database: { schema: database.schema, tls: database.tls, hasPassword: database.password !== null },
    run: { ...run, replicaUrls: run.replicaUrls.length },
  };
}

async function logOf({ logFile, workingDirectory }: SupportContext, words: SecretWords): Promise<Record<string, string>> {
  if (logFile === undefined) return {};
  const text = await readFile(resolve(workingDirectory, logFile), "utf8").catch(() => "");
  const end = text.slice(-MOST_LOG);
  return { "log.jsonl": scrubText(text.length > MOST_LOG ? end.slice(end.indexOf("\n") + 1) : end, words) };
}

/** The login, the machines and the folder of the user, as they may stand in a message. */
function secretWords({ settings, workingDirectory }: SupportContext): SecretWords {
  const { url, password } = settings.database;
  const words: Record<string, string> = { [homedir()]: "HOME", [workingDirectory]: "FOLDER", [hostname()]: "MACHINE" };
  words[userInfo().username] = "USER";
  if (password !== null) words[password] = "PASSWORD";
  for (const [name, stands] of addressParts(url ?? "")) words[name] = stands;
  return Object.fromEntries(Object.entries(words).filter(([word]) => word.length > 1 && word !== "root" && word !== "."));
}

/** User, password and host of an address: a URL's, or an ADO.NET string's. */
function addressParts(url: string): readonly (readonly [string, string])[] {
  if (URL.canParse(url) && url.includes("://")) {
    const { username, password, hostname: host } = new URL(url);
    return [
      [decoded(username), "LOGIN"],
      [decoded(password), "PASSWORD"],
      [host, "HOST"],
    ];
  }
  const pair = (name: RegExp, stands: string): readonly (readonly [string, string])[] => {
    const value = name.exec(url)?.[1];
    return value === undefined ? [] : [[value.trim(), stands]];
  };
  return [
    ...pair(/(?:^|;)\s*(?:user id|uid|user)\s*=\s*([^;]+)/i, "LOGIN"),
    ...pair(/(?:^|;)\s*(?:password|pwd)\s*=\s*([^;]+)/i, "PASSWORD"),
    ...pair(/(?:^|;)\s*(?:server|data source)\s*=\s*(?:tcp:)?([^;,\\]+)/i, "HOST"),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
