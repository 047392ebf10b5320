import { pino, type Logger } from "pino";
import { OWNER_ONLY } from "../owner-only.js";
import { printableJson } from "../printable.js";
import { humanLine } from "./human-line.js";
import type { LogLevel } from "./log-levels.js";
import { redact } from "./redact.js";

export type { Logger } from "pino";

export interface LogTarget {
  /** Without a wish: `warn` on standard error, where people read, and `info` in a file. */
  readonly level: LogLevel | undefined;
  /** Lines of JSON are appended there; undefined: readable lines go to `writeLine`. */
  readonly file: string | undefined;
  readonly writeLine: (line: string) => void;
}

/** Keys whose values are never written, at the first two levels. Texts are masked besides. */
const SECRET_KEYS = ["password", "databaseUrl", "connectionString", "secret", "token", "accessToken", "clientSecret"];

/** A file of which a full disk is told once: the work is worth more than its log. */
function logFile(path: string, writeLine: (line: string) => void): { write(line: string): void } {
  const file = pino.destination({ dest: path, append: true, sync: true, mode: OWNER_ONLY });
  let isLost = false;
  const lose = (error: Error): void => {
    if (!isLost) writeLine(`The log file cannot be written any more (${error.message}); the work goes on without it.`);
    isLost = true;
  };
  file.on("error", lose);
  return {
    write(line) {
      if (isLost) return;
      try {
        file.write(printableJson(redact(line)));
      } catch (error) {
        lose(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
}

/**
 * A logger that writes each line before it returns, so that nothing is lost when the process ends.
 * Ids only: names and addresses of contacts are never logged.
 * @throws Error of the file system where the file cannot be opened
 */
export function createLogger(target: LogTarget): Logger {
  const level = target.level ?? (target.file === undefined ? "warn" : "info");
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: "***" },
  };
  const lines = { write: (line: string) => target.writeLine(printableJson(redact(humanLine(line)))) };
  return pino(options, target.file === undefined ? lines : logFile(target.file, target.writeLine));
}
