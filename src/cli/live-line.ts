import type { Output } from "./surroundings.js";

/** A terminal that does not say how wide it is; some say 0. */
const USUAL_COLUMNS = 80;

/** From the cursor to the end of the screen (ECMA-48, ED). */
const ERASE_BELOW = "\u001b[J";

/** What a line says in a window of a width. */
export type LineText = (columns: number) => string;

/**
 * The last line of a terminal, drawn again and again. Each change is one write, so that nothing flickers. The cursor rests
 * at its beginning: when a window becomes narrower, terminals break the line into several and keep the cursor where it was,
 * and what is erased from there on is all of them. The cursor is never hidden, so nobody has to bring it back.
 */
export class LiveLine {
  #shown: string | undefined;
  #columns = 0;

  constructor(private readonly terminal: Output) {}

  /** Whether the window has another width than at the last drawing. */
  get wasResized(): boolean {
    return this.#shown !== undefined && this.#width !== this.#columns;
  }

  draw(text: LineText): void {
    const line = this.#fitted(text);
    if (line === this.#shown && !this.wasResized) return;
    this.#columns = this.#width;
    this.#shown = line;
    this.terminal.write(`\r${line}${ERASE_BELOW}\r`);
  }

  /** Draws for the last time: what comes next goes below. */
  finish(text: LineText): void {
    this.#shown = undefined;
    this.terminal.write(`\r${this.#fitted(text)}${ERASE_BELOW}\n`);
  }

  /** Writes text above the line, as long as it may be. */
  writeAbove(text: string): void {
    this.terminal.write(this.#shown === undefined ? `${text}\n` : `\r${ERASE_BELOW}${text}\n${this.#shown}\r`);
  }

  get #width(): number {
    return this.terminal.columns || USUAL_COLUMNS;
  }

  /** One column stays free: some terminals break the line at the last one. */
  #fitted(text: LineText): string {
    return text(this.#width - 1);
  }
}
