import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { databaseAddress } from "../../src/config/database-source.js";
import { loadSettings, type SettingsSources } from "../../src/config/load-settings.js";
import { writeStarterFile } from "../../src/config/write-starter-file.js";
import { ConsentUpgradeError } from "../../src/errors.js";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "consent-upgrade-config-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(directory, name), content);
}

function load(sources: Partial<SettingsSources> = {}) {
  return loadSettings({ environment: {}, workingDirectory: directory, ...sources });
}

/** Exit code and message of what a call refuses with. */
function refusal(call: () => unknown): readonly [number, string] {
  try {
    call();
  } catch (error) {
    if (error instanceof ConsentUpgradeError) return [error.exitCode, error.message];
    throw error;
  }
  throw new Error("was not refused");
}

describe("the file", () => {
  it("is read by its default name where it is there, and not missed where it is not", () => {
    expect(load().associateId).toBe(0);
    write("consent-upgrade.yaml", "associateId: 7");
    expect(load().associateId).toBe(7);
  });

  it("may be UTF-8 or UTF-16 with a byte order mark, and have Windows' line ends", () => {
    const text = "\uFEFFconsentSource: FÖRSÄLJNING\r\nassociateId: 7\r\n";
    write("utf8.yaml", text);
    write("utf16.yaml", Buffer.from(text, "utf16le"));
    const expected = {
      consentSource: { salesAndService: "FÖRSÄLJNING", mailingHistory: "FÖRSÄLJNING", noMailings: "FÖRSÄLJNING" },
      associateId: 7,
    };
    expect(load({ config: "utf8.yaml" })).toMatchObject(expected);
    expect(load({ config: "utf16.yaml" })).toMatchObject(expected);
  });

  it("may be UTF-16 in the other order, and is refused by name where it has no mark", () => {
    const text = "\uFEFFassociateId: 7\r\n";
    write("utf16be.yaml", Buffer.from(text, "utf16le").swap16());
    expect(load({ config: "utf16be.yaml" }).associateId).toBe(7);
    for (const bytes of [Buffer.from(text.slice(1), "utf16le"), Buffer.from(text.slice(1), "utf16le").swap16()]) {
      write("unmarked.yaml", bytes);
      expect(refusal(() => load({ config: "unmarked.yaml" }))).toEqual([64, "unmarked.yaml is not text in UTF-8."]);
    }
  });

  it("lets the password's file be UTF-16 too", () => {
    const password = "hemligt å";
    for (const bytes of [
      Buffer.from(`\uFEFF${password}\r\n`, "utf16le"),
      Buffer.from(`\uFEFF${password}\r\n`, "utf16le").swap16(),
    ]) {
      write("password.txt", bytes);
      expect(load({ passwordFile: "password.txt" }).database.password).toBe(password);
    }
    write("password.txt", Buffer.from(password, "utf16le"));
    expect(refusal(() => load({ passwordFile: "password.txt" }))).toEqual([
      64,
      "The password file password.txt is not text in UTF-8.",
    ]);
  });

  it("gives settings that nobody can change by mistake", () => {
    const { run, mailingHistory } = load();
    expect(Object.isFrozen(run)).toBe(true);
    expect(Object.isFrozen(mailingHistory.mailingStatuses)).toBe(true);
  });

  it("is refused where it cannot be read", () => {
    write("latin1.yaml", Buffer.from("consentSource: F\xD6RS", "latin1"));
    expect(refusal(() => load({ config: "nowhere.yaml" }))).toEqual([64, "The configuration file nowhere.yaml is not there."]);
    expect(refusal(() => load({ config: "." }))).toEqual([64, "The configuration file . is a directory."]);
    expect(refusal(() => load({ config: "latin1.yaml" }))).toEqual([64, "latin1.yaml is not text in UTF-8."]);
  });

  it("is refused with all its mistakes, in the order of lines", () => {
    write("consent-upgrade.yaml", "run: { bachMs: 1 }\nlanguage: xx\nassociateId: ${NOPE}\n");
    expect(refusal(load)).toEqual([
      64,
      [
        "consent-upgrade.yaml has 3 mistakes:",
        '  line 1: unknown key run.bachMs. Did you mean "batchMs"?',
        '  line 2: language must be one of en, sv, no, da, de, nl, but is "xx"',
        "  line 3: the environment variable NOPE is not set",
      ].join("\n"),
    ]);
  });
});

describe("the database's address", () => {
  const url = (name: string) => `postgres://crm@${name}/crm`;

  it("comes from the flag, else the environment, else the file", () => {
    write("consent-upgrade.yaml", `database: { url: "${url("file")}", schema: crm7, tls: no-verify }`);
    const environment = { CONSENT_UPGRADE_DATABASE_URL: url("environment") };
    expect(databaseAddress(load())).toEqual({
      url: url("file"),
      password: undefined,
      schema: "crm7",
      tls: "no-verify",
    });
    expect(databaseAddress(load({ environment })).url).toBe(url("environment"));
    expect(databaseAddress(load({ environment, databaseUrl: url("flag") })).url).toBe(url("flag"));
    expect(databaseAddress(load({ environment: { CONSENT_UPGRADE_DATABASE_URL: " " } })).url).toBe(url("file"));
  });

  it("is missed with the three ways to give it", () => {
    try {
      databaseAddress(load());
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        exitCode: 64,
        hint: expect.stringMatching(/CONSENT_UPGRADE_DATABASE_URL.*--database-url URL.*database\.url/s) as string,
      });
    }
  });
});

describe("the password", () => {
  it("comes from the file's first line, else from the environment", () => {
    write("password", "\uFEFFs3 cret \r\nsecond line\n");
    const environment = { CONSENT_UPGRADE_DATABASE_PASSWORD: "from environment" };
    expect(load({ environment }).database.password).toBe("from environment");
    expect(load({ environment, passwordFile: "password" }).database.password).toBe("s3 cret ");
    expect(load().database.password).toBeNull();
  });

  it("is refused where its file is missing or empty", () => {
    write("empty", "\n");
    expect(refusal(() => load({ passwordFile: "nowhere" }))).toEqual([64, "The password file nowhere is not there."]);
    expect(refusal(() => load({ passwordFile: "empty" }))).toEqual([
      64,
      "The password file empty has nothing on its first line.",
    ]);
  });
});

describe("the starter file", () => {
  it("is written once, never over another", () => {
    writeStarterFile("new.yaml", directory);
    expect(load({ config: "new.yaml" }).associateId).toBe(0);
    expect(
      refusal(() => {
        writeStarterFile("new.yaml", directory);
      }),
    ).toEqual([4, "new.yaml exists already; it was not touched."]);
    expect(
      refusal(() => {
        writeStarterFile("no/where.yaml", directory);
      }),
    ).toEqual([64, "no/where.yaml cannot be written: its directory is not there."]);
  });
});
