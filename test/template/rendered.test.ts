import { readFileSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumAtHand } from "../engines/chromium.js";
import { rewriteText } from "../../src/template/rewrite.js";
import { readCases, type TemplateCase } from "./case-folders.js";

const executablePath = chromiumAtHand();
/** A browser takes a variable's older writing for markup of its own; the CRM sends none of it to anybody. */
const isForBrowsers = ({ before, after }: TemplateCase): boolean => !/<cs:parser>/i.test(before + after);
const cases = readCases().filter((one) => one.kindOfText === "html" && one.before !== one.after && isForBrowsers(one));

/**
 * No sandbox, as tests run as root in containers; no network, as a newsletter's pictures are nobody's business here.
 */
const ARGUMENTS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"],
];
const SAME_LINK_TEXTS = readFileSync(new URL("same-link-texts.browser.js", import.meta.url), "utf8");
const ADDRESS = "http://template.test/";

it("has a browser, or says that nothing was looked at", () => {
  if (executablePath === undefined) {
    console.warn(
      `\n  !! NOT TESTED: how ${cases.length} templates look before and after, as this machine has no Chromium.` +
        "\n  !! Install one (Debian: apt-get install chromium), or name it in CONSENT_TEST_CHROMIUM.\n",
    );
  }
  expect(cases.length).toBeGreaterThan(50);
});

describe.runIf(executablePath !== undefined)("in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let shown = "";

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ARGUMENTS });
    context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 640, height: 480 } });
    page = await context.newPage();
    await page.route("**", (route) =>
      route.request().url() === ADDRESS ? route.fulfill({ body: shown, contentType: "text/html; charset=utf-8" }) : route.abort(),
    );
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function picture(html: string, script = ""): Promise<string> {
    shown = html;
    await page.goto(ADDRESS);
    await page.evaluate(script);
    return (await page.screenshot({ fullPage: true })).toString("base64");
  }

  const pictureWithoutTexts = (html: string): Promise<string> => picture(html, SAME_LINK_TEXTS);

  it("a changed colour is seen", async () => {
    expect(await picture('<p style="color:red">x</p>')).not.toBe(await picture('<p style="color:blue">x</p>'));
  });

  it("a tag that moved is seen", async () => {
    const [before, after] = ["<p><b>Hello</b> you</p><a href=x>y</a>", "<p><b>Hello you</b></p><a href=x>y</a>"];
    expect(await picture(before)).not.toBe(await picture(after));
  });

  it.each(cases.filter(saysSomethingElse))("$name looks the same apart from the links' texts", async (one) => {
    expect(await pictureWithoutTexts(one.after)).toBe(await pictureWithoutTexts(one.before));
  });

  it.each(cases.filter((one) => !saysSomethingElse(one)))("$name looks the same", async (one) => {
    expect(await picture(one.after)).toBe(await picture(one.before));
  });
});

/** Whether a reader sees the difference: in a link's text, or where a target is printed. */
function saysSomethingElse({ name, before, compiled }: TemplateCase): boolean {
  return /print/.test(name) || rewriteText(before, "html", compiled).replacements.some(({ what }) => what === "text");
}
