import type { Output } from "./surroundings.js";

/** Writes, and waits until it is written. A reader that has gone (`| head -1`) is no error: the work goes on. */
export function writeOut(output: Output, text: string): Promise<void> {
  return new Promise((settle) => {
    if (output.destroyed || text === "") settle();
    else {
      output.write(text, () => {
        settle();
      });
    }
  });
}
