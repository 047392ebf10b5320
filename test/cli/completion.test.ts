import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.js";
import { SHELLS, type Shell } from "../../src/cli/completion.js";
import { findPowershell } from "../engines/powershell.js";

function scriptFor(shell: string): string {
  const line = readCommandLine(["completion", shell], "0.0.0", 80);
  return line.kind === "print" ? line.text : "";
}

type Case = readonly [words: readonly string[], offered: readonly string[]];

const CASES: readonly Case[] = [
  [["st"], ["status"]],
  [["comp"], ["completion"]],
  [["status", "--exit"], ["--exit-code"]],
  [["--format", "m"], ["markdown"]],
  [
    ["plan", "--only", "s"],
    ["sales-and-service", "subscription-types"],
  ],
  [
    ["fixture", "--era", "8"],
    ["8.1", "8.2", "8.2-early", "8.2-migrated"],
  ],
  [["plan", "--database-url", "postg"], ["postgres://"]],
];

/** Of zsh only its own completion knows what stands before a comma; to bash "=" is a word of its own. */
const BEHIND_SIGNS: readonly Case[] = [
  [["apply", "--skip", "reference-data,t"], ["reference-data,template-links"]],
  [["apply", "--skip=reference-data,t"], ["--skip=reference-data,template-links"]],
  [
    ["apply", "--only=em"],
    ["--only=emarketing-from-mailing-history", "--only=emarketing-privacy"],
  ],
  [
    ["apply", "--format="],
    ["--format=html", "--format=json", "--format=markdown", "--format=text"],
  ],
];

const BEHIND_SIGNS_IN_BASH: readonly Case[] = [
  [
    ["apply", "--only", "=", "em"],
    ["emarketing-from-mailing-history", "emarketing-privacy"],
  ],
  [
    ["apply", "--format", "="],
    ["html", "json", "markdown", "text"],
  ],
  [["apply", "--skip", "reference-data,t"], ["reference-data,template-links"]],
];

/** How each shell is asked what it would offer behind these words; the last one is being typed. */
const ASKED: { readonly [S in Exclude<Shell, "powershell">]: (words: readonly string[]) => readonly string[] } = {
  bash: (words) => [
    "--norc",
    "-c",
    `${scriptFor("bash")}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _consent_upgrade; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // What zsh's own compadd would then filter by what is typed.
  zsh: (words) => [
    "-f",
    "-c",
    `compdef() { : }; compset() { : }; compadd() { shift; print -l -- "$@" }; _files() { : }\n${scriptFor("zsh")}\nwords=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; _consent_upgrade | grep -e '^${words.at(-1) ?? ""}'`,
  ],
  fish: (words) => ["--no-config", "-c", `${scriptFor("fish")}\ncomplete -C '${words.join(" ")}'`],
};

/** What PowerShell, which takes seconds to start, would put in the place of each line's last word. */
function askPowershell(pwsh: string, lines: readonly string[]): readonly (readonly string[])[] {
  const script = `${scriptFor("powershell")}
    foreach ($line in ${lines.map((line) => `'${line}'`).join(", ")}) {
      $offered = TabExpansion2 $line $line.Length
      ($offered.CompletionMatches | ForEach-Object { ($line.Substring(0, $offered.ReplacementIndex) + $_.CompletionText).Split(' ')[-1] }) -join ' '
    }`;
  const { stdout } = spawnSync(pwsh, ["-NoProfile", "-NonInteractive", "-Command", script], { encoding: "utf8" });
  return stdout.split("\n").map((line) => line.trim().split(" "));
}

const SPAWNED = ["bash", "zsh", "fish"] as const;

function offeredBy(shell: (typeof SPAWNED)[number], words: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(shell, ASKED[shell](["consent-upgrade", ...words]), { encoding: "utf8" });
  const offered = stdout.split("\n").map((line) => line.split("\t")[0] ?? "");
  return offered.filter((word) => word !== "").sort();
}

function isThere(shell: string): boolean {
  return spawnSync(shell, ["--version"]).error === undefined;
}

describe.each(SPAWNED)("%s", (shell) => {
  it.skipIf(!isThere(shell)).each(CASES)(`offers what goes on behind %j`, (words, offered) => {
    expect(offeredBy(shell, words)).toEqual(offered);
  });
});

it.skipIf(!isThere("fish")).each(BEHIND_SIGNS)("fish offers values behind = and a comma: %j", (words, offered) => {
  expect(offeredBy("fish", words)).toEqual(offered);
});

it.skipIf(!isThere("bash")).each(BEHIND_SIGNS_IN_BASH)("bash offers values behind = and a comma: %j", (words, offered) => {
  expect(offeredBy("bash", words)).toEqual(offered);
});

describe.skipIf(!isThere("pwsh") && inject("dotnet") === "")("PowerShell", () => {
  const cases = [...CASES, ...BEHIND_SIGNS];
  let answers: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    const pwsh = (await findPowershell(inject("dotnet"))) ?? "";
    answers = askPowershell(
      pwsh,
      cases.map(([words]) => ["consent-upgrade", ...words].join(" ")),
    );
  }, 300_000);

  it.each(cases)("offers what goes on behind %j", (words, offered) => {
    const answer = answers[cases.findIndex(([asked]) => asked === words)] ?? [];
    expect(answer.toSorted()).toEqual(offered);
  });
});

it.each(["bash", "ZSH", "Fish", "PowerShell"])("takes the shell's name as it is written: %s", (name) => {
  expect(scriptFor(name)).toBe(scriptFor(name.toLowerCase()));
  expect(scriptFor(name)).toContain("sales-and-service");
});

it("refuses a shell that it does not know, naming those that it does", () => {
  expect(() => scriptFor("tcsh")).toThrow(SHELLS.join(", "));
});
