import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseReport } from "../../src/report/read-report.js";
import { run, type Ran } from "./run-program.js";

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "consent-upgrade-cli-"));
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function program(...args: readonly string[]): Promise<Ran> {
  return run(args, { cwd });
}

describe("help and version", () => {
  it.each([[["--help"]], [["plan", "--help"]], [["help", "apply"]]])("%j is printed for 80 columns", async (args) => {
    const { exitCode, stdout, stderr } = await program(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: consent-upgrade /);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([[["--version"]], [["plan", "-V"]]])("%j prints the package's version", async (args) => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await program(...args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("wrong usage", () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no command", [], /^consent-upgrade: No command was given\.\n {2}Commands: plan, apply,/],
    ["an unknown command", ["plon"], /Unknown command 'plon'\. Did you mean plan\?\n {2}Commands: plan,/],
    [
      "an unknown option",
      ["plan", "--exit-cod"],
      /Unknown option '--exit-cod'\. Did you mean --exit-code\?\n {2}All options: consent-upgrade plan --help/,
    ],
    [
      "an unknown option that is near to one that writes",
      ["apply", "--yess"],
      /Unknown option '--yess'\.\n {2}All options: consent-upgrade apply --help/,
    ],
    ["another name of the database", ["plan", "--url", "x"], /Unknown option '--url'\. Did you mean --database-url\?\n/],
    [
      "another name of it, with =",
      ["plan", "--connection-string=mysql://crm:secret@db/crm"],
      /Unknown option '--connection-string'\. Did you mean --database-url\?\n/,
    ],
    ["a password, without telling it", ["plan", "--password=secret"], /Unknown option '--password'\./],
    ["an option that writes, at a command that has none", ["verify", "--rerun"], /Unknown option '--rerun'\.\n/],
    [
      "a dry run that expects figures",
      ["apply", "--dry-run", "--expect", "plan.json"],
      /Option '--dry-run' cannot be used with option '--expect <file>'\./,
    ],
    [
      "an unknown option in front",
      ["--databse-url", "x", "plan"],
      /Unknown option '--databse-url'\. Did you mean --database-url\?/,
    ],
    [
      "an unknown format",
      ["plan", "--format", "jsn"],
      /argument 'jsn' is invalid\. Allowed choices are text, json, markdown, html\. Did you mean "json"\?/,
    ],
    [
      "a script that cannot be written, before the database is asked",
      ["plan", "--database-url", "postgres://x@127.0.0.1:1/x", "--sql", "nowhere/change.sql"],
      /--sql: nowhere\/change\.sql cannot be written: its directory is not there\./,
    ],
    ["an unknown language", ["plan", "--lang", "fr"], /argument 'fr' is invalid\. Allowed choices are en, sv, no, da, de, nl\./],
    ["an option without its value", ["plan", "--only"], /Option '--only <step\.\.\.>' argument missing\./],
    ["too many arguments", ["plan", "now"], /Too many arguments for 'plan'/],
    [
      "an unknown step",
      ["plan", "--only", "sale-and-service"],
      /--only: unknown step sale-and-service\. Did you mean "sales-and-service"\?\n {2}The steps: consent-schema,/,
    ],
    [
      "unknown steps behind commas",
      ["apply", "--rerun", "template-link,xyz"],
      /unknown step template-link\. Did you mean "template-links"\? unknown step xyz\./,
    ],
    [
      "a step wanted and skipped",
      ["plan", "--only", "template-links", "--skip", "template-links"],
      /The step template-links is both wanted and skipped\./,
    ],
    [
      "a number that is none",
      ["fixture", "--persons", "many"],
      /--persons must be a whole number from 1 to 50,000,000, but is "many"\./,
    ],
    [
      "one file for the report and the log",
      ["plan", "--output", "one.txt", "--log-file", "./one.txt"],
      /--output and --log-file name the same file: \.\/one\.txt\./,
    ],
    [
      "one file for the report and the script",
      ["plan", "--output", "a.sql", "--sql", "a.sql"],
      /--output and --sql name the same/,
    ],
    [
      "one file for the report and the evidence",
      ["report", "--output", "a.csv", "--evidence", "a.csv"],
      /--output and --evidence name the same/,
    ],
    [
      "a report over the plan that is expected",
      ["apply", "--expect", "plan.json", "--output", "plan.json"],
      /--expect and --output name the same/,
    ],
    [
      "a log over the configuration",
      ["plan", "--log-file", "consent-upgrade.yaml"],
      /the configuration and --log-file name the same/,
    ],
    [
      "an unknown era",
      ["fixture", "--era", "9"],
      /argument '9' is invalid\. Allowed choices are 8\.1, 8\.2-early, 8\.2, 8\.2-migrated, 10\./,
    ],
    [
      "no database",
      ["plan"],
      /No database was named\.\n.*CONSENT_UPGRADE_DATABASE_URL.*--database-url URL.*database\.url.*consent-upgrade\.yaml/,
    ],
    [
      "a configuration that is not there",
      ["plan", "--config", "nowhere.yaml"],
      /The configuration file nowhere\.yaml is not there\.\n.*consent-upgrade init/,
    ],
    ["a password file that is not there", ["plan", "--password-file", "nowhere"], /The password file nowhere is not there\./],
    ["an unknown level", ["plan", "--log-level", "loud"], /argument 'loud' is invalid/],
  ];

  it.each(cases)("%s: exit 64, a sentence, and one document for scripts", async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await program("--format", "json", ...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(64);
    // `--format jsn` is the mistake itself: nobody knows what was meant.
    if (args.includes("--format")) return;
    const report = parseReport(stdout, "standard output");
    expect(report).toMatchObject({ outcome: "failed", database: null, steps: [], runs: [] });
    expect(stderr).toContain(report.error?.message);
  });

  it("leaves standard output empty where nobody asked for a document", async () => {
    expect(await program("plan")).toMatchObject({ exitCode: 64, stdout: "" });
    expect(await program("plon")).toMatchObject({ exitCode: 64, stdout: "" });
  });

  it("a command that is not known is null in the document", async () => {
    const { stdout } = await program("plon", "--format=json");
    expect(parseReport(stdout, "standard output")).toMatchObject({ command: null, error: { code: "UNKNOWN_COMMAND" } });
  });

  it("tells where an error comes from only at the level debug", async () => {
    const { stderr } = await program("plan", "--log-level", "debug");
    expect(stderr).toMatch(/UsageError: No database was named\.\n\s+at /);
  });
});

describe("configuration", () => {
  it("tells every mistake with file and line", async () => {
    writeFileSync(join(cwd, "wrong.yaml"), "databse: {}\nrun:\n  maxBatch: many\nlanguage: ${NOT_SET_ANYWHERE}\n");
    const { exitCode, stderr } = await program("plan", "--config", "wrong.yaml");
    expect(exitCode).toBe(64);
    expect(stderr).toBe(
      [
        "consent-upgrade: wrong.yaml has 3 mistakes:",
        '  line 1: unknown key databse. Did you mean "database"?',
        '  line 3: run.maxBatch must be a whole number from 1 to 1,000,000, but is "many"',
        "  line 4: the environment variable NOT_SET_ANYWHERE is not set",
        "  Correct the file and run the command again; docs/configuration.md lists every key. Nothing was touched.",
        "",
      ].join("\n"),
    );
  });

  it("comes after the command line: flags above the environment above the file", async () => {
    writeFileSync(join(cwd, "database.yaml"), "database: { url: 'nonsense-in-file://x' }\n");
    const environment = { CONSENT_UPGRADE_DATABASE_URL: "nonsense-in-environment://x" };
    const scheme = async (args: readonly string[], variables: Readonly<Record<string, string>>): Promise<string | undefined> => {
      const { exitCode, stderr } = await run(["plan", ...args], { cwd, environment: variables });
      expect(exitCode).toBe(64);
      return /nonsense-in-\w+/.exec(stderr)?.[0];
    };
    expect(await scheme(["--config", "database.yaml"], {})).toBe("nonsense-in-file");
    expect(await scheme(["--config", "database.yaml"], environment)).toBe("nonsense-in-environment");
    expect(await scheme(["--config", "database.yaml", "--database-url", "nonsense-in-flag://x"], environment)).toBe(
      "nonsense-in-flag",
    );
  });
});

describe("init", () => {
  it("writes a file that the program takes, and never over another", async () => {
    const first = await program("init", "--config", "new.yaml");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toContain("new.yaml was written.");
    expect((await program("plan", "--config", "new.yaml")).stderr).toContain("No database was named.");

    writeFileSync(join(cwd, "new.yaml"), "associateId: 7\n");
    const second = await program("init", "--config", "new.yaml", "--format", "json");
    expect(second.exitCode).toBe(4);
    expect(second.stderr).toContain("new.yaml exists already; it was not touched.");
    expect(parseReport(second.stdout, "standard output")).toMatchObject({
      outcome: "refused",
      error: { code: "FILE_EXISTS" },
    });
    expect(readFileSync(join(cwd, "new.yaml"), "utf8")).toBe("associateId: 7\n");
  });
});

describe("--output", () => {
  it("takes the report from standard output", async () => {
    const { exitCode, stdout, stderr } = await program(
      "init",
      "--config",
      "out.yaml",
      "--format",
      "json",
      "--output",
      "report.json",
    );
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(parseReport(readFileSync(join(cwd, "report.json"), "utf8"), "report.json")).toMatchObject({
      command: "init",
      outcome: "created",
    });
  });

  it("takes errors too, as text where no format was asked for", async () => {
    writeFileSync(join(cwd, "there.yaml"), "");
    const { exitCode, stdout, stderr } = await program("init", "--config", "there.yaml", "--output", "error.txt");
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: "" });
    expect(stderr).toContain("there.yaml exists already");
    expect(readFileSync(join(cwd, "error.txt"), "utf8")).toContain("there.yaml exists already");
  });

  it("is refused before anything is done where it cannot be written", async () => {
    const { exitCode, stderr } = await program("init", "--config", "never.yaml", "--output", "no/where.txt");
    expect(exitCode).toBe(64);
    expect(stderr).toContain("--output: no/where.txt cannot be written: its directory is not there.");
    expect(() => readFileSync(join(cwd, "never.yaml"))).toThrow("ENOENT");
  });
});

it("reports in the reader's language", async () => {
  expect((await program("init", "--config", "sv.yaml", "--lang", "sv")).stdout).toContain("sv.yaml har skrivits.");
});
