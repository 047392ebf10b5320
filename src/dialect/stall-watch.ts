import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError } from "../errors.js";
import { DatabaseError } from "./failure.js";
import { within } from "./within.js";

/** What another connection says of the one that waits. */
export type Sighting = "at-work" | "idle" | "unknown";

/** How a session is looked at from outside. */
export interface StallWatchOptions {
  /** Milliseconds that a statement may stay without an answer before the first look, and between two looks. */
  readonly every: number;
  /** Asks the server, over another connection, what it does for this one. May throw UnreachableError. */
  readonly look: () => Promise<Sighting>;
  /** Gives the connection up. */
  readonly abandon: () => void;
}

/** As administrators expect of a run that nobody watches: long for the network, short for a night. */
export const LOOK_EVERY = 30_000;
/** Milliseconds that an answer may be on its way after the server says that it has nothing to do. */
const ON_ITS_WAY = 1_000;
/** Milliseconds that a look may take: connecting has a time-out of its own. */
const LONGEST_LOOK = 20_000;

/**
 * Notices that a statement will never be answered: the server has nothing to do for this connection, or answers no more.
 * Networks that lose a connection without a word (a firewall that forgot it, a machine without power) leave the
 * system waiting for a quarter of an hour or more.
 */
export class StallWatch {
  constructor(private readonly options: StallWatchOptions) {}

  /** The statement's answer. @throws DatabaseError of kind connection-lost when there will be none */
  during<T>(answer: Promise<T>): Promise<T> {
    const { every, abandon } = this.options;
    return new Promise<T>((resolve, reject) => {
      let isSettled = false;
      let isLooking = false;
      const timer = setInterval(() => {
        if (isLooking) return;
        isLooking = true;
        void this.#willNotCome(() => isSettled).then((isStalled) => {
          isLooking = false;
          if (!isStalled || isSettled) return;
          abandon();
          reject(new DatabaseError("connection-lost", "The server does not answer any more"));
        });
      }, every);
      answer.then(resolve, reject).finally(() => {
        isSettled = true;
        clearInterval(timer);
      });
    });
  }

  /** Never rejects: what nobody can tell is no reason to give a connection up. */
  async #willNotCome(isSettled: () => boolean): Promise<boolean> {
    try {
      const sighting = await within(LONGEST_LOOK, this.options.look());
      if (sighting === "at-work" || sighting === "unknown") return false;
      await sleep(ON_ITS_WAY);
      return !isSettled();
    } catch (error) {
      return error instanceof UnreachableError && error.code === "NO_ANSWER";
    }
  }
}
