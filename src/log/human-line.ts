import { pino } from "pino";

function shown(value: unknown): string {
  return typeof value === "string" && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}

/** The stack of a logged error stands on lines of its own, indented. */
function stackOf(error: unknown): string {
  if (error === null || typeof error !== "object" || !("stack" in error) || typeof error.stack !== "string") return "";
  return `\n${error.stack.replaceAll(/^/gm, "    ")}`;
}

/** pino's line of JSON as a person reads it: `22:00:01 WARN  trying again  attempt=2 waitMs=400`. */
export function humanLine(line: string): string {
  const record = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const { time, level, msg, err, ...rest } = record;
  const clock = typeof time === "string" ? time.slice(11, 19) : "";
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${shown(value)}`);
  const words = [
    clock,
    pino.levels.labels[Number(level)]?.toUpperCase().padEnd(5) ?? "",
    typeof msg === "string" ? msg : "",
    ...fields,
  ];
  return `${words.filter((word) => word !== "").join(" ")}${stackOf(err)}`;
}
