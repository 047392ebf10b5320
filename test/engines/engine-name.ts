export const ENGINE_NAMES = ["postgres", "mysql", "mariadb", "mssql"] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

/** The engines that are servers of the MySQL family. */
export type MysqlLikeName = Extract<EngineName, "mysql" | "mariadb">;
