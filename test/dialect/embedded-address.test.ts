import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "consent-upgrade-address-"));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

test("embedded: is PostgreSQL like any other, and ends with the command", async () => {
  const url = `embedded:${join(parent, "data")}`;
  await expect(openDatabase({ url })).rejects.toMatchObject({ exitCode: 69 });
  const database = await openDatabase({ url }, { createEmbedded: true });
  expect(database.label).toBe(url);
  const session = await database.open();
  expect(session.dialect.engine).toBe("postgres");
  await session.close();
  await database.close();
  const again = await openDatabase({ url });
  await (await again.open()).close();
  await again.close();
});
