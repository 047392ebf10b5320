import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededTexts } from "../../src/crm/seeded-texts.js";
import type { ColumnType } from "../../src/dialect/table-definition.js";
import { failed, runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { refusalOf } from "../support/run-command.js";
import { consentsByKey, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";

const EVERYTHING = { without: [], withLedger: true };

const { salesAndService, mailingHistory, noMailings } = seededTexts("en").comments;
const ENGLISH_COMMENTS = [salesAndService, mailingHistory, noMailings];

/** The length of a comment with the greatest number, two days and the label of a run. */
function filledIn(comment: string): number {
  const day = "2018-05-25";
  const values: Readonly<Record<string, string>> = { mailings: "2147483647", first: day, last: day, run: "01234567" };
  return comment.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "").length;
}

/** Gives all text columns of one published length another one. */
function shortened(published: number, length: number) {
  return (type: ColumnType, usual: string): string =>
    type.kind === "text" && type.length === published
      ? usual.replace(/\w+(?:\(\d+\))?/, `${usual.startsWith("n") ? "n" : ""}varchar(${length})`)
      : usual;
}

describe.each(enginesAtHand())("columns shorter than the vendor's on $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "short columns");
  });
  afterAll(() => databases.end());

  test.each([
    {
      what: "names and tooltips",
      typeName: shortened(4000, 20),
      says: /LegalBase\.|ConsentPurpose\.|ConsentSource\./i,
      step: "reference-data",
    },
    {
      what: "comments",
      typeName: shortened(255, 60),
      says: /ConsentPerson\.comment holds 60 .* up to 1\d\d /i,
      step: "sales-and-service",
    },
  ])("are a reason to refuse before anything is written: $what", async ({ typeName, says, step }) => {
    const crm = await databases.crm({ person: SMALL_CRM.person }, { typeName, reference: "none" });
    const before = await crm.dump(EVERYTHING);
    const skip = step === "sales-and-service" ? { skip: ["template-links"] } : {};
    for (const command of [() => crm.plan(skip), () => crm.apply(skip)]) {
      const refusal = await refusalOf(command());
      expect(refusal).toMatchObject({ exitCode: 4, code: "TEXT_TOO_LONG" });
      expect(refusal.message).toMatch(says);
      expect(refusal.hint).toContain(step);
      expect(failed(await runDoctorOn(crm.address))).toContainEqual(
        expect.objectContaining({ id: "column-lengths", message: expect.stringMatching(says) }),
      );
    }
    expect(await crm.dump(EVERYTHING)).toEqual(before);
  });

  test("a comment column that is shorter than the vendor's, and holds what can be written into it, is no reason to refuse", async () => {
    const longest = Math.max(...ENGLISH_COMMENTS.map(filledIn));
    const crm = await databases.crm(SMALL_CRM, { typeName: shortened(255, longest) });
    expect((await crm.apply()).report.error).toBeNull();
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);

    const shorter = await databases.crm(SMALL_CRM, { typeName: shortened(255, longest - 1) });
    const refusal = await refusalOf(shorter.plan());
    expect(refusal).toMatchObject({ exitCode: 4, code: "TEXT_TOO_LONG" });
    expect(refusal.message).toContain(`ConsentPerson.comment holds ${longest - 1} `);
    expect(refusal.message).toContain(`emarketing-from-mailing-history writes up to ${longest} `);
  });

  test("a text of the configuration's that does not fit is refused, and one that fits to the letter is written whole", async () => {
    const crm = await databases.crm(SMALL_CRM, { typeName: shortened(4000, 400) });
    const types = (length: number) => ({ settings: { subscriptionTypes: [{ name: "Golf", tooltip: "å".repeat(length) }] } });
    const refusal = await refusalOf(crm.apply(types(401)));
    expect(refusal).toMatchObject({ exitCode: 4, code: "TEXT_TOO_LONG" });
    expect(refusal.message).toMatch(/ShipmentType\.tooltip holds 400 characters, .* subscription-types writes up to 401/i);
    expect((await crm.apply(types(400))).report.error).toBeNull();
    const dump = await crm.dump();
    expect(dump["shipmenttype"]?.rows.map((row) => row["tooltip"])).toEqual(["å".repeat(400)]);
    expect(consentsByKey(dump)).toEqual(SMALL_CRM_CONSENTS);
  });
});
