import { printableJson } from "../printable.js";
import type { Report } from "./report.js";

/** The document that scripts read; several reports are an array. Ends with a line feed. */
export function renderJson(report: Report | readonly Report[]): string {
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}
