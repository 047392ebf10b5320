import mssql from "mssql";
import { describe, expect, test } from "vitest";
import { unreachable } from "../../src/dialect/connect-failure.js";
import { isWorthRetrying } from "../../src/dialect/failure.js";
import { mssqlConnectFailure, mssqlDatabaseError } from "../../src/dialect/mssql/failure.js";
import { mysqlDatabaseError } from "../../src/dialect/mysql/failure.js";

function serverError(members: object): Error {
  return Object.assign(new Error(), members);
}

describe("what a server quotes of the statement's values stays out of messages and causes", () => {
  test.each([
    {
      errno: 1062,
      message: "Duplicate entry 'Ada 'O' Lovelace' for key 't.name'",
      told: "Duplicate entry … for key 't.name'",
    },
    {
      errno: 1366,
      message: String.raw`Incorrect string value: '\xF0\x9F\x98\x80 Ada' for column 'name' at row 1`,
      told: "Incorrect string value: … for column 'name' at row 1",
    },
    {
      errno: 1292,
      message: "Incorrect datetime value: 'Ada' for column 'at' at row 1",
      told: "Incorrect datetime value: … for column 'at' at row 1",
    },
    {
      errno: 1064,
      message: "You have an error in your SQL syntax; check the manual near 'SELEKT 'Ada'' at line 1",
      told: "You have an error in your SQL syntax; check the manual",
    },
    { errno: 1146, message: "Table 'crm.person' doesn't exist", told: "Table 'crm.person' doesn't exist" },
  ])("MySQL $errno", ({ errno, message, told }) => {
    const thrown = serverError({ errno, code: "ER", message, sqlMessage: message, sql: "SELEKT 'Ada'" });
    const error = mysqlDatabaseError(thrown, "SELEKT ?", false);
    expect(error.message).toBe(told);
    expect(JSON.stringify([error.cause, Object.entries(thrown), thrown.message, thrown.stack ?? ""])).not.toContain("Ada");
  });

  test.each([
    {
      number: 2627,
      message:
        "Violation of UNIQUE KEY constraint 'u'. Cannot insert duplicate key in object 'crm7.t'. The duplicate key value is (Ada).",
      told: "Violation of UNIQUE KEY constraint 'u'. Cannot insert duplicate key in object 'crm7.t'. The duplicate key value is ….",
    },
    {
      number: 2628,
      message: "String or binary data would be truncated in table 'crm.crm7.t', column 'name'. Truncated value: 'Ada'.",
      told: "String or binary data would be truncated in table 'crm.crm7.t', column 'name'. Truncated value: ….",
    },
    {
      number: 245,
      message: "Conversion failed when converting the nvarchar value 'Ada' to data type int.",
      told: "Conversion failed when converting the nvarchar value … to data type int.",
    },
    {
      number: 1505,
      message:
        "The CREATE UNIQUE INDEX statement terminated because a duplicate key was found for the object name 'crm7.t' and the index name 'u'. The duplicate key value is (Ada, 4).",
      told: "The CREATE UNIQUE INDEX statement terminated because a duplicate key was found for the object name 'crm7.t' and the index name 'u'. The duplicate key value is ….",
    },
    {
      number: 244,
      message: "The conversion of the varchar value 'Ada' overflowed an INT2 column. Use a larger integer column.",
      told: "The conversion of the varchar value … overflowed an INT2 column. Use a larger integer column.",
    },
    {
      number: 220,
      message: "Arithmetic overflow error for data type smallint, value = 40000.",
      told: "Arithmetic overflow error for data type smallint, value = ….",
    },
    {
      number: 232,
      message: "Arithmetic overflow error for type int, value = 1700000000000.000000.",
      told: "Arithmetic overflow error for type int, value = ….",
    },
  ])("SQL Server $number", ({ number, message, told }) => {
    const error = mssqlDatabaseError(serverError({ number, code: "EREQUEST", message }), "SELECT @p0");
    expect(error.message).toBe(told);
    expect(error.cause).toBeUndefined();
  });
});

describe("errors that no test server gives", () => {
  test.each([
    { number: 1205, kind: "deadlock" },
    { number: 1222, kind: "lock-timeout" },
    { number: 3960, kind: "serialization" },
    { number: 3966, kind: "serialization" },
    { number: 3906, kind: "read-only" },
    { number: 229, kind: "permission-denied" },
    { number: 262, kind: "permission-denied" },
    { number: 9002, kind: "out-of-space" },
    { number: 1105, kind: "out-of-space" },
    { number: 3958, kind: "out-of-space" },
    { number: 208, kind: "missing-object" },
    { number: 2714, kind: "already-exists" },
    { number: 40613, kind: "connection-lost" },
    { number: 976, kind: "connection-lost" },
    { number: 983, kind: "connection-lost" },
    ...[701, 1204, 8645, 8651, 10928, 10929, 40501, 49918, 49919, 49920].map((number) => ({ number, kind: "busy" })),
    { number: 50000, kind: "other" },
  ])("SQL Server $number: $kind", ({ number, kind }) => {
    const error = mssqlDatabaseError(serverError({ number, code: "EREQUEST", message: "x" }), "SELECT 1");
    expect(error).toMatchObject({ kind, engineCode: String(number), statement: "SELECT 1" });
  });

  test("what a server is short of at the moment is worth a further try", () => {
    const error = mssqlDatabaseError(serverError({ number: 1204, code: "EREQUEST", message: "x" }), "SELECT 1");
    expect(isWorthRetrying(error)).toBe(true);
  });

  test.each([
    ['Cannot open database "crm" requested by the login. The login failed.', "database-not-open"],
    ["Database 'crm' on server 'x' is not currently available. Please retry the connection later.", "database-not-open"],
    ["Cannot open server 'x' requested by the login. Client with IP address '1.2.3.4' is not allowed to access it.", "firewall"],
    ['Cannot open server "x" requested by the login. The login failed.', "login-refused"],
  ] as const)("SQL Server: %s: %s", (message, failure) => {
    expect(mssqlConnectFailure(new mssql.ConnectionError(message, "ELOGIN"))).toBe(failure);
    const told = unreachable(failure, "mssql://x/crm", new Error(message));
    expect(told.message).not.toContain("no such database");
    expect(told.exitCode).toBe(69);
  });

  test("SQL Server: a connection that ends in the middle of a request is lost, however the driver wraps it", () => {
    const reset = serverError({ code: "ECONNRESET", message: "socket hang up" });
    const ended = new mssql.ConnectionError("socket hang up", "ESOCKET");
    const request = Object.assign(new Error("socket hang up"), { info: Object.assign(ended, { cause: reset }) });
    expect(mssqlDatabaseError(new mssql.RequestError(request, "EREQUEST"), "SELECT 1").kind).toBe("connection-lost");
    expect(mssqlDatabaseError(new mssql.RequestError(reset, "EREQUEST"), "SELECT 1").kind).toBe("connection-lost");
  });

  test("SQL Server: of several errors the one that says why counts, not the last", () => {
    const first = serverError({ number: 2601, code: "EREQUEST", message: "Cannot insert duplicate key row" });
    const last = serverError({
      number: 3621,
      code: "EREQUEST",
      message: "The statement has been terminated.",
      precedingErrors: [first],
    });
    expect(mssqlDatabaseError(last, "INSERT")).toMatchObject({ kind: "unique-violation", engineCode: "2601" });
  });

  test.each([
    { errno: 1020, kind: "serialization" },
    { errno: 1969, kind: "statement-timeout" },
    { errno: 3024, kind: "statement-timeout" },
    { errno: 1114, kind: "out-of-space" },
    { errno: 1836, kind: "read-only" },
    { errno: 1290, kind: "read-only" },
    { errno: 1227, kind: "permission-denied" },
    { errno: 1053, kind: "connection-lost" },
    { errno: 1317, kind: "statement-timeout" },
  ])("MySQL and MariaDB $errno: $kind", ({ errno, kind }) => {
    expect(mysqlDatabaseError(serverError({ errno, code: "ER", message: "x" }), "SELECT 1", false).kind).toBe(kind);
  });

  test("MySQL and MariaDB: a full disk that the storage engine reports; a statement that we cancelled", () => {
    const full = serverError({
      errno: 1030,
      code: "ER_GET_ERRNO",
      message: 'Got error 28 "No space left on device" from storage engine InnoDB',
    });
    expect(mysqlDatabaseError(full, "INSERT", false).kind).toBe("out-of-space");
    expect(mysqlDatabaseError(serverError({ errno: 1317, code: "ER", message: "x" }), "SELECT 1", true).kind).toBe("cancelled");
  });
});
