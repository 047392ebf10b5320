import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/language.js";
import { afterApply, attention } from "../../src/report/attention.js";
import { MOST_ITEMS } from "../../src/steps/finding.js";
import { SEVERITY_OF, type AttentionCode } from "../../src/report/attention/attention-texts.js";
import { languageAttention, reworded } from "../../src/report/language-attention.js";
import { en } from "../../src/report/attention/en.js";
import { Attention } from "../../src/report/report.js";
import { applyQuestion } from "../../src/report/questions.js";
import { seededTexts } from "../../src/crm/seeded-texts.js";
import { largePlan } from "./sample-reports.js";
import { STEP_IDS } from "../../src/steps/step.js";
import { wordsOf } from "../../src/report/words/words-of.js";
import { stepTitle } from "../../src/report/words/step-titles.js";

const CODES = Object.keys(SEVERITY_OF).filter((code): code is AttentionCode => code in SEVERITY_OF);

/** Names in braces that a text expects. */
function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].toSorted();
}

function english(code: AttentionCode): string {
  const text = en[code];
  return typeof text === "string" ? text : text.text + text.advice;
}

const PARAMS = Object.fromEntries(CODES.flatMap((code) => placeholders(english(code))).map((name) => [name, `<${name}>`]));

describe.each(LANGUAGES)("attention in the language %s", (lang) => {
  it.each(CODES)("%s has the facts that English has, for one and for several", (code) => {
    for (const count of [1, 1234]) {
      const entry = attention({ code, count, params: PARAMS }, lang);
      const expected = placeholders(english(code)).filter((name) => name !== "count");
      expect(Attention.safeParse(entry).success).toBe(true);
      expect(expected.filter((name) => !entry.message.includes(`<${name}>`))).toEqual([]);
      expect(entry.message).not.toMatch(/[{}|…]/);
      if (english(code).includes("{count}")) {
        expect(entry.message).toContain(new Intl.NumberFormat(wordsOf(lang).locale).format(count));
      }
    }
  });

  it("advises after apply what can still be done then", () => {
    const beforeApply = /(before|före|før|vor|vóór) apply|bestäm före|beslut før/iu;
    const late = CODES.filter((code) => code !== "PLANNED_EVIDENCE_WRITTEN" && code !== "CONFIGURATION_WRITTEN").filter((code) =>
      beforeApply.test(afterApply(attention({ code, count: 2, params: PARAMS }, lang), lang).message),
    );
    expect(late).toEqual([]);
    expect(attention({ code: "EXISTING_CONSENT_WITHDRAWN", count: 2 }, lang).message).toMatch(beforeApply);
  });

  it("calls the purposes as the CRM does, on every page", () => {
    const names = seededTexts(lang).purposes;
    expect(stepTitle("sales-and-service", lang)).toContain(names.STORE.name);
    expect(attention({ code: "UPGRADED_BEFORE" }, lang).message).toContain(names.STORE.name);
  });

  it("asks before apply in the reader's words, with numbers grouped", () => {
    const question = applyQuestion(largePlan(lang), lang);
    expect(question).toMatch(lang === "en" ? /\[y\/N\]$/ : /\[j\/N\]$/);
    expect(question).toContain(new Intl.NumberFormat(wordsOf(lang).locale).format(1_500_000));
    if (lang !== "en") expect(question).not.toMatch(/\b(rows|insert|backup of today)\b/);
  });

  it("names every step", () => {
    expect(STEP_IDS.filter((id) => stepTitle(id, lang) === id)).toEqual([]);
  });

  it.each(CODES)("%s is not left in English", (code) => {
    const message = attention({ code, count: 2, params: PARAMS }, lang).message;
    if (lang !== "en") expect(message).not.toBe(attention({ code, count: 2, params: PARAMS }, "en").message);
  });
});

describe("attention", () => {
  it("says contact where the database says person", () => {
    const messages = CODES.map((code) => attention({ code, count: 2 }, "en").message);
    expect(messages.filter((message) => /\bpersons?\b/i.test(message))).toEqual([]);
  });

  it("names twenty records at most and counts them all", () => {
    const items = Array.from({ length: 30 }, (_nothing, index) => ({ table: "person", id: String(index), detail: "" }));
    const entry = attention({ code: "EMARKETING_BLOCKED", items }, "en");
    expect(entry.items).toHaveLength(MOST_ITEMS);
    expect(entry.count).toBe(30);
    expect(attention({ code: "EMARKETING_BLOCKED", count: 500, items }, "sv").count).toBe(500);
  });

  it("shows a code that it does not know, rather than fail at the end of a run", () => {
    expect(attention({ code: "SOMETHING_NEW", count: 3 }, "de")).toMatchObject({
      code: "SOMETHING_NEW",
      severity: "warning",
      message: "SOMETHING_NEW",
    });
  });
});

describe("the language of what is seeded", () => {
  it("is named in the reader's language, with the reason", () => {
    const found = {
      language: "sv",
      because: "found",
      evidence: 'ConsentPurpose STORE "Försäljning och service"',
    } as const;
    expect(languageAttention(found, "en").message).toContain('in the language Swedish (sv): ConsentPurpose STORE "Försäljning');
    expect(languageAttention({ language: "da", because: "default", evidence: "" }, "de").message).toContain(
      "Dänisch (da) geschrieben: kein Name",
    );
    expect(reworded(languageAttention(found, "de"), "en")).toEqual(languageAttention(found, "en"));
  });
});
