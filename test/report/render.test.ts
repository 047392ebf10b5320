import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/language.js";
import { render } from "../../src/report/render.js";
import { attention } from "../../src/report/attention.js";
import { digestOf } from "../../src/report/digest.js";
import { largePlan, report } from "./sample-reports.js";

function text(parts: Parameters<typeof report>[0], width = 80): string {
  return render(report(parts), "text", { lang: "en", colour: false, width });
}

describe.each(LANGUAGES)("in the language %s", (lang) => {
  const plan = largePlan(lang);
  const rendered = render(plan, "text", { lang, colour: false, width: 80 });

  it("the text is as reviewed", async () => {
    await expect(rendered).toMatchFileSnapshot(`expected/plan.${lang}.txt`);
  });

  it("no line is longer than the page, and nothing is left unfilled", () => {
    expect(rendered.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(rendered).not.toMatch(/\{\w+\}|undefined|NaN/);
  });
});

describe("text", () => {
  it("of a failed run says what happened and how to go on", async () => {
    const failed = text({
      command: "apply",
      outcome: "failed",
      runId: "0199aa7e-1d2c-7b9b-8a55-1a2b3c4d5e6f",
      durationMs: 3_725_000,
      error: {
        code: "DISK_FULL",
        message: "Step sales-and-service stopped after contact 120000: the database's disk is full.",
        hint: "Make room on the server, then run consent-upgrade apply again to go on.",
      },
    });
    await expect(failed).toMatchFileSnapshot("expected/apply-failed.txt");
  });

  it("of several mistakes keeps them on lines of their own", async () => {
    const refused = text({
      command: "plan",
      outcome: "failed",
      database: null,
      error: {
        code: "CONFIGURATION",
        message: "consent-upgrade.yaml has 2 mistakes:\n  line 1: unknown key databse.\n  line 4: language must be one of en, sv",
        hint: "Correct the file and run the command again.",
      },
    });
    await expect(refused).toMatchFileSnapshot("expected/plan-misconfigured.txt");
  });

  it("of status lists runs", async () => {
    const run = {
      runId: "0199aa7e-1d2c-7b9b-8a55-1a2b3c4d5e6f",
      startedAt: "2026-01-31T22:00:00.000Z",
      attempts: 1,
      login: "CRM\\admin",
      machine: "DBSRV1",
      toolVersion: "0.1.0",
      changes: { inserted: 120_000, updated: 3, deleted: 0 },
    };
    const status = text({
      command: "status",
      outcome: "interrupted",
      runs: [
        {
          ...run,
          outcome: "running",
          finishedAt: null,
          attempts: 1,
          settings: {},
          atWork: {
            step: "template-links",
            personsDone: 1_200,
            personsTotal: 5_000,
            rowsWritten: 300,
            personsPerSecond: 41.5,
            secondsLeft: 92,
          },
        },
        {
          ...run,
          outcome: "interrupted",
          finishedAt: null,
          attempts: 2,
          settings: { "run.batchMs": 40, "noMailings.onExistingConsent": "keep" },
          atWork: {
            step: "sales-and-service",
            personsDone: 120_000,
            personsTotal: 500_000,
            rowsWritten: 119_988,
            personsPerSecond: null,
            secondsLeft: null,
          },
        },
        { ...run, outcome: "rolled-back", finishedAt: "2026-01-31T22:04:00.000Z", settings: {}, atWork: null },
      ],
    });
    await expect(status).toMatchFileSnapshot("expected/status.txt");
  });

  it("of doctor has a line per check, and what to do where one fails", async () => {
    const doctor = text({
      command: "doctor",
      outcome: "not-ready",
      checks: [
        { id: "reachable", outcome: "pass", message: "The server answers.", hint: null },
        { id: "backup", outcome: "warn", message: "The last backup is 9 days old.", hint: "Take one before apply." },
        {
          id: "rights",
          outcome: "fail",
          message: "The login lacks INSERT on ConsentPerson.",
          hint: 'GRANT INSERT ON crm7."ConsentPerson" TO crm;',
        },
      ],
    });
    await expect(doctor).toMatchFileSnapshot("expected/doctor.txt");
  });

  it("of a status without runs says so", () => {
    expect(text({ command: "status" })).toContain("There has been no run yet.");
  });

  it("stacks what does not fit on a narrow page", () => {
    const narrow = render(largePlan("de"), "text", { lang: "de", colour: false, width: 40 });
    expect(narrow.split("\n").filter((line) => line.length > 40 && !/^\s*(consent-upgrade|Probelauf)/.test(line))).toEqual([]);
    expect(narrow).toContain("Neu 1.500.000");
  });

  it("has colours only when asked for, and says nothing by them alone", () => {
    const plan = largePlan("en");
    const colourful = render(plan, "text", { lang: "en", colour: true, width: 80 });
    const plain = render(plan, "text", { lang: "en", colour: false, width: 80 });
    expect(plain).not.toContain("\u001b");
    expect(colourful).toContain("\u001b[33m");
    expect(colourful.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
  });
});

describe("Markdown", () => {
  it("is as reviewed", async () => {
    await expect(render(largePlan("en"), "markdown", { lang: "en", colour: false, width: 80 })).toMatchFileSnapshot(
      "expected/plan.en.md",
    );
  });
});

describe("HTML", () => {
  const html = render(largePlan("en"), "html", { lang: "en", colour: false, width: 80 });

  it("is as reviewed", async () => {
    await expect(html).toMatchFileSnapshot("expected/plan.en.html");
  });

  it("needs nothing else, runs nothing, and shows markup from the database as text", () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|javascript:/i);
    expect(html).toContain("&lt;b&gt;red&lt;/b&gt; | a txt");
    expect(html).not.toContain("\u202e");
  });
});

describe("explain", () => {
  const person = {
    id: 113,
    exists: true,
    facts: ["COMPLAINED" as const],
    mailings: { counted: 1, first: "2016-02-01", last: "2016-02-01", notCounted: [] },
    consents: [{ purpose: "STORE", legalBasis: "61F", source: "UNKNOWN", runId: null }],
    decisions: [{ step: "sales-and-service", outcome: "done" as const, legalBasis: "61F", reasons: ["EVERY_CONTACT" as const] }],
  };
  const explained = (first: string | null, last: string | null, counted: number): string =>
    text({
      command: "explain",
      outcome: "explained",
      persons: [{ ...person, mailings: { counted, first, last, notCounted: [] } }],
    });

  it("reads like sentences: one mailing of one day, several, and those without a date", () => {
    expect(explained("2016-02-01", "2016-02-01", 1)).toContain("  - 1 mailing counts as evidence, of Feb 1, 2016.\n");
    expect(explained("2016-02-01", "2018-05-01", 2)).toContain("  - 2 mailings count as evidence, from Feb 1, 2016 to May 1,");
    expect(explained(null, null, 3)).toContain("  - 3 mailings count as evidence, without a known date.\n");
    expect(explained(null, null, 0)).toContain("  - No mailing counts as evidence.\n");
  });

  it("calls a reservation by its name, as it has no legal basis", () => {
    const decisions = [
      { step: "interests-to-subscriptions", outcome: "insert" as const, legalBasis: null, reasons: ["NO_INTEREST" as const] },
    ];
    expect(text({ command: "explain", outcome: "explained", persons: [{ ...person, decisions }] })).toContain(
      "    - gets a reservation against the subscription type (none of the interests of\n",
    );
  });

  it("has each step's decision below its title", () => {
    expect(explained(null, null, 0)).toContain(
      "  - Sales and service for every contact: legitimate interest\n    - was written: 61F Legitimate interest (every contact gets it)\n",
    );
  });
});

describe("status", () => {
  it("of a database without runs says nothing of changes", () => {
    const plan = largePlan("en");
    const status = text({ command: "status", outcome: "changes-pending", steps: plan.steps });
    expect(status).toContain("\nSteps\n");
    expect(status).not.toContain("What was changed");
  });
});

describe("consents", () => {
  it("of a legal basis that exists nowhere say so", () => {
    const consents = [{ purpose: "STORE", legalBasis: "#9999", before: 1, after: 1 }];
    expect(text({ consents })).toMatch(/Sales and service +#9999 \(unknown\) +1 +1 +0/);
  });
});

describe("apply", () => {
  it("advises what can be done now, not what should have been done before", () => {
    const found = [attention("EXISTING_CONSENT_WITHDRAWN", { count: 2 }, "en")];
    expect(text({ command: "plan", attention: found })).toContain("to keep before");
    const applied = text({ command: "apply", outcome: "applied", attention: found });
    expect(applied).toContain("these consents should stay: roll back,");
    expect(applied).not.toContain("before apply");
  });
});

describe("many reports", () => {
  it("stand in one table on a page of 80 columns, doctor's warnings counted", () => {
    const check = { id: "backup", outcome: "warn" as const, message: "No backup.", hint: null };
    const digest = digestOf("customer-17.json", report({ command: "doctor", outcome: "ready", checks: [check] }));
    expect(text({ command: "report", outcome: "ready", reports: [digest] })).toMatch(
      /\ncustomer-17\.json +crm +ready +0 +– +– +1 +0\n/,
    );
  });
});
