import type { Bar, Legend, Row } from "./document.js";

export const NO_BAR: Bar = { kept: 0, gained: 0, lost: 0 };

/** Before and after of one thing, as one bar. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

/** A table's rows with bars of what each compares; the longest one fills the column. */
export function withBars(rows: readonly Row[], compared: readonly BeforeAndAfter[]): readonly Row[] {
  const longest = Math.max(1, ...compared.flatMap(({ before, after }) => [before, after]));
  const bars = compared.map(({ before, after }) => ({
    kept: Math.min(before, after) / longest,
    gained: Math.max(after - before, 0) / longest,
    lost: Math.max(before - after, 0) / longest,
  }));
  return rows.map((row, index) => ({ ...row, bar: bars[index] ?? NO_BAR }));
}

export const BAR_PARTS = ["kept", "gained", "lost"] as const satisfies readonly (keyof Bar)[];

/** Whether there is anything of them to see: a dry run of steps without a duration has no bars. */
export function hasBars(rows: readonly Row[]): boolean {
  return rows.some(({ bar = NO_BAR }) => bar.kept + bar.gained + bar.lost > 0);
}

const SIGNS = { kept: "=", gained: "+", lost: "-" } as const;

/** A bar of signs that every code page has: `====++++` has grown, `====--` has shrunk. What is not zero is seen. */
export function barText(bar: Bar, width: number): string {
  let room = width;
  return BAR_PARTS.map((part) => {
    const signs = Math.min(bar[part] === 0 ? 0 : Math.max(1, Math.round(bar[part] * width)), room);
    room -= signs;
    return SIGNS[part].repeat(signs);
  }).join("");
}

/** `= stays, + is added, - goes` */
export function legendText(legend: Legend): string {
  return BAR_PARTS.flatMap((part) => (legend[part] === undefined ? [] : [`${SIGNS[part]} ${legend[part]}`])).join(", ");
}
