import { createColors } from "picocolors";
import type { Tone } from "./document.js";

export type Paint = (text: string, tone: Tone | "heading") => string;

/** Colours by meaning; without `colour` every text stays as it is. */
export function painter(colour: boolean): Paint {
  const colours = createColors(colour);
  const paints: Readonly<Record<Tone | "heading", (text: string) => string>> = {
    plain: (text) => text,
    good: colours.green,
    warning: colours.yellow,
    bad: colours.red,
    quiet: colours.dim,
    heading: colours.bold,
  };
  return (text, tone) => paints[tone](text);
}
