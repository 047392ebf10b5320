import { describe, expect, it } from "vitest";
import { parseSettings } from "../../src/config/parse-settings.js";
import { differsFromDefaults, settingsThatDecideRows, settingsThatDiffer } from "../../src/config/settings-compared.js";

function settingsOf(text: string) {
  const parsed = parseSettings(text, {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.settings;
}

describe("settings that decide about rows", () => {
  const before = settingsThatDecideRows(settingsOf(""));

  it.each([
    ["language: sv", "language"],
    ["associateId: 3", "associateId"],
    ["consentSource: { mailingHistory: IMPORT }", "consentSource.mailingHistory"],
    ["includeDeletedPersons: false", "includeDeletedPersons"],
    ["mailingHistory: { since: 2013-01-01 }", "mailingHistory.since"],
    ["mailingHistory: { recipientStatuses: [4] }", "mailingHistory.recipientStatuses"],
    ["mailingHistory: { evidence: none }", "mailingHistory.evidence"],
    ["mailingHistory: { sentMessageLog: false }", "mailingHistory.sentMessageLog"],
    ["noMailings: { onExistingConsent: keep }", "noMailings.onExistingConsent"],
    ["subscriptionTypes: [{ name: A }]", "subscriptionTypes"],
    ["templates: { replaceText: false }", "templates.replaceText"],
    ["interests: { Golf: A }", "interests"],
    ["run: { replicationLog: always }", "run.replicationLog"],
  ])("differ: %s", (text, name) => {
    expect(settingsThatDiffer(before, settingsThatDecideRows(settingsOf(text)))).toEqual([name]);
  });

  it("name every key of a group that came or went", () => {
    const now = settingsThatDecideRows(settingsOf("emarketingPrivacy: true"));
    expect(settingsThatDiffer(before, now)).toContain("emarketingPrivacy");
  });

  it.each([
    "run: { batchMs: 50, maxBatch: 10, pauseMs: 5, retrySeconds: 1 }",
    "database: { url: postgres://other/crm }",
    "mailingHistory: { mailingStatuses: [6, 5, 4, 1] }",
  ])("do not differ: %s", (text) => {
    expect(settingsThatDiffer(before, settingsThatDecideRows(settingsOf(text)))).toEqual([]);
  });

  it("survive a ledger, which gives JSON back", () => {
    const settings = settingsOf("interests: { b: T, a: T }\nlanguage: de");
    const stored = JSON.parse(JSON.stringify(settingsThatDecideRows(settings))) as ReturnType<typeof settingsThatDecideRows>;
    expect(settingsThatDiffer(stored, settingsThatDecideRows(settings))).toEqual([]);
  });
});

describe("what differs from the defaults", () => {
  it("is named with its value, without passwords", () => {
    const text =
      "database: { url: postgres://a:b@c/d }\nrun: { batchMs: 40, replicaUrls: ['postgres://crm:s3cret@replica/crm'] }\ninterests: { Golf: A }";
    expect(differsFromDefaults(settingsOf(text))).toEqual({
      "run.batchMs": 40,
      "run.replicaUrls": ["postgres://crm:***@replica/crm"],
      interests: { Golf: "A" },
    });
  });

  it("is nothing for an empty file", () => {
    expect(differsFromDefaults(settingsOf(""))).toEqual({});
  });
});
