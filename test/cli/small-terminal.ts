import { Writable } from "node:stream";

/**
 * A terminal as far as progress needs one: characters, carriage return, line feed, erasing below, and windows that become
 * narrower, where the lines that had been longer are broken anew.
 */
export class SmallTerminal extends Writable {
  readonly isTTY = true;
  /** What was visible after each write. */
  readonly frames: (readonly string[])[] = [];
  /** Whole lines, as they were before any window broke them. */
  #lines: string[] = [""];
  #row = 0;
  #column = 0;
  #brokenLines = 0;

  /** @param columns 0: the terminal breaks no line, and does not say how wide it is */
  constructor(public columns: number) {
    super({ decodeStrings: false });
  }

  /** The rows of the screen, those of a line that is too long below each other. */
  get screen(): readonly string[] {
    return this.#lines.flatMap((line) => this.#rowsOf(line)).map((row) => row.trimEnd());
  }

  /** How often a line was written that did not fit. */
  get brokenLines(): number {
    return this.#brokenLines;
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    for (const [sign = ""] of chunk.matchAll(/\u001b\[[0-9;?]*[A-Za-z]|[^]/gu)) this.#take(sign);
    this.frames.push(this.screen);
    done();
  }

  #rowsOf(line: string): readonly string[] {
    if (this.columns === 0 || line === "") return [line];
    return line.match(new RegExp(`[^]{1,${this.columns}}`, "gu")) ?? [line];
  }

  #take(sign: string): void {
    switch (sign) {
      case "\r":
        this.#column = 0;
        return;
      case "\n":
        this.#row += 1;
        this.#column = 0;
        if (this.#row === this.#lines.length) this.#lines.push("");
        return;
      case "\u001b[J":
        this.#lines[this.#row] = (this.#lines[this.#row] ?? "").slice(0, this.#column);
        this.#lines.length = this.#row + 1;
        return;
      default:
        this.#print(sign);
    }
  }

  #print(sign: string): void {
    if (sign.startsWith("\u001b")) throw new Error(`this terminal does not know ${JSON.stringify(sign)}`);
    const line = (this.#lines[this.#row] ?? "").padEnd(this.#column);
    this.#lines[this.#row] = line.slice(0, this.#column) + sign + line.slice(this.#column + 1);
    this.#column += 1;
    if (this.columns > 0 && this.#column === this.columns + 1) this.#brokenLines += 1;
  }
}
