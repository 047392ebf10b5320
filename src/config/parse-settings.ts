import type { z } from "zod";
import { hideReferences, substituteEnvironment, type Environment } from "./environment-values.js";
import { mistakesOf, type Mistake } from "./mistakes.js";
import { settingsSchema } from "./settings-schema.js";
import type { Settings } from "./settings.js";
import { parseYaml, type YamlSource } from "./yaml-source.js";

export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** A key with nothing behind it (all lines below it are comments) means the default. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutNulls(part)]));
}

/** Dotted names of all keys that stand in groups. */
function everyKey(defaults: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(defaults).flatMap(([name, value]) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.keys(value).map((key) => `${name}.${key}`)
      : [name],
  );
}

function content(source: YamlSource): { readonly value: unknown } | { readonly mistake: Mistake } {
  try {
    return { value: withoutNulls(source.document.toJS() ?? {}) };
  } catch (error) {
    // Aliases that refer to each other, or unfold to millions of values.
    return { mistake: { line: 1, text: `cannot be read: ${error instanceof Error ? error.message : String(error)}` } };
  }
}

function complete(parsed: z.infer<typeof settingsSchema>): Settings {
  return { ...parsed, database: { ...parsed.database, password: null } };
}

/** The settings that a configuration file's text gives, or all its mistakes. An empty text gives the defaults. */
export function parseSettings(text: string, environment: Environment): ParsedSettings {
  const source = parseYaml(hideReferences(text));
  if (source.mistakes.length > 0) return { ok: false, mistakes: source.mistakes };
  const unset = substituteEnvironment(source, environment);
  const read = content(source);
  if ("mistake" in read) return { ok: false, mistakes: [...unset, read.mistake] };
  const result = settingsSchema.safeParse(read.value);
  const found = result.success ? [] : mistakesOf(result.error, read.value, source.lineOf, everyKey(settingsSchema.parse({})));
  // A reference left standing is told already; that it is no number says nothing more.
  const more = found.filter((mistake) => unset.length === 0 || !mistake.text.includes("${"));
  if (!result.success || unset.length > 0) return { ok: false, mistakes: [...unset, ...more] };
  return { ok: true, settings: complete(result.data) };
}

/** What an empty configuration file gives. */
export function defaultSettings(): Settings {
  return complete(settingsSchema.parse({}));
}
