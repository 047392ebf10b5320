import { describe, expect, it } from "vitest";
import { parseReport } from "../../src/report/read-report.js";
import { render } from "../../src/report/render.js";
import { Report, reportJsonSchema } from "../../src/report/report.js";
import { largePlan, report } from "./sample-reports.js";

describe("the JSON report", () => {
  it("has a published schema that is current", async () => {
    // After a wished change: npx vitest run test/report -u
    await expect(`${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot("../../docs/report.schema.json");
  });

  it("comes back from its file as it went", () => {
    const plan = largePlan("en");
    expect(parseReport(render(plan, "json", { lang: "en", colour: false, width: 80 }), "plan.json")).toEqual(plan);
  });

  it.each([
    ["a count that is not whole", { durationMs: 1.5 }],
    [
      "more than twenty items",
      {
        attention: [
          {
            code: "A",
            severity: "info",
            count: 21,
            message: "",
            items: Array.from({ length: 21 }, () => ({ table: "t", id: "1", detail: "" })),
          },
        ],
      },
    ],
    ["a local time", { startedAt: "2026-01-31 22:00:00" }],
    ["another version", { schemaVersion: 2 }],
  ])("is refused with %s", (_what, parts) => {
    expect(Report.safeParse({ ...report({}), ...parts }).success).toBe(false);
  });

  it("is missed with a way to get one", () => {
    expect(() => parseReport('{"schemaVersion":1}', "plan.json")).toThrow("plan.json is no report of consent-upgrade");
    expect(() => parseReport("no json", "plan.json")).toThrow("plan.json is no report of consent-upgrade.");
  });
});
