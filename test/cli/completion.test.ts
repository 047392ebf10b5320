import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "../../src/cli/command-line.js";
import { SHELLS, type Shell } from "../../src/cli/completion.js";

function scriptFor(shell: string): string {
  const line = readCommandLine(["completion", shell], "0.0.0", 80);
  return line.kind === "print" ? line.text : "";
}

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

function isThere(shell: string): boolean {
  return spawnSync(shell, ["--version"]).error === undefined;
}

describe.each(["bash", "zsh", "fish"] as const)("%s", (shell) => {
  it.skipIf(!isThere(shell)).each([
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
  ])(`offers what goes on behind %j`, (words, offered) => {
    const { stdout } = spawnSync(shell, ASKED[shell](["consent-upgrade", ...words]), { encoding: "utf8" });
    expect(
      stdout
        .split("\n")
        .map((line) => line.split("\t")[0])
        .filter((word) => word !== "")
        .sort(),
    ).toEqual(offered);
  });
});

it.skipIf(!isThere("bash")).each([
  [
    ["apply", "--only", "=", "em"],
    ["emarketing-from-mailing-history", "emarketing-privacy"],
  ],
  [
    ["apply", "--format", "="],
    ["text", "json", "markdown", "html"],
  ],
  [["apply", "--skip", "reference-data,t"], ["reference-data,template-links"]],
])("bash offers values behind = and a comma: %j", (words, offered) => {
  const { stdout } = spawnSync("bash", ASKED.bash(["consent-upgrade", ...words]), { encoding: "utf8" });
  expect(stdout.trim().split("\n")).toEqual(offered);
});

it.each(["bash", "ZSH", "Fish", "PowerShell"])("takes the shell's name as it is written: %s", (name) => {
  expect(scriptFor(name)).toBe(scriptFor(name.toLowerCase()));
  expect(scriptFor(name)).toContain("sales-and-service");
});

it("refuses a shell that it does not know, naming those that it does", () => {
  expect(() => scriptFor("tcsh")).toThrow(SHELLS.join(", "));
});
