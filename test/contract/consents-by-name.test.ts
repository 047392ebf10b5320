import { afterAll, beforeAll, expect, describe, test } from "vitest";
import { LANGUAGES } from "../../src/language.js";
import { render } from "../../src/report/render.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";

/** A purpose and a legal basis of the customer's own have no key. */
const ROWS = {
  person: [{ person_id: 1 }, { person_id: 2 }],
  ConsentPurpose: [
    { ConsentPurpose_id: 2, name: "E-marketing", key: "EMARKETING", active: 1 },
    { ConsentPurpose_id: 44, name: 'US:"Wine club";SW:"Vinklubben"', key: "", active: 1 },
    { ConsentPurpose_id: 45, name: "Alumni", key: null, active: 1 },
  ],
  LegalBase: [
    { LegalBase_id: 1, name: "Consent", key: "61A" },
    { LegalBase_id: 9, name: "Handshake", key: "" },
  ],
  ConsentPerson: [
    { person_id: 1, consentPurpose_id: 44, legalBase_id: 1 },
    { person_id: 2, consentPurpose_id: 45, legalBase_id: 9 },
  ],
};

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "by_name");
    crm = await databases.crm(ROWS);
  });
  afterAll(() => databases.end());

  test("a purpose or legal basis without a key is shown by its name, in the reader's language where it has several", async () => {
    const { report } = await crm.plan({});
    expect(report.consents).toContainEqual(
      expect.objectContaining({ purpose: "#44", purposeName: ROWS.ConsentPurpose[1]?.name }),
    );
    expect(report.consents).toContainEqual(expect.objectContaining({ purposeName: "Alumni", legalBasisName: "Handshake" }));
    for (const lang of LANGUAGES) {
      for (const format of ["text", "markdown", "html"] as const) {
        const page = render(report, format, { lang, colour: false, width: 100 });
        expect(page).toContain(lang === "sv" ? "Vinklubben" : "Wine club");
        expect(page).toMatch(/Alumni.*Handshake/);
        expect(page).not.toMatch(/#4[45]|US:/);
      }
    }
  });
});
