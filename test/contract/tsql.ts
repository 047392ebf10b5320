import { execFile } from "node:child_process";
import { z } from "zod";
import { scriptdomAtHand } from "../engines/scriptdom.js";

/** Functions that SQL Server 2016 has, as far as commands and scripts use them. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "APPLOCK_MODE APPLOCK_TEST CHARINDEX SUBSTRING CONCAT COUNT DATABASEPROPERTYEX DATALENGTH DATEDIFF DB_ID DB_NAME FILEPROPERTY GETDATE " +
    // HASHBYTES: since 2016 of texts of any length.
    "GETUTCDATE HASHBYTES HAS_PERMS_BY_NAME HOST_NAME LEAD LEN LOWER LTRIM MAX MIN NCHAR OBJECT_ID QUOTENAME REPLACE ROW_NUMBER " +
    "RTRIM SERVERPROPERTY SUM SUSER_SNAME TYPE_NAME UNICODE UPPER USER_NAME"
  ).split(" "),
);

const Answer = z.object({ errors: z.array(z.string()), functions: z.array(z.string()) });

/** A statement, or a batch of a script, with what is wrong with it. */
export interface Mistaken {
  readonly text: string;
  readonly mistakes: readonly string[];
}

/** Whether this machine has SQL Server's own parsers: what needs them is left out elsewhere, and named at the end of the run. */
export const canParseTsql = scriptdomAtHand() !== undefined;

/**
 * Holds statements against SQL Server's own parsers, of SQL Server 2016 and of the newest release.
 * @param objects CREATE TABLE and the like: with them every table and column that a statement names must be there
 * @returns the statements with mistakes
 */
export async function mistakesInTsql(texts: readonly string[], objects: readonly string[] = []): Promise<readonly Mistaken[]> {
  const parsers = scriptdomAtHand();
  if (parsers === undefined) throw new Error("This machine has no .NET SDK for SQL Server's parsers.");
  const [dotnet, program] = await parsers.build();
  const asked = [...objects.map((text) => ({ kind: "object", text })), ...texts.map((text) => ({ kind: "statement", text }))];
  const answers = await linesOf(dotnet, program, asked.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return texts.flatMap((text, at) => {
    const { errors, functions } = Answer.parse(JSON.parse(answers[at] ?? ""));
    const unknown = functions.filter((name) => !FUNCTIONS.has(name)).map((name) => `the function ${name}`);
    const mistakes = [...errors, ...unknown];
    return mistakes.length === 0 ? [] : [{ text, mistakes }];
  });
}

function linesOf(dotnet: string, program: string, input: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = execFile(dotnet, [program], { maxBuffer: 0x1000_0000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(stdout.split("\n"));
    });
    child.stdin?.end(input);
  });
}

/** Words outside of brackets that are neither in capitals, as T-SQL's own, nor in lower case. */
export function wordsInMixedCase(statement: string): readonly string[] {
  const bare = statement.replaceAll(/\[[^\]]*\]|'[^']*'|@p\d+|Latin1_General_\w+/g, " ");
  return (bare.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => word !== word.toLowerCase() && word !== word.toUpperCase());
}

/** What stands between a bracket and the one that closes it. */
export function argumentAt(text: string, opening: number): string {
  let depth = 0;
  for (let at = opening; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return text.slice(opening + 1, at);
  }
  return "";
}
