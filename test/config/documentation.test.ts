import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCommandLine } from "../../src/cli/command-line.js";
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

describe("docs/questions.md", () => {
  const anchors = (text: string): readonly string[] =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

  it.each(anchors(page("questions.md")).slice(1))("is one step from README: %s", (anchor) => {
    expect(readme).toContain(`(docs/questions.md#${anchor})`);
  });

  it("links to headings that are there", () => {
    const links = [...page("questions.md").matchAll(/\((?:([\w-]+)\.md)#([\w-]+)\)/g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, name = "", anchor = ""] of links) expect(anchors(page(`${name}.md`)), `${name}#${anchor}`).toContain(anchor);
  });
});

describe("docs/kubernetes-job.yaml", () => {
  it("starts the program with arguments that it understands", () => {
    const job = parse(page("kubernetes-job.yaml")) as {
      spec: { template: { spec: { containers: readonly { args: readonly string[] }[] } } };
    };
    const [container] = job.spec.template.spec.containers;
    expect(readCommandLine(container?.args ?? [], "0", 80)).toMatchObject({ kind: "run", verb: "plan" });
  });
});

describe("docs/exit-codes.md", () => {
  it.each([0, 1, 2, 3, 4, 64, 69, 129, 130, 143])("explains %i", (code) => {
    expect(page("exit-codes.md")).toContain(`| ${String(code)} |`);
  });
});
