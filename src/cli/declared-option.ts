import { Argument, Option, type Command } from "commander";
import { UsageError } from "../errors.js";
import { flag, list, text, type RawOptions } from "./raw-options.js";

/** An option of a verb, said once: what help says of it, and how its value is read. */
export interface DeclaredOption<Value> {
  readonly declare: (command: Command) => void;
  /** @throws UsageError (64) where the value is impossible */
  readonly read: (raw: RawOptions) => Value;
}

function declared<Value>(option: Option, read: (raw: RawOptions, name: string) => Value): DeclaredOption<Value> {
  const name = option.attributeName();
  return { declare: (command) => void command.addOption(option), read: (raw) => read(raw, name) };
}

/** An option that is given or not. */
export function flagOption(flags: string, help: string): DeclaredOption<boolean> {
  return declared(new Option(flags, help), flag);
}

export function textOption(flags: string, help: string): DeclaredOption<string | undefined> {
  return declared(new Option(flags, help), text);
}

/** Values given one by one or separated by commas, each once. @param check throws a UsageError (64) for what is impossible */
export function listOption(
  flags: string,
  help: string,
  check: (values: readonly string[], raw: RawOptions, name: string) => void,
): DeclaredOption<readonly string[]> {
  return declared(new Option(flags, help), (raw, name) => {
    const values = list(raw, name);
    check(values, raw, name);
    return values;
  });
}

/** One of a few words. */
export function choiceOption<Choice extends string>(
  flags: string,
  help: string,
  choices: readonly Choice[],
  usual: Choice,
): DeclaredOption<Choice> {
  return declared(
    new Option(flags, help).choices(choices),
    (raw, name) => choices.find((choice) => choice === raw[name]) ?? usual,
  );
}

export function numberOption(
  flags: string,
  help: string,
  { usual, least, greatest }: Readonly<Record<"usual" | "least" | "greatest", number>>,
): DeclaredOption<number> {
  return declared(new Option(flags, help), (raw, name) => {
    const value = text(raw, name);
    if (value === undefined) return usual;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= greatest) return number;
    throw new UsageError(
      "BAD_OPTION",
      `--${name} must be a whole number from ${String(least)} to ${greatest.toLocaleString("en")}, but is "${value}".`,
      { hint: `Example: --${name} ${String(Math.max(usual, least))}` },
    );
  });
}

const LARGEST_ID = 2_147_483_647;

/** Ids of contacts, given as arguments. */
export const idsArgument: DeclaredOption<readonly number[]> = {
  declare: (command) => void command.addArgument(new Argument("<id...>", "ids of contacts (person_id)")),
  read: (raw) =>
    list(raw, "arguments").map((word) => {
      const id = /^\d{1,10}$/.test(word) ? Number(word) : 0;
      if (id >= 1 && id <= LARGEST_ID) return id;
      throw new UsageError("BAD_ID", `"${word}" is no id of a contact: a whole number from 1 on is.`, {
        hint: "Example: consent-upgrade explain 4711",
      });
    }),
};
