import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { lockName } from "../../src/work/lock.js";
import { createStopControl } from "../../src/stop-request.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { CommandEnd } from "../support/run-command.js";
import { rows } from "./small-crm.js";

const OLD = "[[unsubscribe]]";
const NEW = "[[link.subscription]]";
const EMAIL = 2;
/** s_shipment.status */
const [FINISHED, WAITING] = [1, 3];

/** The link in every form in which a database may hold it, and what becomes of it. */
const STORED: readonly (readonly [before: string, after: string])[] = [
  ["<a href='[[UNSUBSCRIBE]]'>x</a>", `<a href='${NEW}'>x</a>`],
  ['<a href="&#x5b;&#x5b;unsubscribe&#93;]">x</a>', `<a href="${NEW}">x</a>`],
  ['<a href="[[&#117;n&#115;ubscr&#x69;be]]">x</a>', `<a href="${NEW}">x</a>`],
  ['<a href="[[un\nsubscribe]]">x</a>', `<a href="${NEW}">x</a>`],
  ['<a href="%5B%5Bunsub%73cribe%5D%5D">x</a>', '<a href="%5B%5Bunsub%73cribe%5D%5D">x</a>'],
  ["<p>&#91;&#91;UnSubScribe]]</p>", `<p>${NEW}</p>`],
];

/** No e-mail can be sent with it, or nobody finds it: it must not become a template without a link. */
const CUSTOM: readonly string[] = [
  '<a href="https://t.example.com/1">ab&shy;mel&shy;den</a>',
  '<a href="https://t.example.com/1">ab\u00admel\u00adden</a>',
  '<a href="https://t.example.com/1">ABMELDEN</a>',
  '<a href="https://t.example.com/1">Avanm&auml;lan</a>',
  '<a href="https://t.example.com/1">AVANMÄLAN</a>',
  '<a href="https://t.example.com/1">D&#233;sabonnement</a>',
  '<a href="https://t.example.com/%6Fpt-out/1">x</a>',
];
const WITHOUT: readonly string[] = ["<p>Hello</p>", '<a href="https://www.example.com/">News</a>', ""];

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

function fingerprint(text: unknown): string {
  return `${String(text).length} ${createHash("sha256").update(String(text)).digest("hex")}`;
}

function stepOf({ report }: CommandEnd) {
  const { changes, counts } = report.steps.find(({ id }) => id === "template-links") ?? {};
  const attention = report.attention.map(
    ({ code, count, items }) => [code, count, items.map(({ table, id }) => `${table} ${id}`)] as const,
  );
  const seen = attention.filter(([code]) =>
    /^(?:CUSTOM_|PREFERENCE_|PERSONAL_|UNSUBSCRIBE_LINK_|TEMPLATE_(?!LINK_(?:DEFAULT|LEARNED))|UNREADABLE_)/.test(code),
  );
  return { updated: changes?.updated, counts, attention: Object.fromEntries(seen.map(([code, ...rest]) => [code, rest])) };
}

/** What verify says of the one step that was run. */
async function complaints(crm: TestCrm) {
  return (await crm.verify()).report.checks.filter(({ id, outcome }) => outcome !== "pass" && id !== "pending-steps");
}

/** Sessions of this database, but for the one that holds the run's lock. */
async function sessionsWithoutLock(session: Session): Promise<readonly number[]> {
  const { engine } = session.dialect;
  if (engine === "mssql") return [];
  if (engine === "postgres") {
    const found = await session.query<{ pid: number }>(sql`
      SELECT a.pid FROM pg_stat_activity a
      WHERE a.datname = current_database() AND a.pid NOT IN (SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory')`);
    return found.map(({ pid }) => pid);
  }
  const [lock] = await session.query<{ holder: unknown }>(sql`SELECT IS_USED_LOCK(${lockName(session)}) AS holder`);
  const found = await session.query<Record<"Id" | "db", unknown>>(sql`SHOW PROCESSLIST`);
  return found
    .filter(({ Id, db }) => db === session.server.database && String(Id) !== String(lock?.holder))
    .map(({ Id }) => Number(Id));
}

async function endSession(session: Session, id: number): Promise<void> {
  const { engine } = session.dialect;
  if (engine === "postgres") await session.query(sql`SELECT pg_terminate_backend(${id})`);
  else await session.execute(sql.raw(`KILL ${id}`));
}

describe.each(enginesAtHand())("template-links on $name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  const only = { only: ["template-links"] };
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "template links");
    crm = await databases.crm({});
  });
  afterAll(() => databases.end());

  /** Plans, applies, verifies and rolls back; the rows afterwards must be those before. */
  async function wholeWay(given: DatabaseRows) {
    await crm.refill(given);
    const before = await crm.dump();
    const planned = stepOf(await crm.plan(only));
    const applied = stepOf(await crm.apply(only));
    expect(applied).toEqual(planned);
    const after = await crm.dump();
    expect(await complaints(crm)).toEqual([]);
    await rollBackOn(crm.address);
    const { s_message, s_link, s_messageblock } = await crm.dump();
    expect({ s_message, s_link, s_messageblock }).toEqual({
      s_message: before["s_message"],
      s_link: before["s_link"],
      s_messageblock: before["s_messageblock"],
    });
    return { planned, before, after };
  }

  test("finds the link in every form in which it may be stored", async () => {
    const { planned, after } = await wholeWay({
      s_message: STORED.map(([html_message], position) => ({ id: position + 1, flags: EMAIL, html_message })),
    });
    expect(rows(after, "s_message").map((row) => row["html_message"])).toEqual(STORED.map(([, text]) => text));
    expect(planned.attention["TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK"]).toBeUndefined();
  });

  test("changes any number of links, in texts short and long, and no byte between them", async () => {
    const texts = [1, 5, 64, 65, 500].flatMap((links) =>
      [0, 7, 3000].map(
        (filled) => (link: string) =>
          `😀å${`<p>ø 😀 “x”\r\n</p>${"å~ ".repeat(filled)}<a href="${link}">x</a>\t`.repeat(links)} \\ ' `,
      ),
    );
    const short = Array.from({ length: 480 }, (_, position) => (link: string) => `<p>${position} ø</p><a href="${link}">x</a>`);
    const messages = (link: string) =>
      [...texts, ...short].map((text, position) => ({
        id: position + 1,
        flags: EMAIL,
        html_message: text(link),
        plain_message: `ø ${link}`,
        design: text(link),
      }));
    const { after } = await wholeWay({ s_message: messages(OLD) });
    const seen = (all: ReturnType<typeof rows>) =>
      Object.fromEntries(
        all.map(({ id, html_message, plain_message, design }) => [
          String(id),
          fingerprint([html_message, plain_message, design]),
        ]),
      );
    expect(seen(rows(after, "s_message"))).toEqual(seen(messages(NEW)));
  });

  test("finds customers' links in every form, and tells which templates have none", async () => {
    const { planned, before, after } = await wholeWay({
      s_message: [...CUSTOM, ...WITHOUT].map((html_message, position) => ({ id: position + 1, flags: EMAIL, html_message })),
    });
    expect(planned).toEqual({
      updated: 0,
      counts: { records: CUSTOM.length + WITHOUT.length, links: 0 },
      attention: {
        CUSTOM_UNSUBSCRIBE_LINK: [CUSTOM.length, CUSTOM.map((_, position) => `s_message ${position + 1}`)],
        TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK: [
          WITHOUT.length,
          WITHOUT.map((_, position) => `s_message ${CUSTOM.length + position + 1}`),
        ],
      },
    });
    expect(after["s_message"]).toEqual(before["s_message"]);
  });

  test("goes through messages none of which holds a link", async () => {
    const { planned } = await wholeWay({
      s_message: WITHOUT.map((html_message, position) => ({ id: position + 1, flags: 0, html_message })),
    });
    expect(planned).toEqual({ updated: 0, counts: { records: WITHOUT.length, links: 0 }, attention: {} });
  });

  test("names the record, its first ten links, and words that tags or forms divide", async () => {
    const links = Array.from({ length: 12 }, (_, link) => `<a href="https://t.example.com/unsubscribe/${link}">bye</a>`).join("");
    await crm.refill({
      s_message: [
        { id: 1, flags: EMAIL, description: " Spring offers ", html_message: links },
        {
          id: 2,
          flags: EMAIL,
          description: null,
          html_message: '<form action="[[unsubscribe]]"><input type="submit" value="Stop"></form>',
        },
        { id: 3, flags: EMAIL, description: "From Word", html_message: "<p>[[un<b>subscri</b>be]]</p>" },
      ],
      s_link: [{ id: 4, url: "https://t.example.com/unsubscribe", description: "Own page", local_link: null }],
    });
    const { report } = await crm.plan(only);
    const { items = [] } = report.attention.find(({ code }) => code === "CUSTOM_UNSUBSCRIBE_LINK") ?? {};
    const ten = Array.from({ length: 10 }, (_, link) => `https://t.example.com/unsubscribe/${link} "bye"`).join(", ");
    expect(items.map(({ table, id, detail }) => [`${table} ${id}`, detail])).toEqual([
      ["s_message 1", `“Spring offers”: ${ten} (+2)`],
      ["s_message 2", '[[unsubscribe]] "Stop"'],
      ["s_message 3", "“From Word”: [[unsubscribe]]"],
      ["s_link 4", "“Own page”: https://t.example.com/unsubscribe"],
    ]);
  });

  test("a message of megabytes whose design a user saves meanwhile changes as a whole, as the user left it", async () => {
    const html = (link: string) => `${"<p>å</p>".repeat(300_000)}<a href="${link}">x</a>`;
    const design = (link: string, by: string) =>
      JSON.stringify({ by, html: `${"<p>ø</p>".repeat(200_000)}<a href='${link}'>x</a>` });
    await crm.refill({
      s_message: [{ id: 1, flags: EMAIL, html_message: html(OLD), designtype: 2, design: design(OLD, "one") }],
    });
    const user = await databases.open(crm.address);
    const table = (name: string) => identifier(user.server.schema, name);
    await user.begin("write");
    await user.execute(sql`UPDATE ${table("s_message")} SET design = ${design(OLD, "two")} WHERE id = 1`);
    const applied = crm.apply(only);
    // The page is read, and waits for the record.
    await vi.waitUntil(
      async () => (await crm.session.query(sql`SELECT step_id FROM ${table("consent_upgrade_step")}`).catch(() => [])).length > 0,
      60_000,
    );
    await sleep(500);
    await user.commit();
    expect((await applied).exitCode).toBe(0);
    // Lengths and hashes: a difference of megabytes would take the runner minutes to show.
    const shown = async () =>
      rows(await crm.dump(), "s_message").map((row) => [
        fingerprint(row["html_message"]),
        fingerprint(row["design"]),
        row["updatedcount"],
      ]);
    expect(await shown()).toEqual([[fingerprint(html(NEW)), fingerprint(design(NEW, "two")), 1]]);
    expect(await complaints(crm)).toEqual([]);
    await rollBackOn(crm.address);
    expect(await shown()).toEqual([[fingerprint(html(OLD)), fingerprint(design(OLD, "two")), 0]]);
  });

  test("a message whose bytes somebody changed since stays, though nothing else tells of it", async () => {
    const message = (link: string, word: string) => `<p>${word}</p><a href="${link}">x</a>`;
    await crm.refill({
      s_message: [1, 2].map((id) => ({ id, flags: EMAIL, html_message: message(OLD, "Hello"), plain_message: OLD })),
    });
    await crm.apply(only);
    await crm.session.execute(sql`
      UPDATE ${identifier(crm.session.server.schema, "s_message")} SET html_message = ${message(NEW, "hello")} WHERE id = 1`);
    const left = (end: CommandEnd) =>
      end.report.attention.find(({ code }) => code === "CHANGED_SINCE")?.items.map(({ table, id }) => `${table} ${id}`);
    expect(left(await rollBackOn(crm.address, { dryRun: true }))).toEqual(["s_message 1"]);
    expect(left(await rollBackOn(crm.address))).toEqual(["s_message 1"]);
    const texts = rows(await crm.dump(), "s_message").map(({ id, html_message, plain_message }) => [
      id,
      html_message,
      plain_message,
    ]);
    expect(texts.toSorted()).toEqual([
      [1, message(NEW, "hello"), NEW],
      [2, message(OLD, "Hello"), OLD],
    ]);
  });

  test("a message that is sent between reading and writing is history", async () => {
    const html = `<a href="${OLD}">x</a>`;
    await crm.refill({
      s_message: [
        { id: 1, flags: EMAIL, html_message: html },
        { id: 2, flags: EMAIL, html_message: html },
      ],
    });
    const user = await databases.open(crm.address);
    const table = (name: string) => identifier(user.server.schema, name);
    await user.begin("write");
    await user.execute(sql`UPDATE ${table("s_message")} SET description = 'on its way' WHERE id = 1`);
    const applied = crm.apply(only);
    await vi.waitUntil(
      async () => (await crm.session.query(sql`SELECT step_id FROM ${table("consent_upgrade_step")}`).catch(() => [])).length > 0,
      60_000,
    );
    await sleep(500);
    await user.execute(
      sql`INSERT INTO ${table("s_shipment")} (id, message_id, status, recipients, folder_id, configuration) VALUES (1, 1, ${FINISHED}, 0, 0, 0)`,
    );
    await user.commit();
    expect(stepOf(await applied)).toMatchObject({ updated: 1, attention: { TEMPLATE_IN_SENT_MAILING: [1, ["s_message 1"]] } });
    expect(rows(await crm.dump(), "s_message").map((row) => row["html_message"])).toEqual([html, `<a href="${NEW}">x</a>`]);
  });

  describe("messages of several pages", () => {
    const html = (id: number, link: string) => `${`<p>å ${id}</p>`.repeat(25_000)}<a href="${link}">x</a>`;
    const ids = Array.from({ length: 20 }, (_, position) => position + 11);
    const shown = async () => rows(await crm.dump(), "s_message").map((row) => fingerprint(row["html_message"]));
    const rewritten = [ids.length, ids.map((id) => `s_message ${id}`)];
    const whole = {
      updated: ids.length,
      counts: { records: ids.length, links: ids.length },
      attention: { TEMPLATE_LINKS_REWRITTEN: rewritten },
    };

    async function fill(): Promise<void> {
      await crm.refill({ s_message: ids.map((id) => ({ id, flags: EMAIL, html_message: html(id, OLD) })) });
    }

    test("change all, page by page, whichever connection reads them", async () => {
      for (const { run, batches } of [
        { run: {}, batches: 2 },
        { run: { pauseMs: 1 }, batches: 7 },
      ]) {
        await fill();
        const applied = await crm.apply({ ...only, settings: { run } });
        expect(stepOf(applied)).toEqual(whole);
        expect(applied.report.steps.find(({ id }) => id === "template-links")?.batches).toBeGreaterThanOrEqual(batches);
        expect(await shown()).toEqual(ids.map((id) => fingerprint(html(id, NEW))));
      }
    });

    test("share a transaction where the server puts their texts together, and are examined again where a user saves one of them", async () => {
      const text = (id: number, link: string, by: string) => `${`<p>å ${id}</p>`.repeat(10_000)}<a href="${link}">${by}</a>`;
      const many = Array.from({ length: 70 }, (_, position) => position + 11);
      await crm.refill({ s_message: many.map((id) => ({ id, flags: EMAIL, html_message: text(id, OLD, "x") })) });
      const user = await databases.open(crm.address);
      const { replaceBytes } = user.dialect;
      const table = (name: string) => identifier(user.server.schema, name);
      await user.begin("write");
      // Neither in the first page nor in the last of the first transaction.
      await user.execute(sql`UPDATE ${table("s_message")} SET html_message = ${text(31, OLD, "user")} WHERE id = 31`);
      const applied = crm.apply(only);
      await vi.waitUntil(
        async () =>
          (await crm.session.query(sql`SELECT step_id FROM ${table("consent_upgrade_step")}`).catch(() => [])).length > 0,
        60_000,
      );
      await sleep(1000);
      await user.commit();
      const { report } = await applied;
      expect(report.outcome).toBe("applied");
      const step = report.steps.find(({ id }) => id === "template-links");
      expect(step).toMatchObject({ changes: { updated: many.length }, counts: { records: many.length, links: many.length } });
      expect(step?.batches).toBeGreaterThan(1);
      if (replaceBytes !== undefined) expect(step?.batches).toBeLessThan(4);
      expect(await shown()).toEqual(many.map((id) => fingerprint(text(id, NEW, id === 31 ? "user" : "x"))));
      await rollBackOn(crm.address);
      expect(await shown()).toEqual(many.map((id) => fingerprint(text(id, OLD, id === 31 ? "user" : "x"))));
    });

    test("are written with the pause between pages that was asked for, and a stop does not wait for its end", async () => {
      await fill();
      const control = createStopControl();
      const applied = crm.apply({ ...only, settings: { run: { pauseMs: 600_000 } }, stop: control.stop });
      const batches = () =>
        crm.session
          .query(sql`SELECT batch_no FROM ${identifier(crm.session.server.schema, "consent_upgrade_batch")}`)
          .catch(() => []);
      await vi.waitUntil(async () => (await batches()).length > 0, 60_000);
      // Time for all of them, were there no pause.
      await sleep(2000);
      expect(await batches()).toHaveLength(1);
      control.receive("SIGTERM");
      expect((await applied).exitCode).toBe(143);
      expect(stepOf(await crm.apply(only))).toMatchObject({ counts: whole.counts });
      expect(await shown()).toEqual(ids.map((id) => fingerprint(html(id, NEW))));
    });

    test("change all where the connection that reads beside the run's own is ended", async () => {
      await fill();
      const user = await databases.open(crm.address);
      const table = (name: string) => identifier(user.server.schema, name);
      await user.begin("write");
      await user.execute(sql`UPDATE ${table("s_message")} SET description = 'at work' WHERE id = 11`);
      const before = await sessionsWithoutLock(crm.session);
      const applied = crm.apply(only);
      await vi.waitUntil(
        async () =>
          (await crm.session.query(sql`SELECT step_id FROM ${table("consent_upgrade_step")}`).catch(() => [])).length > 0,
        60_000,
      );
      await sleep(500);
      const beside = (await sessionsWithoutLock(crm.session)).filter((id) => !before.includes(id));
      expect(beside).toHaveLength(user.dialect.readsBesideWrites ? 1 : 0);
      for (const id of beside) await endSession(crm.session, id);
      await user.commit();
      expect(stepOf(await applied)).toEqual(whole);
      expect(await shown()).toEqual(ids.map((id) => fingerprint(html(id, NEW))));
    });
  });

  describe("a tracked link", () => {
    const message = (id: number) => ({ id, flags: EMAIL, html_message: `<a href="${OLD}">x</a>` });
    const given: DatabaseRows = {
      s_message: [message(1), message(2), message(3)],
      s_shipment: [
        { id: 1, message_id: 1, status: FINISHED },
        { id: 2, message_id: 2, status: WAITING },
      ],
      s_link: [
        { id: 1, url: OLD, local_link: 1 },
        { id: 2, url: OLD, local_link: 2, updatedCount: 7 },
        { id: 3, url: ` ${OLD} `, local_link: 3 },
        { id: 4, url: OLD, local_link: null, updatedCount: null, updated: null },
        { id: 5, url: OLD, local_link: -1 },
        { id: 6, url: "https://www.example.com/unsubscribe?list=4", local_link: 3 },
        { id: 7, url: "https://www.example.com/unsubscribe?list=4", local_link: 1 },
        { id: 8, url: "https://www.example.com/", local_link: null },
      ],
    };

    test("of a message already sent is history as the message is; others become the new one", async () => {
      const { planned, after } = await wholeWay(given);
      expect(planned.attention).toMatchObject({
        TEMPLATE_IN_SENT_MAILING: [2, ["s_message 1", "s_link 1"]],
        CUSTOM_UNSUBSCRIBE_LINK: [1, ["s_link 6"]],
      });
      expect(planned.updated).toBe(6);
      expect(rows(after, "s_link").map((row) => [row["id"], row["url"], row["updatedcount"]])).toEqual([
        [1, OLD, 0],
        [2, NEW, 8],
        [3, ` ${NEW} `, 1],
        [4, NEW, 1],
        [5, NEW, 1],
        [6, "https://www.example.com/unsubscribe?list=4", 0],
        [7, "https://www.example.com/unsubscribe?list=4", 0],
        [8, "https://www.example.com/", 0],
      ]);
    });
  });
});

describe.each(enginesAtHand())("template-links on $name, where links say nothing of messages or times", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "old links");
  });
  afterAll(() => databases.end());

  test("a link is rewritten by its target, and given back", async () => {
    const five = ["registered", "registered_associate_id", "updated", "updated_associate_id", "updatedCount"] as const;
    const crm = await databases.crm(
      { s_link: [{ id: 1, url: OLD }] },
      { without: (["local_link", ...five] as const).map((column) => `s_link.${column}` as const) },
    );
    const before = await crm.dump();
    await crm.apply({ only: ["template-links"] });
    expect(rows(await crm.dump(), "s_link")).toMatchObject([{ id: 1, url: NEW }]);
    expect(await complaints(crm)).toEqual([]);
    await rollBackOn(crm.address);
    expect((await crm.dump())["s_link"]).toEqual(before["s_link"]);
  });
});
