import type { z } from "zod";
import { UsageError } from "../errors.js";
import { didYouMean } from "./nearest.js";

/** One mistake in a configuration file, at its line. */
export interface Mistake {
  readonly line: number;
  readonly text: string;
}

type LineOf = (path: readonly PropertyKey[], ofKey?: boolean) => number;

/** Addresses may hold a password: they are never shown. */
const SECRET = /^(database\.url|run\.replicaUrls\b)/;

/** `subscriptionTypes, entry 1: name`: how a person would point at it; lists are counted from 1. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, part, index) => {
    if (typeof part === "number") return `${place}, entry ${String(part + 1)}`;
    if (index === 0) return String(part);
    return `${place}${typeof path[index - 1] === "number" ? ": " : "."}${String(part)}`;
  }, "");
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (value === null || typeof value !== "object") return undefined;
    return Object.getOwnPropertyDescriptor(value, part)?.value as unknown;
  }, root);
}

/** What stands in the file, short; nothing where nothing stands, or where it may be secret. */
function shown(value: unknown, name: string): string {
  if (value === undefined || SECRET.test(name)) return "";
  if (Array.isArray(value)) return ", but is a list";
  if (typeof value === "object") return ", but is a group of keys";
  const text = JSON.stringify(value);
  return `, but is ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}

function unknownKey(key: string, group: readonly PropertyKey[], known: readonly string[], everywhere: readonly string[]): string {
  const name = placeOf([...group, key]);
  if (key === "password") {
    return `${name} is not kept here: set CONSENT_UPGRADE_DATABASE_PASSWORD, or give --password-file FILE`;
  }
  const elsewhere = everywhere.find((path) => path !== name && path.split(".").at(-1) === key);
  const near = didYouMean(key, known);
  if (near === "" && elsewhere !== undefined)
    return `unknown key ${name}. It belongs under ${elsewhere.replace(/\.[^.]*$/, "")}.`;
  return `unknown key ${name}.${near === "" ? ` Known here: ${known.join(", ")}` : near}`;
}

/**
 * What zod found, as sentences with lines.
 * @param everywhere dotted names of all keys, to tell where a misplaced one belongs
 */
export function mistakesOf(error: z.ZodError, input: unknown, lineOf: LineOf, everywhere: readonly string[]): readonly Mistake[] {
  const mistakes = error.issues.flatMap((issue): Mistake[] => {
    if (issue.code === "unrecognized_keys") {
      const known = issue.message.split(", ");
      return issue.keys.map((key) => ({
        line: lineOf([...issue.path, key], true),
        text: unknownKey(key, issue.path, known, everywhere),
      }));
    }
    const name = placeOf(issue.path);
    const value = valueAt(input, issue.path);
    if (issue.path.length === 0) return [{ line: 1, text: `the file must be ${issue.message}` }];
    // What a check of our own found says everything in its words.
    const now = issue.code === "custom" && !issue.path.includes("since") ? "" : shown(value, name);
    const missing = value === undefined && (issue.code === "invalid_type" || issue.code === "invalid_union");
    return [
      {
        line: lineOf(issue.path),
        text: missing ? `${name} is missing; it must be ${issue.message}` : `${name} must be ${issue.message}${now}`,
      },
    ];
  });
  return [...new Map(mistakes.map((mistake) => [`${String(mistake.line)} ${mistake.text}`, mistake])).values()];
}

/** One error that tells all mistakes of a file, in the order of its lines (exit 64). */
export function configurationError(file: string, mistakes: readonly Mistake[]): UsageError {
  const sorted = mistakes.toSorted((a, b) => a.line - b.line);
  const lines = sorted.map((mistake) => `line ${String(mistake.line)}: ${mistake.text}`);
  const [only] = lines;
  const message =
    lines.length === 1 && only !== undefined
      ? `${file}, ${only}`
      : `${file} has ${String(lines.length)} mistakes:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  return new UsageError("CONFIGURATION", message, {
    hint: "Correct the file and run the command again; docs/configuration.md lists every key. Nothing was touched.",
  });
}
