import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { reportOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf } from "../support/run-command.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const ROWS = {
  person: [
    { person_id: 1, firstname: "Eva", lastname: "=Berg" },
    { person_id: 2, firstname: "Nils", lastname: "Holm", nomailing: 1 },
    { person_id: 3, firstname: "Ida", lastname: "Lund", nomailing: 1 },
  ],
  Email: [{ person_id: 1, email_address: "eva@example.com" }],
  ConsentPerson: [
    {
      consentperson_id: 50,
      person_id: 3,
      consentPurpose_id: 2,
      legalBase_id: 1,
      consentSource_id: 1,
      comment: "asked her",
      updatedCount: 4,
    },
  ],
};

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let directory: string;
  let runId: string;
  let planned: string;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "evidence");
    crm = await databases.crm(ROWS);
    directory = await mkdtemp(join(tmpdir(), "evidence-"));
    await crm.plan({ evidence: join(directory, "planned.csv") });
    planned = await readFile(join(directory, "planned.csv"), "utf8");
    runId = (await crm.apply()).report.runId ?? "";
    const table = identifier(crm.session.server.schema, "ConsentPerson");
    await crm.session.execute(sql`
      UPDATE ${table} SET ${identifier("comment")} = ${"by hand"}, ${identifier("updatedCount")} = 1 WHERE person_id = 2 AND ${identifier("consentPurpose_id")} = 1`);
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
    await databases.end();
  });

  test.skipIf(process.platform === "win32")("evidence and script can be read by their owner alone", async () => {
    const sql = join(directory, "change.sql");
    await crm.plan({ sql });
    for (const file of [sql, join(directory, "planned.csv")]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  async function written(name: string, includePersonalData = false): Promise<string> {
    const evidence = join(directory, name);
    const { report } = await reportOn(crm.address, { evidence, includePersonalData });
    expect(report.attention.find(({ code }) => code === "EVIDENCE_WRITTEN")).toMatchObject({ count: 5 });
    return readFile(evidence, "utf8");
  }

  test("a line for each consent row of ours, as CSV", async () => {
    const [head, ...lines] = (await written("all.csv")).trimEnd().split("\n");
    expect(head).toBe("person_id,consent_id,purpose,legal_basis,source,rule,evidence,written_at,run_id,changed_since");
    expect(lines).toHaveLength(5);
    const short = lines.map((line) =>
      line
        .replace(/,(20..-..-..T..:..:..\.000Z),/, ",WHEN,")
        .replace(runId, "RUN")
        .replace(/,\d+,/, ",ID,"),
    );
    expect(short).toContain(
      `1,ID,STORE,61F,UNKNOWN,sales-and-service,"Sales and service for every contact: legitimate interest, GDPR Art. 6(1)(f). consent-upgrade, run ${runId.slice(0, 8)}.",WHEN,RUN,false`,
    );
    expect(short).toContain("2,ID,STORE,61F,UNKNOWN,sales-and-service,by hand,WHEN,RUN,true");
    expect(short.find((line) => line.startsWith("3,ID,EMARKETING"))).toMatch(
      /^3,ID,EMARKETING,WITHDRAWN,USER,no-mailings-to-withdrawn,.*,RUN,false$/,
    );
    expect(lines.join()).not.toMatch(/Berg|Holm|example\.com|asked her/);
    expect(await readdir(directory)).not.toContain("all.csv.partial");
  });

  test("plan tells the same lines before: what each contact would get, by which rule and with which evidence", async () => {
    const [head, ...lines] = planned.trimEnd().split("\n");
    expect(head).toBe(
      "person_id,consent_id,purpose,legal_basis,source,rule,evidence,written_at,run_id,changed_since,outcome,legal_basis_before,reasons,why",
    );
    const of = (person: number, purpose: string): string | undefined =>
      lines.find((line) => new RegExp(`^${String(person)},\\d*,${purpose},`).test(line));
    expect(lines).toHaveLength(6);
    expect(of(1, "EMARKETING")).toBe(
      "1,,EMARKETING,,,emarketing-from-mailing-history,,,,false,none,,NEVER_MAILED,no mailing counts as evidence",
    );
    expect(of(2, "EMARKETING")).toMatch(
      /^2,,EMARKETING,WITHDRAWN,USER,no-mailings-to-withdrawn,".*",,,false,insert,,FLAGGED,marked No mailings$/,
    );
    expect(of(3, "EMARKETING")).toMatch(/^3,50,EMARKETING,WITHDRAWN,.*,update,61A,FLAGGED OTHER_BASIS_WITHDRAWN,"/);
    expect(lines.join()).not.toMatch(/Berg|Holm|example\.com|asked her/);
  });

  test("with names and addresses only when asked for, and never as a formula", async () => {
    const lines = (await written("people.csv", true)).trimEnd().split("\n");
    expect(lines[0]).toMatch(/,name,email$/);
    expect(lines.filter((line) => line.startsWith("1,"))[0]).toMatch(/,Eva =Berg,eva@example\.com$/);
  });

  test("as records in the words of ISO/IEC TS 27560", async () => {
    const records = (await written("all.jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(records).toHaveLength(5);
    expect(records).toContainEqual(
      expect.objectContaining({
        schema_version: "ISO/IEC TS 27560:2023",
        record_id: "ConsentPerson 50",
        pii_principal_id: "3",
        processing: [{ purpose: "EMARKETING", lawful_basis: "WITHDRAWN", collection_method: "USER" }],
        event: [
          expect.objectContaining({
            event_type: "no-mailings-to-withdrawn",
            event_state: "withdrawn",
            entity_id: `consent-upgrade run ${runId}`,
          }),
        ],
      }),
    );
  });

  test("other endings, and directories that are not there, are refused", async () => {
    expect(await refusalOf(reportOn(crm.address, { evidence: join(directory, "all.xlsx") }))).toMatchObject({
      exitCode: 64,
      code: "EVIDENCE_FORMAT",
    });
    expect(await refusalOf(reportOn(crm.address, { evidence: join(directory, "not", "there.csv") }))).toMatchObject({
      exitCode: 64,
      code: "FILE_NOT_WRITABLE",
    });
    expect(await refusalOf(reportOn(crm.address, { includePersonalData: true }))).toMatchObject({
      exitCode: 64,
      code: "PERSONAL_DATA_WITHOUT_EVIDENCE",
    });
    expect(await refusalOf(crm.plan({ evidence: join(directory, "not", "there.csv") }))).toMatchObject({
      exitCode: 64,
      code: "FILE_NOT_WRITABLE",
    });
    expect(await refusalOf(crm.plan({ includePersonalData: true }))).toMatchObject({
      exitCode: 64,
      code: "PERSONAL_DATA_WITHOUT_EVIDENCE",
    });
  });

  test("nothing that was rolled back", async () => {
    await rollBackOn(crm.address);
    const evidence = join(directory, "after.csv");
    await reportOn(crm.address, { evidence });
    expect((await readFile(evidence, "utf8")).split("\n")).toHaveLength(2);
  });
});
