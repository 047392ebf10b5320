import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../src/config/parse-settings.js";
import { SEVERITY_OF } from "../../src/report/attention/attention-texts.js";
import { OUTCOMES, STEP_STATUSES } from "../../src/report/report.js";

function page(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
}

describe("docs/configuration.md", () => {
  const { password: _notAKey, ...database } = defaultSettings().database;
  const { templates } = defaultSettings();
  const keys = Object.entries({ ...defaultSettings(), database, templates }).flatMap(([name, value]) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.keys(value).map((key) => `${name}.${key}`)
      : [name],
  );

  it.each(keys)("has a line for %s", (key) => {
    expect(page("configuration.md")).toContain(`| \`${key}\` |`);
  });
});

describe("docs/understanding-the-report.md", () => {
  it.each([...Object.keys(SEVERITY_OF), ...OUTCOMES, ...STEP_STATUSES])("explains %s", (word) => {
    expect(page("understanding-the-report.md")).toContain(`\`${word}\``);
  });
});

describe("docs/exit-codes.md", () => {
  it.each([0, 1, 2, 3, 4, 64, 69, 129, 130, 143])("explains %i", (code) => {
    expect(page("exit-codes.md")).toContain(`| ${String(code)} |`);
  });
});
