import { writeFileSync } from "node:fs";
import { fileErrorCode } from "../config/configuration-file.js";
import type { Language } from "../language.js";
import type { Format } from "../report/formats.js";
import { render } from "../report/render.js";
import type { Report } from "../report/report.js";
import { writeOut, type Output } from "./surroundings.js";
import { OWNER_ONLY } from "../owner-only.js";

export interface ReportTarget {
  readonly format: Format;
  readonly lang: Language;
  readonly colour: boolean;
  readonly stdout: Output;
  /** Absolute; undefined: standard output. */
  readonly file: string | undefined;
  /** JSON is an array, however many reports there are. */
  readonly several: boolean;
  readonly complain: (text: string) => void;
}

/** The width that text is made for; terminals may be narrower, and lines longer than this read badly. */
const PAGE = { usual: 80, least: 40, most: 100 };

/** Reports as they come: text and Markdown at once, JSON and HTML as one document at the end. */
export class ReportWriter {
  readonly #waiting: Report[] = [];
  #written = 0;

  constructor(private readonly target: ReportTarget) {}

  /** Takes a report before the command ends. */
  async publish(report: Report): Promise<void> {
    this.#waiting.push(report);
    const { format, file } = this.target;
    if (file === undefined && (format === "text" || format === "markdown")) await this.#flush();
  }

  /** Writes what is left, and the last reports. @param plain what text has instead of them */
  async finish(reports: readonly Report[], plain?: string): Promise<void> {
    if (plain !== undefined && this.target.format === "text") {
      await this.#write(plain);
      return;
    }
    this.#waiting.push(...reports);
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const reports = this.#waiting.splice(0);
    if (reports.length === 0) return;
    const text = `${this.#written > 0 ? "\n" : ""}${this.#rendered(reports)}`;
    this.#written += reports.length;
    await this.#write(text);
  }

  async #write(text: string): Promise<void> {
    if (this.target.file === undefined || !this.#wroteFile(this.target.file, text)) await writeOut(this.target.stdout, text);
  }

  /** What was done must not get lost with its report: where the file fails, standard output takes it. */
  #wroteFile(file: string, text: string): boolean {
    try {
      writeFileSync(file, text, { mode: OWNER_ONLY });
      return true;
    } catch (error) {
      this.target.complain(
        `The report could not be written to ${file} (${fileErrorCode(error) ?? String(error)}); it follows here.`,
      );
      return false;
    }
  }

  #rendered(reports: readonly Report[]): string {
    const { format, lang, stdout, file, several } = this.target;
    const terminal = file === undefined && stdout.isTTY === true;
    const width = terminal ? Math.min(Math.max(stdout.columns ?? PAGE.usual, PAGE.least), PAGE.most) : PAGE.usual;
    const [first] = reports;
    const told = format === "json" && !several && first !== undefined ? first : reports;
    return render(told, format, { lang, colour: this.target.colour && terminal, width });
  }
}
