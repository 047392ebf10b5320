import { Writable } from "node:stream";
import type { Output } from "./surroundings.js";

/** A terminal that does not say how wide it is; some say 0. */
const USUAL_COLUMNS = 80;

/** From the cursor to the end of the screen (ECMA-48, ED). */
const ERASE_BELOW = "\u001b[J";

/**
 * The last line of a terminal, as a stream for a bar that believes to write lines into a file: each line takes the place of
 * the one before. Each change is one write, so that nothing flickers. The cursor rests at the line's beginning: when a window
 * becomes narrower, terminals break the line into several and keep the cursor where it was, and what is erased from there on
 * is all of them. The cursor is never hidden, so nobody has to bring it back.
 */
export class LiveLine extends Writable {
  #shown: string | undefined;

  constructor(private readonly terminal: Output) {
    super({ decodeStrings: false });
  }

  /** What a line may have in the window as it is now. One column stays free: some terminals break the line at the last one. */
  get columns(): number {
    return (this.terminal.columns || USUAL_COLUMNS) - 1;
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    if (chunk !== "\n" && chunk !== this.#shown) {
      this.#shown = chunk;
      this.terminal.write(`\r${chunk}${ERASE_BELOW}\r`);
    }
    done();
  }

  /** What comes next goes below the line. */
  leave(): void {
    if (this.#shown !== undefined) this.terminal.write(`\r${this.#shown}${ERASE_BELOW}\n`);
    this.#shown = undefined;
  }

  /** Writes text above the line, as long as it may be. */
  writeAbove(text: string): void {
    this.terminal.write(this.#shown === undefined ? `${text}\n` : `\r${ERASE_BELOW}${text}\n${this.#shown}\r`);
  }
}
