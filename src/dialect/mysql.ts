import { mysqlFamilyDialect, mysqlFamilySql } from "./mysql-family.js";

/** MySQL 8 and up. */
export const mysqlDialect = mysqlFamilyDialect({
  engine: "mysql",
  displayName: "MySQL",
  lockingSuffix: (alias) => mysqlFamilySql`FOR UPDATE OF ${alias}`,
});
