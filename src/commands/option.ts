import { didYouMean } from "../config/nearest.js";
import { UsageError } from "../errors.js";
import { STEP_IDS } from "../steps/step.js";

/** What was given on the command line, by the option's name in camel case. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** An option (or an argument) of the command line, said once: how it is told, and what a command gets of it. */
export interface Option<Value> {
  readonly help: string;
  /** What follows it, as `--help` shows it; absent: nothing does. */
  readonly takes?: string;
  /** It is not named: what the command is about. */
  readonly isArgument?: true;
  readonly choices?: readonly string[];
  /** The option that cannot stand beside it. */
  readonly conflicts?: string;
  /** What it names is a file that is written or read; of two options that name the same none may write. */
  readonly file?: "written" | "read";
  /** @throws UsageError (64) where the value is impossible */
  readonly read: (given: unknown, name: string, all: RawOptions) => Value;
}

/** `logFile` → `--log-file`. */
export function longOption(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type More = Pick<Option<unknown>, "conflicts" | "file">;

/** Given or not. */
export function flag(help: string, more: More = {}): Option<boolean> {
  return { help, ...more, read: (given) => given === true };
}

/** A text, or undefined where it is not given. */
export function text(takes: string, help: string, more: More = {}): Option<string | undefined> {
  return { help, takes: `<${takes}>`, ...more, read: textOf };
}

/** A file that is written or read. */
export function file(help: string, how: "written" | "read", more: More = {}): Option<string | undefined> {
  return text("file", help, { ...more, file: how });
}

/** Files that are read: what a shell made of a pattern; a comma may be part of a name. */
export function files(help: string): Option<readonly string[]> {
  return { help, takes: "<file...>", file: "read", read: textsOf };
}

/** One of some words; the command line is refused for any other. */
export function choice<Word extends string, Otherwise extends Word | undefined>(
  takes: string,
  help: string,
  choices: readonly Word[],
  otherwise: Otherwise,
): Option<Word | Otherwise> {
  return { help, takes: `<${takes}>`, choices, read: (given) => choices.find((word) => word === given) ?? otherwise };
}

/** A whole number from `least` to `greatest`. */
export function wholeNumber(help: string, usual: number, least: number, greatest: number): Option<number> {
  return {
    help,
    takes: "<n>",
    read(given, name) {
      const value = textOf(given);
      if (value === undefined) return usual;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= greatest) return number;
      throw new UsageError(
        "BAD_OPTION",
        `--${name} must be a whole number from ${String(least)} to ${greatest.toLocaleString("en")}, but is "${value}".`,
        { hint: `Example: --${name} ${String(Math.max(usual, least))}` },
      );
    },
  };
}

/** Steps, repeatable and with commas; none may be among those that `besides` name. */
export function stepIds(help: string, besides: readonly string[] = []): Option<readonly string[]> {
  return {
    help,
    takes: "<step...>",
    read(given, name, all) {
      const ids: readonly string[] = STEP_IDS;
      const wanted = listOf(given);
      const unknown = wanted.filter((id) => !ids.includes(id));
      if (unknown.length > 0) {
        const told = unknown.map((id) => `unknown step ${id}.${didYouMean(id, ids)}`);
        throw new UsageError("UNKNOWN_STEP", `--${name}: ${told.join(" ")}`, { hint: `The steps: ${ids.join(", ")}` });
      }
      const both = besides.flatMap((other) => listOf(all[other])).find((id) => wanted.includes(id));
      if (both === undefined) return wanted;
      throw new UsageError("STEP_BOTH_WAYS", `The step ${both} is both wanted and skipped.`, {
        hint: "Leave it out of --skip, or out of --only and --rerun.",
      });
    },
  };
}

const LARGEST_ID = 2_147_483_647;

/** Ids of contacts, each once; they are the command's arguments. */
export function personIds(help: string): Option<readonly number[]> {
  return {
    help,
    takes: "<id...>",
    isArgument: true,
    read: (_given, _name, all) =>
      listOf(all[ARGUMENTS]).map((word) => {
        const id = /^\d{1,10}$/.test(word) ? Number(word) : 0;
        if (id >= 1 && id <= LARGEST_ID) return id;
        throw new UsageError("BAD_ID", `"${word}" is no id of a contact: a whole number from 1 on is.`, {
          hint: "Example: consent-upgrade explain 4711",
        });
      }),
  };
}

/** Where the words that are no options stand among what was given. */
export const ARGUMENTS = "arguments";

function textOf(given: unknown): string | undefined {
  return typeof given === "string" ? given : undefined;
}

function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((word) => typeof word === "string") : [];
}

/** Values given one by one or separated by commas, each once. */
function listOf(given: unknown): readonly string[] {
  const parts = textsOf(given).flatMap((word) => word.split(",").map((part) => part.trim()));
  return [...new Set(parts.filter((part) => part !== ""))];
}
