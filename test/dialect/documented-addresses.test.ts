import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";

const page = readFileSync(new URL("../../docs/databases.md", import.meta.url), "utf8");
const addresses = [...page.matchAll(/^```url\n([\s\S]*?)^```$/gm)].flatMap((block) => (block[1] ?? "").trim().split("\n"));

describe("the addresses of docs/databases.md are accepted, and shown without their passwords", () => {
  test("there are some of each engine", () => {
    for (const start of ["mssql:", "Server=", "postgres:", "mysql:", "mariadb:"]) {
      expect(addresses.filter((address) => address.startsWith(start))).not.toEqual([]);
    }
  });

  test.each(addresses)("%s", async (url) => {
    const { label } = await openDatabase({ url });
    expect(label).toMatch(/\/crm$/);
    expect(label).not.toContain("secret");
  });
});
