import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { SettingsWish } from "../support/run-command.js";
import { modelOf, type ModelConsent } from "./model.js";
import {
  LEGAL_BASES,
  MESSAGE_FLAGS,
  PURPOSES,
  randomCrm,
  randomSettings,
  type RandomCrm,
  type RandomSettings,
} from "./random-crm.js";
import { rows } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

const RUNS = 25;
/** A slow server does fewer, but these: what is tried less often shows nothing. */
const LEAST_RUNS = 8;
/** What only speaks SQL Server's protocol needs minutes for one. */
const LEAST_RUNS_OF_MSSQL = 2;
/** How long those above the least may take. */
const MILLISECONDS = 20_000;
const ATTENTION = [
  "COMPLAINT_WITHOUT_CONSENT",
  "UNSUBSCRIBED_BUT_NOT_FLAGGED",
  "UNSUBSCRIBED_WITHOUT_PERSON",
  "COMPANY_WANTS_NO_MAILINGS",
  "EMARKETING_BLOCKED",
  "EVIDENCE_SENT",
  "EVIDENCE_ENGAGED",
  "EVIDENCE_NONE",
  "HISTORY_SINCE",
  "SENT_MESSAGE_LOG_ADDS",
  "SENT_MESSAGE_LOG_LEFT_OUT",
  "RECIPIENT_WITHOUT_PERSON",
  "UNKNOWN_LEGAL_BASIS",
  "EXISTING_CONSENT_WITHDRAWN",
  "EXISTING_CONSENT_KEPT",
];

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "model");
    crm = await databases.crm({});
  });
  // What the time limit interrupts still runs.
  let last: Promise<void> = Promise.resolve();
  afterAll(async () => {
    await last.catch(() => undefined);
    await databases.end();
  });

  test("random databases: plan tells what apply does, and apply does what the rules say", { timeout: 900_000 }, async () => {
    const least = engine.name === "mssql" ? LEAST_RUNS_OF_MSSQL : LEAST_RUNS;
    const property = fc.asyncProperty(randomCrm, randomSettings, async (random, chosen) => {
      last = holds(random, chosen);
      await last;
    });
    const { seed = 0 } = fc.readConfigureGlobal();
    await fc.assert(property, { seed, numRuns: least });
    await fc.assert(property, {
      seed: seed + 1,
      numRuns: RUNS - least,
      interruptAfterTimeLimit: MILLISECONDS,
      markInterruptAsFailure: false,
    });
  });

  async function holds(random: RandomCrm, chosen: RandomSettings): Promise<void> {
    await crm.refill(databaseRows(random));
    const settings = settingsOf(chosen);
    const planned = (await crm.plan({ settings })).report;
    const applied = (await crm.apply({ settings })).report;
    expect(applied.error).toBeNull();
    expect(figuresOf(applied)).toEqual(figuresOf(planned));

    const model = modelOf(random, chosen);
    const consents = rows(await crm.dump(), "consentperson").map((row) => ({
      person: row["person_id"],
      purpose: Object.entries(PURPOSES).find(([, id]) => id === row["consentpurpose_id"])?.[0],
      basis: row["legalbase_id"],
      says: String(row["comment"]),
    }));
    expect(consents.map(({ person, purpose, basis }) => `${String(person)} ${purpose ?? "?"} ${String(basis)}`).sort()).toEqual(
      model.consents.map(inShort).sort(),
    );
    for (const { person, purpose, says } of model.consents) {
      const found = consents.find((row) => row.person === person && row.purpose === purpose)?.says;
      expect(found).toContain(says ?? "as it was");
    }
    const figures = Object.fromEntries(
      applied.steps
        .filter(({ id }) => id in model.steps)
        .map(({ id, changes, counts }) => [
          id,
          { inserted: changes.inserted, updated: changes.updated, kept: counts["alreadyRecorded"] },
        ]),
    );
    expect(figures).toEqual(model.steps);
    const attention = applied.attention.filter(({ code }) => ATTENTION.includes(code));
    expect(Object.fromEntries(attention.map(({ code, count }) => [code, count]))).toEqual(model.attention);
  }
});

function inShort({ person, purpose, basis }: ModelConsent): string {
  return `${person} ${purpose} ${String(basis)}`;
}

function settingsOf(chosen: RandomSettings): SettingsWish {
  const { includeDeleted, since, recipientStatuses, mailingStatuses, sentMessageLog, evidence, onExistingConsent, maxBatch } =
    chosen;
  return {
    includeDeletedPersons: includeDeleted,
    mailingHistory: { since, recipientStatuses, mailingStatuses, sentMessageLog, evidence },
    noMailings: { onExistingConsent },
    run: { maxBatch },
  };
}

function databaseRows(random: RandomCrm): DatabaseRows {
  const { persons, mailings, recipients, log, consents, clicks, keysBegin } = random;
  // Releases with such keys had names in several languages.
  const inLanguages = (name: string): string => (keysBegin === "" ? name : `US:"${name}";SW:"${name} sv"`);
  return {
    ConsentPurpose: Object.entries(PURPOSES).map(([key, consentpurpose_id]) => ({
      consentpurpose_id,
      key: `${keysBegin}${key}`,
      name: inLanguages(`Purpose ${key}`),
    })),
    LegalBase: Object.entries(LEGAL_BASES).map(([key, legalbase_id]) => ({
      legalbase_id,
      key: `${keysBegin}${key}`,
      name: inLanguages(`Basis ${key}`),
    })),
    contact: [40, 41].map((id) => ({ contact_id: id, nomailing: random.flaggedCompanies.includes(id) ? 1 : 0 })),
    person: persons.map(({ id, company, nomailing, retired, blocked, deleted }) => ({
      person_id: id,
      contact_id: company,
      nomailing,
      retired,
      blockEmarketing: blocked,
      DeletedDate: deleted,
    })),
    s_message: MESSAGE_FLAGS.map((flags, position) => ({ id: position + 1, flags })),
    s_shipment: mailings.map(({ id, status, message, started }) => ({
      id,
      status,
      message_id: message,
      start_date: started,
    })),
    s_shipment_addr: recipients.map(({ person, mailing, status, sent }) => ({
      customer_id: person,
      shipment_id: mailing,
      status,
      sending_time: sent,
    })),
    s_sent_message: log.map(({ person, mailing, message, sent, read }) => ({
      customer_id: person,
      shipment_id: mailing,
      message_id: message,
      when_sent: sent,
      when_read: read,
    })),
    ConsentPerson: consents.map(({ person, purpose, basis }) => ({
      person_id: person,
      consentPurpose_id: PURPOSES[purpose],
      legalBase_id: basis,
      comment: "as it was",
    })),
    s_link_customer: clicks.map(({ person, mailing, type }) => ({ customer_id: person, shipment_id: mailing, link_type: type })),
    s_link_customer_statical: random.clicksByAddress.map(({ address, type }) => ({ email: address, link_type: type })),
    Email: random.addresses.map(({ person, address }) => ({ person_id: person, email_address: address })),
    ShipmentTypeReservation: random.reservations.map((person) => ({ person_id: person, ShipmentType_id: 77 })),
  };
}
