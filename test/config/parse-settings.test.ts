import { describe, expect, it } from "vitest";
import { defaultSettings, parseSettings } from "../../src/config/parse-settings.js";
import { STARTER_FILE } from "../../src/config/starter-file.js";

/** A # without exactly one blank behind it switches a line of the starter file off; with one it is prose. */
const SWITCHED_OFF = /^(\s*)#(?! \S)/gm;

type Environment = Readonly<Record<string, string>>;

function settingsOf(text: string, environment: Environment = {}) {
  const parsed = parseSettings(text, environment);
  if (!parsed.ok) throw new Error(parsed.mistakes.map((mistake) => mistake.text).join("\n"));
  return parsed.settings;
}

function mistakesIn(text: string, environment: Environment = {}): readonly string[] {
  const parsed = parseSettings(text, environment);
  return parsed.ok ? [] : parsed.mistakes.map((mistake) => `${String(mistake.line)}: ${mistake.text}`);
}

describe("defaults", () => {
  it("are those of the design", () => {
    expect(settingsOf("")).toMatchObject({
      database: { url: null, password: null, schema: null, tls: null },
      language: null,
      associateId: 0,
      consentSource: { salesAndService: "UNKNOWN", mailingHistory: "UNKNOWN", noMailings: "USER" },
      includeDeletedPersons: true,
      exclude: { persons: [], companies: [], selections: [] },
      mailingHistory: {
        since: null,
        mailingStatuses: [1, 4, 5, 6],
        recipientStatuses: [4, 5, 6, 8],
        sentMessageLog: true,
        evidence: "sent",
      },
      noMailings: { onExistingConsent: "withdraw" },
      subscriptionTypes: null,
      templates: {
        standardLinks: [],
        manageSubscriptionsLink: null,
        replaceText: true,
      },
      interests: null,
      emarketingPrivacy: false,
      defaultLegalBasis: null,
      run: {
        mode: "window",
        batchMs: 500,
        maxBatch: 50000,
        pauseMs: 0,
        replicationLog: "auto",
        retrySeconds: 120,
        maxReplicaLagSeconds: null,
      },
    });
  });

  it.each(["", "\n# only a comment\n", "---\n", "database:\nrun:\n  batchMs:\n", STARTER_FILE])(
    "stand where nothing is set: %j",
    (text) => {
      expect(settingsOf(text)).toEqual(defaultSettings());
    },
  );

  it("are what the starter file shows, where it shows them", () => {
    const examples =
      /^(\s*)#(?=url|schema|tls|persons|companies|selections|since|subscriptionTypes|standardLinks|interests|defaultLegalBasis|maxReplica|replicaUrls|  )/gm;
    const settings = settingsOf(STARTER_FILE.replaceAll(examples, "$1##").replaceAll(SWITCHED_OFF, "$1"));
    const { templates } = defaultSettings();
    expect(settings).toEqual({
      ...defaultSettings(),
      language: "en",
      templates: { ...templates, manageSubscriptionsLink: "[[link.subscription]]" },
    });
  });

  it("give way where every line of the starter file is switched on", () => {
    const settings = settingsOf(STARTER_FILE.replaceAll(SWITCHED_OFF, "$1"), { REPLICA_URL: "postgres://replica/crm" });
    expect(settings).toMatchObject({
      database: { url: "mssql://crm7@dbserver:1433/crm", schema: "crm7", tls: "verify" },
      mailingHistory: { since: "2013-01-01" },
      subscriptionTypes: [{ name: "Newsletter" }, { name: "Fairs" }],
      templates: { standardLinks: [String.raw`^https://crm\.example\.com/.*unsubscribe`] },
      interests: { Golf: "Invitations" },
      defaultLegalBasis: "61F",
      run: { replicaUrls: ["postgres://replica/crm"], maxReplicaLagSeconds: 10 },
    });
  });
});

describe("run.mode", () => {
  it.each([
    ["", "window", 500],
    ["run: { mode: office }", "office", 100],
    ["run: { mode: office, batchMs: 300 }", "office", 300],
  ])("%j has transactions as long as the mode says, unless a number does", (text, mode, batchMs) => {
    expect(settingsOf(text).run).toMatchObject({ mode, batchMs });
  });
});

describe("what is set", () => {
  it("is taken, lists of statuses as sets", () => {
    const settings = settingsOf(
      "language: no\nmailingHistory: { since: 2013-01-31, mailingStatuses: [5, 1, 5] }\n" +
        "subscriptionTypes:\n  - name: ' Nyhetsbrev '\n    tooltip: Varje månad\n  - name: Mässor\ninterests: { Golf: Mässor }",
    );
    expect(settings).toMatchObject({
      language: "no",
      mailingHistory: { since: "2013-01-31", mailingStatuses: [1, 5] },
      subscriptionTypes: [
        { name: "Nyhetsbrev", tooltip: "Varje månad" },
        { name: "Mässor", tooltip: null },
      ],
      interests: { Golf: "Mässor" },
    });
  });
});

describe("the consent source", () => {
  it("is one for all steps where one key stands alone, and else one for each", () => {
    expect(settingsOf("consentSource: IMPORT").consentSource).toEqual({
      salesAndService: "IMPORT",
      mailingHistory: "IMPORT",
      noMailings: "IMPORT",
    });
    expect(settingsOf("consentSource: { mailingHistory: IMPORT }").consentSource).toEqual({
      salesAndService: "UNKNOWN",
      mailingHistory: "IMPORT",
      noMailings: "USER",
    });
  });
});

describe("environment variables", () => {
  it("take their place in values, in flow groups without quotes too", () => {
    const environment = { CRM_URL: "postgres://crm:a: b}#c@db/crm", ID: "17", ON: "false" };
    const settings = settingsOf(
      "database: { url: ${CRM_URL}, schema: crm7 }\nassociateId: ${ID}\nincludeDeletedPersons: ${ON}",
      environment,
    );
    expect(settings.database).toMatchObject({ url: "postgres://crm:a: b}#c@db/crm", schema: "crm7" });
    expect(settings).toMatchObject({ associateId: 17, includeDeletedPersons: false });
  });

  it("stay away from comments, keys and $${", () => {
    const settings = settingsOf('# ${NOT_SET}\nconsentSource: $${A}b\ninterests: { "${GOLF}": "${TYPE}s" }', {
      TYPE: "Event",
    });
    expect(settings.consentSource.noMailings).toBe("${A}b");
    expect(settings.interests).toEqual({ "${GOLF}": "Events" });
  });

  it("that are not set are mistakes, as is what cannot be a name", () => {
    expect(mistakesIn("database:\n  url: ${NOPE}\n  schema: ${A-B}")).toEqual([
      "2: the environment variable NOPE is not set",
      "3: ${A-B} must hold the name of an environment variable: letters, digits and underscores",
    ]);
  });
});

describe("mistakes", () => {
  it("are told all at once, with their lines", () => {
    expect(
      mistakesIn(
        [
          "databse: 5", // 1
          "run:", // 2
          "  bachMs: 5", // 3
          "  maxBatch: many", // 4
          "batchMs: 4", // 5
          "mailingHistory:", // 6
          "  since: 2013-02-30", // 7
          "  mailingStatuses: [1, 44]", // 8
          "  recipientStatuses: [4, 10]", // 9
          "noMailings: keep", // 10
          "subscriptionTypes:", // 11
          "  - name: A", // 12
          "  - name: 'a '", // 13
          "  - tooltip: x", // 14
          "language: se", // 15
          "templates: { standardLinks: ['(?=a)', manage] }", // 16
        ].join("\n"),
      ).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    ).toEqual([
      '1: unknown key databse. Did you mean "database"?',
      '3: unknown key run.bachMs. Did you mean "batchMs"?',
      '4: run.maxBatch must be a whole number from 1 to 1,000,000, but is "many"',
      "5: unknown key batchMs. It belongs under run.",
      '7: mailingHistory.since must be a day like 2013-01-31, from 1753 on, but is "2013-02-30"',
      "8: mailingHistory.mailingStatuses, entry 2 must be a whole number from 0 to 13, but is 44",
      "9: mailingHistory.recipientStatuses must be a list without 10: a contact who complained is never given e-marketing consent",
      '10: noMailings must be a group of keys (onExistingConsent), but is "keep"',
      "13: subscriptionTypes, entry 2: name must be a name of its own: another type has the same",
      "14: subscriptionTypes, entry 3: name is missing; it must be a name",
      '15: language must be one of en, sv, no, da, de, nl, but is "se"',
      expect.stringMatching(
        /^16: templates\.standardLinks, entry 1 must be a regular expression in RE2 syntax, without look-around/,
      ),
    ]);
  });

  it.each([
    ["a: [1, 2\nb: 3", "2: column 1 is not indented like its neighbours, or a bracket before it is not closed"],
    ["run:\n\t- b", "2: column 1 is indented with a tab; YAML wants spaces"],
    ["run: { batchMs: 1 }\nrun: { batchMs: 2 }", "2: column 1 is a key that stands there twice"],
    ["a: b: c", "1: column 4 has a value that is a group already, or a colon too many (put the value in quotes)"],
    ["language: sv\n---\nlanguage: de", "2: column 1 starts a second document; the file must be one"],
    ["emarketingPrivacy: { prefsection: a }", "1: emarketingPrivacy must be true or false, but is a group of keys"],
    ["defaultLegalBasis: '#Withdrawn'", "1: defaultLegalBasis must be the key of a legal basis other than WITHDRAWN, like 61F"],
    ["interests: {}", "1: interests must be at least one pair of interest and subscription type"],
    [
      "mailingHistory: { since: 1752-12-31 }",
      '1: mailingHistory.since must be a day like 2013-01-31, from 1753 on, but is "1752-12-31"',
    ],
    ["associateId: 1.5", "1: associateId must be a whole number from 0 to 2,147,483,647, but is 1.5"],
    ["consentSource: { noMailing: USER }", '1: unknown key consentSource.noMailing. Did you mean "noMailings"?'],
    ["consentSource: { noMailings: 5 }", "1: consentSource.noMailings must be the key of a consent source, but is 5"],
    [
      "mailingHistory: { recipientStatuses: [4, 12] }",
      "1: mailingHistory.recipientStatuses must be a list without 12: a test mail was not sent to the contact",
    ],
    ["mailingHistory: { evidence: seen }", '1: mailingHistory.evidence must be one of sent, engaged, none, but is "seen"'],
    ["consentSource: [USER]", "1: consentSource must be the key of a consent source, but is a list"],
    ["consentSource: ''", '1: consentSource must be the key of a consent source, not empty, but is ""'],
    ["\n\nlanguage: [sv]", "3: language must be one of en, sv, no, da, de, nl, but is a list"],
  ])("of %j", (text, mistake) => {
    expect(mistakesIn(text)).toEqual([mistake]);
  });

  it("say what the file must be where it is no group of keys", () => {
    expect(mistakesIn("- a\n- b")).toEqual([expect.stringMatching(/^1: the file must be a group of keys \(database, language/)]);
  });

  it("never show an address: it may hold a password", () => {
    const [mistake] = mistakesIn("database: { url: [postgres://crm:s3cret@db/crm] }\n");
    expect(mistake).toBe("1: database.url must be the address of a database");
  });

  it("name the ways to give a password", () => {
    expect(mistakesIn("database: { password: s3cret }")).toEqual([
      "1: database.password is not kept here: set CONSENT_UPGRADE_DATABASE_PASSWORD, or give --password-file FILE",
    ]);
  });
});
