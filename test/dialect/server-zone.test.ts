import { afterAll, describe, expect, test } from "vitest";
import type { Dialect } from "../../src/dialect/dialect.js";
import { mariadbDialect } from "../../src/dialect/mysql/dialect.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/dialect.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { postgresDialect } from "../../src/dialect/postgres/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { TIMESTAMP } from "../../src/dialect/table-definition.js";
import { literalSql, sql } from "../../src/dialect/sql.js";
import { ownServersAtHand, startMysqlLike, startOwnPostgres, type OwnServer } from "../engines/own-server.js";

const START = {
  postgres: () => startOwnPostgres({ timezone: "Asia/Kolkata" }),
  mysql: () => startMysqlLike({ engine: "mysql", extraArgs: ["--default-time-zone=+05:30"] }),
  mariadb: () => startMysqlLike({ engine: "mariadb", extraArgs: ["--default-time-zone=+05:30"] }),
} as const;

test("the clock is the database's, and so is the zone of local times", () => {
  const clock = (dialect: Dialect): readonly string[] =>
    [dialect.utcNow(), dialect.localNow()].map((piece) => literalSql(dialect, piece));
  expect(clock(postgresDialect)).toEqual([
    "date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC')",
    "date_trunc('second', clock_timestamp() AT TIME ZONE current_setting('consent_upgrade.local_zone'))",
  ]);
  const mysqlClock = ["UTC_TIMESTAMP()", "CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone)"];
  expect(clock(mysqlDialect)).toEqual(mysqlClock);
  expect(clock(mariadbDialect)).toEqual(mysqlClock);
  expect(clock(mssqlDialect)).toEqual([
    "CONVERT(datetime, CONVERT(nvarchar(19), GETUTCDATE(), 120), 120)",
    "CONVERT(datetime, CONVERT(nvarchar(19), GETDATE(), 120), 120)",
  ]);
});

const FIVE_AND_A_HALF_HOURS = 5.5 * 3600_000;

describe.each(ownServersAtHand())("$name in another time zone", ({ name }) => {
  let server: OwnServer | undefined;
  let session: Session | undefined;
  afterAll(async () => {
    await session?.close();
    await server?.stop();
  });

  test("UTC stays UTC, stored times stay as they are, and the local time is the server's", async () => {
    server = await START[name]();
    const { url } = await server.createDatabase("zone");
    session = await (await openDatabase({ url })).open();
    const { typeName, utcNow, localNow, timestampText, cast } = session.dialect;
    await session.execute(sql.raw(`CREATE TABLE t (at ${typeName(TIMESTAMP)})`));
    await session.execute(sql`INSERT INTO t (at) VALUES (${cast("2013-07-01 12:34:56", TIMESTAMP)})`);
    await expect(session.query(sql`SELECT at, ${timestampText(sql`at`)} AS written FROM t`)).resolves.toEqual([
      { at: "2013-07-01 12:34:56", written: "2013-07-01 12:34:56" },
    ]);
    const [now] = await session.query<{ utc: string; local: string }>(
      sql`SELECT ${timestampText(utcNow())} AS utc, ${timestampText(localNow())} AS local`,
    );
    const utc = Date.parse(`${now?.utc.replace(" ", "T") ?? ""}Z`);
    const local = Date.parse(`${now?.local.replace(" ", "T") ?? ""}Z`);
    expect(Math.abs(utc - Date.now())).toBeLessThan(30_000);
    expect(Math.abs(local - utc - FIVE_AND_A_HALF_HOURS)).toBeLessThanOrEqual(1000);
  });
});
