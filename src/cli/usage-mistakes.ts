import type { CommanderError } from "commander";
import { didYouMean } from "../config/nearest.js";
import { UsageError } from "../errors.js";
import { COMMAND_LIST, verbIn } from "./verbs.js";

/** Never guessed: whoever follows a guess must not write, nor write more, for it. */
const WRITING = ["--yes", "--rerun", "--drop-ledger", "--include-personal-data"];

/** `error: unknown option '--yess'\n(Did you mean --yes?)` → two sentences, without a value: `--password=…` is none of ours. */
function sentences(message: string): string {
  const [first = "", ...rest] = message
    .replace(/^error: /, "")
    .replace(/(unknown option '[^'=]*)=.*'/s, "$1'")
    .split("\n");
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  const meant = rest
    .map((line) => line.replace(/^\((.*)\)$/, "$1"))
    .filter((line) => !WRITING.some((option) => line.includes(option)))
    .join(" ");
  return [sentence.endsWith(".") ? sentence : `${sentence}.`, meant].filter((part) => part !== "").join(" ");
}

/** What people try first for the database, too far from its name for commander to tell. */
const DATABASE_OPTION = /unknown option '--(?:db|database|url|uri|dsn|connection(?:-(?:string|url))?)['=]/;

/** For a wrong choice, commander lists what is allowed but does not say which was meant. */
function suggestion(message: string): string {
  if (DATABASE_OPTION.test(message)) return " Did you mean --database-url?";
  const found = /argument '(.*)' is invalid\. Allowed choices are (.*)\.$/.exec(message);
  return found === null ? "" : didYouMean(found[1] ?? "", (found[2] ?? "").split(", "));
}

/** commander's complaint as an error of ours (64), with a hint where to read on. */
export function usageErrorOf(error: CommanderError, argv: readonly string[]): UsageError {
  if (error.code === "commander.help") {
    return new UsageError("NO_COMMAND", "No command was given.", {
      hint: `${COMMAND_LIST}. What they do: consent-upgrade --help`,
      cause: error,
    });
  }
  const verb = verbIn(argv);
  const help = `consent-upgrade ${verb === undefined ? "" : `${verb} `}--help`;
  const code = error.code === "commander.unknownCommand" ? "UNKNOWN_COMMAND" : "WRONG_USAGE";
  return new UsageError(code, `${sentences(error.message)}${suggestion(error.message)}`, {
    hint: code === "UNKNOWN_COMMAND" ? COMMAND_LIST : `All options: ${help}`,
    cause: error,
  });
}
