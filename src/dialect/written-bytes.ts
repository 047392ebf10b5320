import { doubtful, fine, type Check } from "../check.js";

/** What a run is expected to write, in bytes. */
export interface WrittenBytes {
  readonly data: number;
  /** Of the transaction log (WAL, binary log and redo log), over the whole run. */
  readonly log: number;
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
export function spaceUntold({ data, log }: WrittenBytes, logName: string): Check {
  const needed = `apply writes ${approximately(data)} of data and ${approximately(log)} to the ${logName}`;
  if (data + log < HARDLY_ANYTHING) return fine("space", `Space: ${needed}.`);
  return doubtful("space", `Space: ${needed}; this server cannot tell how much is free.`, "Look at the server's disks.");
}
