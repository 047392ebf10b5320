import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/**
 * Bytes of the young generation from which on it grows no further. Half of it made texts pass through it a dozen times
 * as often as V8 would by itself, and `template-links` took a third longer; twice as much is another 15 MB.
 */
const LARGE_ENOUGH = 16 * 1024 * 1024;
/** Milliseconds between two looks at it. */
const LOOK_EVERY = 10;

/**
 * Keeps the heap near to what is in use. V8 would let it grow to four times that before it collects, which is more than
 * half of what the program takes at a large database. Costs a few per cent of our own time; the work is the database's.
 */
export function boundHeap(): void {
  // Both are read whenever the heap is about to grow, so that it is not too late for them here (Node.js 20 to 26).
  setFlagsFromString("--heap-growing-percent=50");
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    if (young !== undefined && young.space_size < LARGE_ENOUGH) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(look);
  }, LOOK_EVERY);
  look.unref();
}
