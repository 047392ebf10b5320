import { UsageError } from "../errors.js";

/** What commander made of the arguments, by the option's name in camel case. */
export type RawOptions = Readonly<Record<string, unknown>>;

export function flag(raw: RawOptions, name: string): boolean {
  return raw[name] === true;
}

export function text(raw: RawOptions, name: string): string | undefined {
  const value = raw[name];
  return typeof value === "string" ? value : undefined;
}

/** Values given one by one or separated by commas, each once. */
export function list(raw: RawOptions, name: string): readonly string[] {
  const value = raw[name];
  const words = Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
  const parts = words.flatMap((word) => word.split(",")).map((word) => word.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Names of files: what a shell made of a pattern; a comma may be part of one. */
export function files(raw: RawOptions, name: string): readonly string[] {
  const value = raw[name];
  return Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
}

/** @throws UsageError (64) where the value is no whole number in the range */
export function wholeNumber(raw: RawOptions, name: string, fallback: number, least: number, greatest: number): number {
  const value = text(raw, name);
  if (value === undefined) return fallback;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= greatest) return number;
  throw new UsageError(
    "BAD_OPTION",
    `--${name} must be a whole number from ${String(least)} to ${greatest.toLocaleString("en")}, but is "${value}".`,
    {
      hint: `Example: --${name} ${String(Math.max(fallback, least))}`,
    },
  );
}

const LARGEST_ID = 2_147_483_647;

/** Ids of contacts, given as arguments. @throws UsageError (64) where one is none */
export function personIds(raw: RawOptions): readonly number[] {
  return list(raw, "arguments").map((word) => {
    const id = /^\d{1,10}$/.test(word) ? Number(word) : 0;
    if (id >= 1 && id <= LARGEST_ID) return id;
    throw new UsageError("BAD_ID", `"${word}" is no id of a contact: a whole number from 1 on is.`, {
      hint: "Example: consent-upgrade explain 4711",
    });
  });
}
