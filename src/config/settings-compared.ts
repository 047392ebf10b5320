import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { redact } from "../log/redact.js";
import { defaultSettings } from "./parse-settings.js";
import type { Settings } from "./settings.js";

type Json = z.core.util.JSONType;

export type JsonGroup = Record<string, Json>;

type Leaves = ReadonlyMap<string, Json>;

/** Keys are sorted, so that two texts of the same settings are equal. */
function jsonGroup(group: object): JsonGroup {
  const entries = Object.entries(group).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, json(part)]));
}

function json(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(json);
  return typeof value === "object" ? jsonGroup(value) : null;
}

/** Groups are taken apart into dotted names; lists and the pairs of `interests` are one value each. */
function leaves(settings: object): Leaves {
  const found = new Map<string, Json>();
  for (const [name, value] of Object.entries(settings) as [string, unknown][]) {
    const isGroup = value !== null && typeof value === "object" && !Array.isArray(value) && name !== "interests";
    if (!isGroup) found.set(name, json(value));
    else for (const [key, part] of Object.entries(value)) found.set(`${name}.${key}`, json(part));
  }
  return found;
}

/**
 * The settings that decide about rows: kept in the ledger, so that a run goes on only with the same.
 * Speed, addresses and waiting are free to change.
 */
export function settingsThatDecideRows(settings: Settings): JsonGroup {
  const { database: _address, run, ...deciding } = settings;
  return jsonGroup({ ...deciding, run: { replicationLog: run.replicationLog } });
}

/** Dotted names of the settings that differ between two results of `settingsThatDecideRows`. */
export function settingsThatDiffer(before: JsonGroup, now: JsonGroup): readonly string[] {
  const [old, current] = [leaves(before), leaves(now)];
  const names = new Set([...old.keys(), ...current.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(old.get(name), current.get(name)));
}

/** What the user set otherwise than it is by itself, by dotted name; without database, and passwords masked. */
export function differsFromDefaults(settings: Settings): JsonGroup {
  const { database: _defaults, ...defaults } = defaultSettings();
  const { database: _address, ...given } = settings;
  const usual = leaves(defaults);
  const different = [...leaves(given)].filter(([name, value]) => !isDeepStrictEqual(usual.get(name), value));
  const masked = different.map(([name, value]): [string, Json] =>
    name === "run.replicaUrls" && Array.isArray(value) ? [name, value.map((url) => redact(String(url)))] : [name, value],
  );
  return Object.fromEntries(masked);
}
