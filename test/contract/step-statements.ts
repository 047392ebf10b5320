import { steps } from "../../migrations/steps.js";
import type { Dialect } from "../../src/dialect/dialect.js";
import type { Settings } from "../../src/config/settings.js";
import { createLogger } from "../../src/log/logger.js";
import { silentProgress } from "../../src/progress.js";
import { applyUpgrade } from "../../src/run/apply-run.js";
import { planUpgrade } from "../../src/run/plan-run.js";
import { NO_LEDGER } from "../../src/ledger/step-states.js";
import { factsOf, readUpgradeContext } from "../../src/work/upgrade-context.js";
import { WorkConnection } from "../../src/work/work-connection.js";
import { CONSENT_TABLES } from "../../src/crm/tables.js";
import type { StepDefinition } from "../../src/steps/step.js";
import { createStopControl } from "../../src/stop-request.js";
import { RecordingSession, type Answers, type Recorded } from "./recording-session.js";
import { settingsFor } from "../support/run-command.js";
import { ALL_STEPS } from "./small-crm.js";

/** How many mapped types and templates the CRM has; undefined: a few that tell them apart. */
export type Amount = { readonly types: number; readonly templates: number } | undefined;

function settingsOf(amount: Amount): Settings {
  const chosen = { ...ALL_STEPS, mailingHistory: { since: "2013-01-01" }, run: { replicationLog: "always" } } as const;
  const interests = numbered(amount?.types ?? 0).map((n) => [`Interest ${n}`, `Type ${n}`] as const);
  return settingsFor({ url: "" }, amount === undefined ? chosen : { ...chosen, interests: Object.fromEntries(interests) });
}

function numbered(amount: number): readonly number[] {
  return Array.from({ length: amount }, (_, at) => at + 1);
}

const EMARKETING = 2;
const PURPOSE = {
  consentpurpose_id: EMARKETING,
  name: "E-marketing",
  rank: 1,
  deleted: 0,
  key: "EMARKETING",
  active: 1,
};
const PREFERENCE = {
  userpreference_id: 4,
  deflevel: 2,
  maxlevel: 2,
  owner_id: 0,
  prefsection: "GDPR",
  prefkey: "GdprDefaultLegalBase",
  prefvalue: "0",
};
const INTERESTS = [
  { persint_id: 6, name: "Fairs", deleted: 0 },
  { persint_id: 7, name: "News by mail", deleted: 0 },
];
const TYPES = [
  { shipmenttype_id: 3, name: "News", rank: 1, deleted: 0 },
  { shipmenttype_id: 4, name: "Invitations", rank: 2, deleted: 0 },
];
const TEMPLATE = {
  id: 21,
  html_message: '<a href="[[unsubscribe]]">unsubscribe here</a>',
  plain_message: null,
  design: null,
  designtype: 0,
  email: 1,
  sent: 0,
};

function manyTypes({ types }: NonNullable<Amount>): Answers {
  return [
    [
      /FROM \(SELECT[^)]*ShipmentType.?\) r/,
      () => numbered(types).map((n) => ({ shipmenttype_id: n, name: `Type ${n}`, rank: n, deleted: 0 })),
    ],
    [
      /FROM \(SELECT[^)]*PersInt.?\) r/,
      () => numbered(types).map((n) => ({ persint_id: 1000 + n, name: `Interest ${n}`, deleted: 0 })),
    ],
  ];
}

/** Each with three texts of its own. */
function manyTemplates({ templates }: NonNullable<Amount>): Answers {
  const all = numbered(templates).map((n) => ({
    ...TEMPLATE,
    id: n,
    html_message: `${TEMPLATE.html_message}${n}`,
    plain_message: `unsubscribe here: [[unsubscribe]] ${n}`,
    design: JSON.stringify({ html: `${TEMPLATE.html_message} ${n}` }),
    designtype: 2,
  }));
  const first = (text: string, values: readonly unknown[]): boolean => /html_message/.test(text) && values.includes(0);
  return [
    [/AS bytes/, (text, values) => (first(text, values) ? all.map(({ id }) => ({ id, bytes: 90 })) : [])],
    [/ AS travels$/m, (text) => (/html_message/.test(text) ? all.map((one) => ({ ...one, travels: 1 })) : [])],
    [/AS .?html_message.?[^)]*FROM/, () => all],
    [/^\s*UPDATE \S*s_message/, (text) => (/\bIN \(([^)]*)\)/.exec(text)?.[1] ?? "").split(",").map((id) => ({ id }))],
  ];
}

/** The server of the recordings has a few contacts, one template, one preference, and a reference row or two. */
const ANSWERS: Answers = [
  [/ AS .?utc/i, () => [{ utc: "2026-01-31 22:00:00", local: "2026-01-31 23:00:00" }]],
  [/AS next_id/, () => [{ next_id: 1_000 }]],
  [/TableName/i, () => [{ id: 493, number: 483 }]],
  [/AS greatest/, () => [{ greatest: 9, n: 3 }]],
  [
    /MAX\([pr]\.person_id\) AS last/,
    (_, values) => [values.includes(9) && !values.includes(10) ? { last: 9, n: 3 } : { last: null, n: 0 }],
  ],
  [/AS bytes/, (text, values) => (/html_message/.test(text) && values.includes(0) ? [{ id: 21, bytes: 90 }] : [])],
  [/ AS travels$/m, (text) => (/html_message/.test(text) ? [{ id: 21, designtype: 0, email: 1, sent: 0, travels: 1 }] : [])],
  [/AS .?html_message.?[^)]*FROM/, () => [TEMPLATE]],
  [/FROM \(SELECT[^)]*ConsentPurpose.?\) r/, () => [PURPOSE]],
  [/FROM \(SELECT[^)]*UserPreference.?\) r/, () => [PREFERENCE]],
  [/FROM \(SELECT[^)]*ShipmentType.?\) r/, () => TYPES],
  [/FROM \(SELECT[^)]*PersInt.?\) r/, () => INTERESTS],
  [
    /SELECT.*\be\W{1,3}person_id\W FROM.*ORDER BY/,
    (text, values) => (values.includes(EMARKETING) || text.includes("Reservation") ? [{ person_id: 5 }] : []),
  ],
  [/AS giving/, () => [{ met: 2, giving: 1 }]],
  // No subscription types but those of the upgrade.
  [/ShipmentType.*\) t WHERE NOT/is, () => [{ n: 0 }]],
  [/COUNT\(\*\) AS n/, () => [{ n: 1 }]],
];

/** What `plan` and `apply` send for each step to a server of this engine. @throws Error where a step does not end */
export async function statementsOfSteps(dialect: Dialect, schema: string, amount?: Amount): Promise<readonly Recorded[]> {
  const whole = await recorded(dialect, schema, steps, [], amount);
  const [consentSchema] = steps;
  if (consentSchema?.kind !== "schema") throw new Error("the first step creates no tables any more");
  const older = await recorded(dialect, schema, [consentSchema], [...CONSENT_TABLES, "s_shipment.shipmenttype_id"], undefined);
  return [...older, ...whole.filter(({ step }) => !step.endsWith(consentSchema.id))].filter(
    ({ step }) => !step.startsWith("before"),
  );
}

async function recorded(
  dialect: Dialect,
  schema: string,
  chosen: readonly StepDefinition[],
  missing: readonly string[],
  amount: Amount,
): Promise<readonly Recorded[]> {
  const recording = new RecordingSession(dialect, schema, missing, [
    ...(amount === undefined ? [] : [...manyTypes(amount), ...manyTemplates(amount)]),
    ...ANSWERS,
  ]);
  const settings = settingsOf(amount);
  const { session } = recording;
  const upgrade = await readUpgradeContext(session, settings);
  const now = (): Date => new Date(0);
  await planUpgrade(
    upgrade,
    chosen.map((step) => ({ step, choice: "run" })),
    now,
    (step) => {
      recording.step = `plan ${step}`;
    },
  );
  recording.step = "before apply";
  const { stop } = createStopControl();
  const applied = await applyUpgrade({
    connection: new WorkConnection({
      database: recording.database,
      retrySeconds: 0,
      progress: silentProgress,
      stop,
      now,
    }),
    lockName: "consent_upgrade_test",
    settings,
    progress: silentProgress,
    stop,
    log: createLogger({ level: "silent", file: undefined, writeLine: () => undefined }),
    now,
    selected: chosen.map((step) => ({
      step: announcing(step, () => (recording.step = `apply ${step.id}`)),
      choice: "run",
    })),
    state: NO_LEDGER,
    upgrade: factsOf(upgrade),
    language: "en",
    toolVersion: "0.0.0-test",
    machine: "test",
  });
  if (applied.error !== undefined) throw applied.error;
  return recording.recorded;
}

/** The step, telling when the run begins with it. */
function announcing(step: StepDefinition, announce: () => void): StepDefinition {
  const told =
    <Input extends readonly unknown[], Output>(work: (...input: Input) => Output) =>
    (...input: Input): Output => {
      announce();
      return work(...input);
    };
  switch (step.kind) {
    case "schema":
      return Object.defineProperty({ ...step }, "tables", { get: told(() => step.tables) });
    case "seed":
      return { ...step, change: told(step.change) };
    case "persons":
      return { ...step, rows: told(step.rows) };
    case "texts":
      return { ...step, prepare: told(step.prepare) };
  }
}
