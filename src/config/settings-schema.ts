import { z } from "zod";
import { LANGUAGES } from "../language.js";
import { ConsentUpgradeError } from "../errors.js";
import { compileRules, DOCUMENTED_TARGET } from "../template/rules.js";

// The message of each schema is what was expected, to be put behind "must be": `mistakes.ts` makes the
// sentence. None may show the value: some are addresses with passwords.

const LARGEST_ID = 2_147_483_647;

function text(longest: number, expected = "text") {
  const long = `text of at most ${String(longest)} characters`;
  return z.string(expected).trim().min(1, `${expected}, not empty`).max(longest, long);
}

function whole(least: number, greatest: number) {
  // Written by hand: the first toLocaleString() of a process takes ten milliseconds, and every command comes by here.
  const expected = `a whole number from ${String(least)} to ${String(greatest).replaceAll(/\B(?=(\d{3})+$)/g, ",")}`;
  return z.number(expected).int(expected).min(least, expected).max(greatest, expected);
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`);
}

const yesNo = z.boolean("true or false");

/** For an unknown key, what was expected are the keys that are known, separated by commas. */
function group<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? keys : `a group of keys (${keys})`),
  });
}

/** Sets, whatever order they were written in: they are compared when a run goes on. */
function statuses(greatest: number, fallback: readonly number[]) {
  return z
    .array(whole(0, greatest), "a list of numbers, like [1, 4, 5, 6]")
    .min(1, "a list of at least one number")
    .transform((list): readonly number[] => [...new Set(list)].sort((a, b) => a - b))
    .default(fallback);
}

/** SQL Server's `datetime` knows none before it. */
const FIRST_DAY = "1753-01-01";
const DAY = "a day like 2013-01-31, from 1753 on";

/** A day that the calendar has: `2013-02-30` has the form of one only. */
function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && value >= FIRST_DAY && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
  );
}

const subscriptionType = group({
  name: text(4000, "a name"),
  tooltip: text(4000).nullable().default(null),
});

/** Runs although another key of the same list or group is wrong, so that all mistakes are told at once. */
const evenSo = { when: ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null };

/** The CRM compares names without regard to case and outer blanks, and so does `subscription-types`. */
function refuseRepeatedNames(types: readonly { readonly name?: unknown }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  types.forEach((type, index) => {
    if (typeof type.name !== "string") return;
    const name = type.name.trim().toLowerCase();
    if (seen.has(name)) {
      context.addIssue({
        code: "custom",
        path: [index, "name"],
        message: "a name of its own: another type has the same",
      });
    }
    seen.add(name);
  });
}

const pattern = text(4000, "a regular expression").superRefine((value, context) => {
  const mistake = patternMistake(value);
  if (mistake !== undefined)
    context.addIssue({
      code: "custom",
      message: `a regular expression in RE2 syntax, without look-around and back-references (${mistake})`,
    });
});

const templates = group({
  /** A link is standard besides when one of them is found anywhere in its target. */
  standardLinks: z.array(pattern, "a list of regular expressions").default([]),
  /** The new target; null: learned from the database's own messages, else the documented variable. */
  manageSubscriptionsLink: text(4000, "the target of a link").nullable().default(null),
  replaceText: yesNo.default(true),
});

/** Statuses of recipients that are never evidence, whatever the configuration says, and why. */
const NEVER_EVIDENCE: ReadonlyMap<number, string> = new Map([
  [10, "a contact who complained is never given e-marketing consent"],
  [12, "a test mail was not sent to the contact"],
]);

const recipientStatuses = statuses(12, [4, 5, 6, 8]).superRefine((list, context) => {
  for (const [status, why] of NEVER_EVIDENCE) {
    if (list.includes(status)) context.addIssue({ code: "custom", message: `a list without ${String(status)}: ${why}` });
  }
});

/** Each id goes into statements as a value of its own: what is longer belongs into a selection. */
const MOST_IDS = 200;

/** Sets of ids. */
function ids(of: string) {
  return z
    .array(whole(1, LARGEST_ID), `a list of ids of ${of}, like [5, 17]`)
    .max(MOST_IDS, `a list of at most ${String(MOST_IDS)} ids (put more into a static selection)`)
    .transform((list): readonly number[] => [...new Set(list)].sort((a, b) => a - b))
    .default([]);
}

const sourceKey = text(255, "the key of a consent source");

/** One for each step that writes consents. Rows for the flag No mailings get the one that the vendor's own upgrade gives them. */
const sourceOfEachStep = group({
  salesAndService: sourceKey.default("UNKNOWN"),
  mailingHistory: sourceKey.default("UNKNOWN"),
  noMailings: sourceKey.default("USER"),
});

/** One key alone means all three. Not a union: of one, only that nothing fits would be told. */
const consentSource = z.unknown().transform((value, context): z.infer<typeof sourceOfEachStep> => {
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  const parsed = isGroup
    ? sourceOfEachStep.safeParse(value)
    : sourceKey.transform((key) => ({ salesAndService: key, mailingHistory: key, noMailings: key })).safeParse(value);
  if (parsed.success) return parsed.data;
  context.issues.push(...(parsed.error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});

/** How long a transaction should take, in milliseconds: what a user may have to wait for, more often than by chance, is this short. */
const BATCH_OF_MODE = { window: 500, office: 100 } as const;

/** Of the whole file. Keys that are absent get their defaults; `null` is removed before. */
export const settingsSchema = group({
  database: group({
    /** As the user wrote it, passwords included: only for the driver, never for a text. */
    url: text(4000, "the address of a database").nullable().default(null),
    schema: text(128, "the name of a schema").nullable().default(null),
    /** How certificates are checked. */
    tls: oneOf(["verify", "no-verify", "off"]).nullable().default(null),
  }).prefault({}),
  /** Of what is seeded; null: found out from the reference rows. */
  language: oneOf(LANGUAGES).nullable().default(null),
  associateId: whole(0, LARGEST_ID).default(0),
  consentSource: consentSource.prefault({}),
  includeDeletedPersons: yesNo.default(true),
  /** Left out of points 1 and 2; ids, ascending, the selections static ones. */
  exclude: group({ persons: ids("contacts"), companies: ids("companies"), selections: ids("selections") }).prefault({}),
  mailingHistory: group({
    /** First day that counts, `YYYY-MM-DD`; null: all. */
    since: z.string(DAY).refine(isDay, DAY).nullable().default(null),
    mailingStatuses: statuses(13, [1, 4, 5, 6]),
    recipientStatuses,
    sentMessageLog: yesNo.default(true),
    /** What proves that somebody was mailed before: to have been sent a mailing, to have opened or clicked one, or nothing. */
    evidence: oneOf(["sent", "engaged", "none"]).default("sent"),
  }).prefault({}),
  noMailings: group({ onExistingConsent: oneOf(["withdraw", "keep"]).default("withdraw") }).prefault({}),
  /** null: the four of the upgrade, in the language of what is seeded. */
  subscriptionTypes: z
    .array(subscriptionType, "a list of types, each with name and tooltip")
    .min(1, "a list of at least one type")
    .superRefine(refuseRepeatedNames, evenSo)
    .nullable()
    .default(null),
  templates: templates.prefault({}),
  /** Interest → subscription type; null: the step is not asked for. */
  interests: z
    .record(z.string(), text(4000, "the name of a subscription type"), "pairs of interest and subscription type")
    .refine((pairs) => Object.keys(pairs).length > 0, "at least one pair of interest and subscription type")
    .nullable()
    .default(null),
  /** Whether the step that switches E-marketing privacy on is asked for. */
  emarketingPrivacy: yesNo.default(false),
  /** A LegalBase key, that of new contacts; null: the step is not asked for. */
  defaultLegalBasis: text(255, "the key of a legal basis")
    .refine((key) => !/^#?\s*withdrawn$/i.test(key), "the key of a legal basis other than WITHDRAWN, like 61F")
    .nullable()
    .default(null),
  run: group({
    /** `window`: as fast as the server goes, while nobody works; `office`: people work meanwhile, and hardly notice. */
    mode: oneOf(["window", "office"]).default("window"),
    batchMs: whole(1, 60_000).optional(),
    maxBatch: whole(1, 1_000_000).default(50_000),
    pauseMs: whole(0, 600_000).default(0),
    replicationLog: oneOf(["auto", "always", "never"]).default("auto"),
    retrySeconds: whole(0, 86_400).default(120),
    /** null: replicas are not watched. */
    maxReplicaLagSeconds: whole(0, 86_400).nullable().default(null),
    replicaUrls: z.array(text(4000, "the address of a replica"), "a list of addresses").default([]),
  })
    .transform(({ batchMs, ...run }) => ({ ...run, batchMs: batchMs ?? BATCH_OF_MODE[run.mode] }))
    .prefault({}),
});

/** What is wrong with a pattern, in the words of who compiles it, or undefined. */
function patternMistake(source: string): string | undefined {
  try {
    compileRules({ standardLinks: [source], target: DOCUMENTED_TARGET, replaceText: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConsentUpgradeError)) throw error;
    return error.message.replace(/^templates\.standardLinks: /, "").replace(/\.$/, "");
  }
}
