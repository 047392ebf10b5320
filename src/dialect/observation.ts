/** What an engine's inspection found out: one line of the doctor's. */
export interface Observation {
  readonly id: string;
  readonly outcome: "pass" | "warn" | "fail";
  readonly message: string;
  /** What to do; null where nothing is to be done. */
  readonly hint: string | null;
}

/** What a run is expected to write, in bytes. */
export interface WrittenBytes {
  readonly data: number;
  /** Of the transaction log (WAL, binary log and redo log), over the whole run. */
  readonly log: number;
}

/** A transaction that another session has open. */
export interface OpenTransaction {
  /** The server's number of the session. */
  readonly session: string;
  readonly seconds: number;
}

/** Code of the database that runs, or stands in, when somebody writes to a table. */
export interface Trigger {
  readonly table: string;
  readonly name: string;
}

/** Something that is as it should be. */
export function fine(id: string, message: string): Observation {
  return { id, outcome: "pass", message, hint: null };
}

/** Something that somebody should look at; the upgrade works without. */
export function doubtful(id: string, message: string, hint: string): Observation {
  return { id, outcome: "warn", message, hint };
}

/** Something that keeps the upgrade from working. */
export function wrong(id: string, message: string, hint: string): Observation {
  return { id, outcome: "fail", message, hint };
}

/** Bytes for people: `3 MB`, `1.2 GB`. */
export function readableBytes(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  if (megabytes < 1) return "less than 1 MB";
  return megabytes < 1024 ? `${Math.ceil(megabytes)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}

/** A guess in words: `about 3 MB`. */
export function approximately(bytes: number): string {
  const readable = readableBytes(bytes);
  return readable.startsWith("less") ? readable : `about ${readable}`;
}

/** Below this nobody has to think of space. */
const HARDLY_ANYTHING = 100 * 1_048_576;

/** Of engines that do not tell how much room their disks have. */
export function spaceUntold({ data, log }: WrittenBytes, logName: string): Observation {
  const needed = `apply writes ${approximately(data)} of data and ${approximately(log)} to the ${logName}`;
  if (data + log < HARDLY_ANYTHING) return fine("space", `Space: ${needed}.`);
  return doubtful("space", `Space: ${needed}; this server cannot tell how much is free.`, "Look at the server's disks.");
}

/** Whether a version is new enough. @param version as the server writes it: `10.11.6-MariaDB` */
export function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const numbers = version.split(/[.-]/).map(Number);
  for (const [position, least] of oldest.entries()) {
    const number = numbers[position] ?? 0;
    if (number !== least) return number > least;
  }
  return true;
}
