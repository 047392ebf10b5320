import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../cli/run-program.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { scrubReport, scrubText } from "../../src/commands/scrub.js";
import { largePlan } from "../report/sample-reports.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { sql } from "../../src/dialect/sql.js";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand().slice(0, 1))("$name", (engine) => {
  let database: TestDatabase;
  let cwd: string;
  beforeAll(async () => {
    database = await engine.createDatabase("support");
    cwd = await mkdtemp(join(tmpdir(), "consent-upgrade-support-"));
  });
  afterAll(async () => {
    await database.drop();
    await rm(cwd, { recursive: true });
  });

  async function command(...args: readonly string[]) {
    return run([...args, "--quiet"], { cwd, environment: { CONSENT_UPGRADE_DATABASE_URL: database.url } });
  }

  async function filesOf(name: string): Promise<Readonly<Record<string, string>>> {
    const files = unzipSync(await readFile(join(cwd, name)));
    return Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, strFromU8(bytes)]));
  }

  test("the file for support has everything but secrets, names, addresses and texts of templates", async () => {
    expect((await command("fixture", "--log-file", "log.jsonl")).exitCode).toBe(0);
    expect((await command("apply", "--yes", "--log-file", "log.jsonl", "--log-level", "debug")).exitCode).toBe(0);
    const { exitCode, stderr } = await command("report", "--support", "support.zip", "--log-file", "log.jsonl");
    expect(exitCode, stderr).toBe(0);
    const files = await filesOf("support.zip");
    expect(Object.keys(files).toSorted()).toEqual(
      [
        "README.txt",
        "about.json",
        "configuration.json",
        "doctor.json",
        "log.jsonl",
        "plan.json",
        "report.json",
        "status.json",
        "templates.csv",
      ].toSorted(),
    );
    expect(files["templates.csv"]).toMatch(/^s_message,\d+,html_message,\d+,[0-9a-f]{64}$/m);
    expect(files["log.jsonl"]).toContain("apply begins");
    expect(JSON.parse(files["doctor.json"] ?? "")).toMatchObject({ command: "doctor" });
    const all = Object.entries(files)
      .filter(([name]) => name !== "README.txt")
      .map(([, text]) => text)
      .join("\n");
    const { username, password } = new URL(database.url);
    expect(all).not.toContain(`${username}:`);
    expect(all).not.toContain(`:${password}@`);
    for (const word of await personalWords(database.url)) expect(words(all), word).not.toContain(word.toLowerCase());
    expect(all).not.toMatch(/<a |href=|@example/i);
  });

  test("a database that is not reached is told in it", async () => {
    const { exitCode } = await run(["report", "--support", "away.zip", "--quiet"], {
      cwd,
      environment: { CONSENT_UPGRADE_DATABASE_URL: "postgres://nobody:s3cretword@127.0.0.1:1/none" },
    });
    expect(exitCode).toBe(0);
    const files = await filesOf("away.zip");
    expect(JSON.parse(files["plan.json"] ?? "")).toMatchObject({ outcome: "failed", database: null });
    expect(Object.values(files).join()).not.toMatch(/s3cretword|nobody/);
  });
});

test("a login with an everyday name leaves the program's own words alone", () => {
  const login = { consent: "LOGIN", "61f": "LOGIN" };
  expect(scrubText("login consent: consent-upgrade, consent-schema, ConsentPerson", login)).toBe(
    "login LOGIN: consent-upgrade, consent-schema, ConsentPerson",
  );
  const report = largePlan("en");
  const scrubbed = scrubReport(report, login);
  expect([scrubbed.tool, scrubbed.steps]).toEqual([report.tool, report.steps]);
});

function words(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().split(/[^\p{L}\p{N}@.-]+/u));
}

/** Names and addresses of every contact. */
async function personalWords(url: string): Promise<readonly string[]> {
  const session = await (await openDatabase({ url })).open();
  try {
    const people = await session.query<{ firstname: string | null; lastname: string | null }>(
      sql`SELECT firstname, lastname FROM person`,
    );
    const addresses = await session.query<{ email_address: string | null }>(sql`SELECT email_address FROM "Email"`);
    const found = [
      ...people.flatMap(({ firstname, lastname }) => [firstname, lastname]),
      ...addresses.map((row) => row.email_address),
    ];
    return [...new Set(found)].filter((word): word is string => word !== null && word.length > 1);
  } finally {
    await session.close();
  }
}
