import { setTimeout as sleep } from "node:timers/promises";
import { UnreachableError } from "../errors.js";

/** Milliseconds that settings and introduction of a new connection may take. */
export const OPENING = 20_000;
/** Milliseconds that a goodbye may take: where the network is gone there would be no end of it. */
const GOODBYE = 2_000;

/** The result of work that must not take longer. @throws UnreachableError (69) where it does, and what the work throws */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(milliseconds, undefined, over).then(() => {
    throw new UnreachableError("NO_ANSWER", `The server has not answered for ${Math.round(milliseconds / 1000)} s.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

/** Waits a little for what is done out of politeness (closing, releasing): the server does it anyway. Never throws. */
export async function soon(goodbye: Promise<unknown> | undefined): Promise<void> {
  await within(GOODBYE, goodbye ?? Promise.resolve()).catch(() => undefined);
}
