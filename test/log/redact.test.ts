import { describe, expect, it } from "vitest";
import { redact } from "../../src/log/redact.js";

describe("redact", () => {
  it.each([
    ["postgres://crm:s3cret@db:5432/crm", "postgres://crm:***@db:5432/crm"],
    [
      "cannot reach mssql://sa:p@ss/w:rd@db.example:1433/crm?schema=crm7.",
      "cannot reach mssql://sa:***@db.example:1433/crm?schema=crm7.",
    ],
    ["mysql://root:@db/crm", "mysql://root:***@db/crm"],
    ["postgres://db/crm?user=crm&password=s3cret&sslmode=require", "postgres://db/crm?user=crm&password=***&sslmode=require"],
    ["Server=db;User Id=sa;Password=s3cret;Encrypt=true", "Server=db;User Id=sa;Password=***;Encrypt=true"],
    ["Server=db;pwd = 'a;b' ;Database=crm", "Server=db;pwd = *** ;Database=crm"],
    ['Server=db;Password="a;""b";Database=crm', "Server=db;Password=***;Database=crm"],
    ['{"password":"s3\\"cret","user":"crm"}', '{"password":"***","user":"crm"}'],
  ])("masks the password in %s", (text, masked) => {
    expect(redact(text)).toBe(masked);
  });

  it.each([
    "postgres://db.example:5432/crm",
    "postgres://crm@db.example:5432/crm",
    "the password was refused; set CONSENT_UPGRADE_DATABASE_PASSWORD",
    "https://example.com/a?b=c",
  ])("leaves a text without a password: %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});
