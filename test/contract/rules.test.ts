import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExplainedPerson } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import { reportOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import type { CommandEnd, SettingsWish } from "../support/run-command.js";
import { figuresOf } from "./step-figures.js";
import { DEFAULT_RULES } from "./rule-stories.js";
import { CONFIGURED_RULES } from "./configured-stories.js";
import { peculiar } from "./peculiar-rows.js";
import { StoryEnds, expectedEnd } from "./story-ends.js";
import { basisKey, personIdOf, PURPOSE_IDS, rowsOfStories, sourceKey } from "./story-rows.js";
import type { Story } from "./story.js";

interface Rules {
  readonly title: string;
  readonly settings: SettingsWish;
  readonly stories: readonly Story[];
  readonly isPeculiar?: boolean;
  /** Whether every column may be NULL: the vendor's NOT NULLs would make 0 of it. */
  readonly mayBeNull?: boolean;
  readonly policies?: Readonly<Record<string, number>>;
}

/** Recipients that are no contact: none, unknown, and gone; the last one was never sent anything. */
const NO_CONTACTS = [
  { id: 90_001, shipment_id: 500, customer_id: 0, status: 4 },
  { id: 90_002, shipment_id: 500, customer_id: null, status: 6 },
  { id: 90_003, shipment_id: 500, customer_id: 88_888, status: 8 },
  { id: 90_004, shipment_id: 500, customer_id: 88_889, status: 9 },
];

/** Clicks by an address that no contact has; the last one is on another link. */
const STRANGERS = [
  { id: 91_001, email: "stranger@example.org", link_type: 3 },
  { id: 91_002, email: " ", link_type: 3 },
  { id: 91_003, email: "stranger@example.org", link_type: 1 },
];

const POLICY = /^(EVIDENCE|HISTORY|SENT_MESSAGE)_/;

const BY_DEFAULT: Rules = {
  title: "by default",
  settings: {},
  stories: DEFAULT_RULES,
  policies: { EVIDENCE_SENT: 1, SENT_MESSAGE_LOG_ADDS: 4 },
};

/** The rules again in a database as early releases left them: keys with #, names in several languages, 1760 for no date. */
const PECULIAR = [BY_DEFAULT, ...CONFIGURED_RULES]
  .filter(({ title }) =>
    [
      "by default",
      "without deleted contacts",
      "with mailings since 2013",
      "with mailings that were opened or clicked alone",
    ].includes(title),
  )
  .map((rules): Rules => ({ ...rules, title: `${rules.title}, with the vendor's peculiarities`, isPeculiar: true }));

const WITH_NULLS: Rules = { ...BY_DEFAULT, title: "by default, where any column may be NULL", mayBeNull: true };

const RULES: readonly Rules[] = [BY_DEFAULT, ...CONFIGURED_RULES, ...PECULIAR, WITH_NULLS];

const STORE = "sales-and-service";
const EMARKETING = "emarketing-from-mailing-history";
const WITHDRAWN = "no-mailings-to-withdrawn";
const OUTCOME_OF: Readonly<Record<string, string>> = { new: "insert", now: "update", kept: "keep", none: "none" };

function outcomeOf(person: ExplainedPerson | undefined, step: string): string | undefined {
  return person?.decisions.find((decision) => decision.step === step)?.outcome;
}

interface EvidenceLine {
  readonly person_id: number;
  readonly purpose: string;
  readonly legal_basis: string;
  readonly source: string;
  readonly rule: string;
  readonly evidence: string;
  readonly outcome?: string;
  readonly why?: string;
}

async function linesOf(file: string): Promise<readonly EvidenceLine[]> {
  const text = await readFile(file, "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { consent_upgrade: EvidenceLine }).consent_upgrade);
}

/** What plan and apply must say alike; comments name the run. */
function sorted(lines: readonly EvidenceLine[], run: string): readonly string[] {
  return lines
    .map(({ person_id, purpose, legal_basis, source, rule, evidence }) =>
      [person_id, purpose, legal_basis, source, rule, evidence.replace(`run ${run}.`, "run.")].join(" | "),
    )
    .toSorted();
}

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let usual: TestCrm;
  let nullable: TestCrm;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "rules-"));
    databases = await CrmDatabases.on(engine, "rules");
    usual = await databases.crm({});
    nullable = await databases.crm({}, { allNullable: true });
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
    await databases.end();
  });

  describe.each(RULES)("$title", ({ settings, stories, isPeculiar = false, mayBeNull = false, policies }) => {
    let before: DatabaseDump;
    let planned: CommandEnd;
    let applied: CommandEnd;
    let plannedLines: readonly EvidenceLine[];
    let appliedLines: readonly EvidenceLine[];
    let explainedBefore: CommandEnd;
    let explainedAfter: CommandEnd;
    let after: DatabaseDump;
    let ends: StoryEnds;
    beforeAll(async () => {
      const rows = rowsOfStories(stories, { s_shipment_addr: NO_CONTACTS, s_link_customer_statical: STRANGERS });
      const crm = mayBeNull ? nullable : usual;
      await crm.refill(isPeculiar ? peculiar(rows) : rows);
      before = await crm.dump();
      planned = await crm.plan({ settings, evidence: join(directory, "planned.jsonl") });
      plannedLines = await linesOf(join(directory, "planned.jsonl"));
      const ids = stories.map((story, position) => personIdOf(story, position));
      explainedBefore = await crm.explain(ids, { settings });
      applied = await crm.apply({ settings });
      await reportOn(crm.address, { evidence: join(directory, "applied.jsonl") });
      appliedLines = await linesOf(join(directory, "applied.jsonl"));
      explainedAfter = await crm.explain([...ids, 999_999], { settings });
      after = await crm.dump();
      ends = new StoryEnds(before, after, applied.report);
    });

    test.each(stories.map((story, position) => ({ story, position })))("a contact who $story.is", ({ story, position }) => {
      expect(ends.of(story, position)).toEqual(expectedEnd(story));
      if (story.evidence !== undefined) expect(ends.evidence(story, position)).toBe(story.evidence);
    });

    test.each(stories.map((story, position) => ({ story, position })))(
      "explain says of a contact who $story.is what plan says and apply does",
      ({ story, position }) => {
        const end = ends.of(story, position);
        const [before, now] = [explainedBefore, explainedAfter].map(({ report }) => report.persons[position]);
        expect(before?.exists).toBe(true);
        const emarketing = [EMARKETING, WITHDRAWN].map((step) => outcomeOf(before, step)).filter((outcome) => outcome !== "none");
        if (outcomeOf(before, STORE) === "none") expect(end.store).toMatch(/^(none|kept)/);
        else expect(outcomeOf(before, STORE)).toBe(OUTCOME_OF[end.store.split(" ")[0] ?? ""]);
        expect(story.mails?.length ?? 0).toBeGreaterThanOrEqual(before?.mailings.counted ?? 0);
        if (emarketing.length > 0) expect(emarketing).toEqual([OUTCOME_OF[end.emarketing.split(" ")[0] ?? ""]]);
        else expect(end.emarketing).toMatch(/^(none|kept)/);
        const wrote = (outcome: string | undefined): boolean => outcome === "insert" || outcome === "update";
        for (const step of [STORE, EMARKETING, WITHDRAWN]) {
          const outcome = outcomeOf(before, step);
          expect(outcomeOf(now, step)).toBe(wrote(outcome) ? "done" : outcome);
          const reasons = before?.decisions.find((decision) => decision.step === step)?.reasons;
          expect(reasons?.length, `why ${step}: ${String(outcome)}`).toBeGreaterThan(0);
        }
        for (const consent of now?.consents ?? []) {
          const fate = consent.purpose === "STORE" ? end.store : consent.purpose === "EMARKETING" ? end.emarketing : "kept";
          expect(consent.runId).toBe(fate.startsWith("kept") ? null : applied.report.runId);
        }
      },
    );

    test("explain's decisions add up to plan's figures, and an unknown id is said to be one", () => {
      for (const step of [STORE, EMARKETING, WITHDRAWN]) {
        const outcomes = explainedBefore.report.persons.map((person) => outcomeOf(person, step));
        const changes = planned.report.steps.find(({ id }) => id === step)?.changes;
        expect(outcomes.filter((outcome) => outcome === "insert")).toHaveLength(changes?.inserted ?? -1);
        expect(outcomes.filter((outcome) => outcome === "update")).toHaveLength(changes?.updated ?? -1);
      }
      expect(explainedAfter.report.persons.at(-1)).toMatchObject({ id: 999_999, exists: false });
    });

    test("plan's evidence is apply's, line by line", () => {
      const written = plannedLines.filter(({ outcome }) => outcome === "insert" || outcome === "update");
      expect(written.length).toBeGreaterThan(0);
      expect(sorted(written, "00000000")).toEqual(sorted(appliedLines, applied.report.runId?.slice(0, 8) ?? ""));
      for (const [position, story] of stories.entries()) {
        const end = ends.of(story, position);
        for (const [purpose, fate] of [
          ["STORE", end.store],
          ["EMARKETING", end.emarketing],
        ] as const) {
          const line = plannedLines.find((one) => one.person_id === personIdOf(story, position) && one.purpose === purpose);
          const [, basis = ""] = fate.split(" ");
          // A blank row may be kept: then nobody gets anything.
          if (line?.outcome === "none") expect(fate, story.is).toMatch(/^(none|kept)/);
          else expect([line?.outcome, line?.legal_basis], story.is).toEqual([OUTCOME_OF[fate.split(" ")[0] ?? ""], basis]);
          expect(line?.why, `why ${purpose} of ${story.is}`).not.toBe("");
        }
      }
    });

    test("recipients that are no contact are told, and get nothing", () => {
      const { recipientStatuses = [4, 5, 6, 8] } = settings.mailingHistory ?? {};
      const told = applied.report.attention.filter(({ code }) => code === "RECIPIENT_WITHOUT_PERSON");
      const expected = NO_CONTACTS.filter(({ status }) => recipientStatuses.includes(status)).map(({ id }) => String(id));
      expect(told.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(expected);
      const persons = new Set(after["person"]?.rows.map((row) => row["person_id"]));
      expect(after["consentperson"]?.rows.filter((row) => !persons.has(row["person_id"] ?? null))).toEqual([]);
    });

    test.runIf(policies !== undefined)("each policy says how many contacts it adds or leaves out, and names none", () => {
      const told = applied.report.attention.filter(({ code }) => POLICY.test(code));
      expect(Object.fromEntries(told.map(({ code, count }) => [code, count]))).toEqual(policies);
      expect(told.flatMap(({ items }) => items)).toEqual([]);
    });

    test("unsubscribe clicks by an address that no contact has are told", () => {
      const told = applied.report.attention.filter(({ code }) => code === "UNSUBSCRIBED_WITHOUT_PERSON");
      expect(told.flatMap(({ items }) => items.map(({ table, id }) => `${table} ${id}`))).toEqual([
        "s_link_customer_statical 91001",
        "s_link_customer_statical 91002",
      ]);
    });

    test("plan told the figures, before and after, and what needs attention", () => {
      expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    });

    test("nothing but consents, types and reference rows changed", () => {
      const changed = Object.keys(before).filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]));
      expect(changed).toEqual(["consentperson", "shipmenttype"]);
    });

    test("written rows say who wrote them, when, and from where", () => {
      const { associateId = 0 } = settings;
      const sources = { salesAndService: "UNKNOWN", mailingHistory: "UNKNOWN", noMailings: "USER", ...settings.consentSource };
      const began = Date.parse(applied.report.startedAt) - 2_000;
      const ended = Date.parse(applied.report.finishedAt) + 2_000;
      const run = applied.report.runId?.slice(0, 8) ?? "none";
      for (const { row, old } of ends.written()) {
        const at = Date.parse(`${String(row["updated"]).replace(" ", "T")}Z`);
        expect(at).toBeGreaterThan(began);
        expect(at).toBeLessThan(ended);
        expect(row["updated_associate_id"]).toBe(associateId);
        const byBasis = basisKey(row["legalbase_id"]) === "WITHDRAWN" ? sources.noMailings : sources.mailingHistory;
        const isStore = row["consentpurpose_id"] === PURPOSE_IDS.STORE;
        expect(sourceKey(row["consentsource_id"])).toBe(isStore ? sources.salesAndService : byBasis);
        expect(row["comment"]).toMatch(new RegExp(`run ${run}\\.$`));
        const added = { registered: row["updated"], registered_associate_id: associateId, updatedcount: 0 };
        const changed = {
          registered: old?.["registered"],
          registered_associate_id: old?.["registered_associate_id"],
          updatedcount: 5,
        };
        expect(row).toMatchObject(old === undefined ? added : changed);
      }
    });
  });
});
