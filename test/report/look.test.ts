import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../../src/language.js";
import { render } from "../../src/report/render.js";
import { chromiumAtHand } from "../engines/chromium.js";
import { largePlan } from "./sample-reports.js";

const executablePath = chromiumAtHand();
const SCRIPT = readFileSync(new URL("look.browser.js", import.meta.url), "utf8");

interface Look {
  readonly cutOff: readonly string[];
  readonly short: readonly string[];
  readonly bars: readonly (readonly { readonly part: string; readonly share: number }[])[];
  readonly contrasts: readonly number[];
}

describe.runIf(executablePath !== undefined)("the HTML report in Chromium", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox", "--disable-gpu"] });
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function look(
    lang: Language,
    width: number,
    colorScheme: "light" | "dark" = "light",
    shown = largePlan(lang),
  ): Promise<Look> {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.setContent(render(shown, "html", { lang, colour: false, width: 80 }));
    return page.evaluate<Look>(SCRIPT);
  }

  it.each(LANGUAGES)("cuts nothing off on phones and desktops, in %s", async (lang) => {
    for (const width of [360, 390, 1200]) expect((await look(lang, width)).cutOff).toEqual([]);
  });

  it("has table rows that are all as wide as their table, with bars and without", async () => {
    const plan = largePlan("en");
    const timed = { ...plan, steps: plan.steps.map((step, place) => ({ ...step, durationMs: place * 900 })) };
    for (const shown of [plan, timed]) expect((await look("en", 1200, "light", shown)).short).toEqual([]);
  });

  it("draws bars as long as what they stand for", async () => {
    const { bars } = await look("en", 1200);
    const shares = bars.map((parts) => parts.map(({ part, share }) => `${part} ${share.toFixed(1)}`));
    // 1,234 of 1,501,234, 812,345, 40,215: the consents of the sample.
    expect(shares).toContainEqual(["kept 0.0", "gained 1.0"]);
    expect(shares).toContainEqual(["gained 0.5"]);
  });

  it.each(["light", "dark"] as const)("has texts that stand out from a %s page", async (scheme) => {
    const { contrasts } = await look("en", 1200, scheme);
    expect(contrasts.length).toBeGreaterThan(50);
    // WCAG 2.2, 1.4.3.
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });

  it("folds what nobody has to do anything about, and prints on A4", async () => {
    await look("en", 1200);
    expect(await page.locator("details:not([open])").count()).toBe(1);
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  });
});
