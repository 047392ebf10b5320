import { describe, expect, it } from "vitest";
import { describeTarget, describeText } from "../../src/template/rewrite.js";

describe("describeTarget", () => {
  it.each([
    ["https://www.example.com/unsubscribe", "https://www.example.com/unsubscribe"],
    ["https://www.example.com/unsubscribe?id=5&email=jane.doe@example.com", "https://www.example.com/unsubscribe?…"],
    ["https://www.example.com/unsubscribe#jane", "https://www.example.com/unsubscribe#…"],
    ["https://jane:secret@www.example.com/u", "https://***@www.example.com/u"],
    ["https://www.example.com/u/jane.doe@example.com/x", "https://www.example.com/u/***@***/x"],
    ["https://www.example.com/u/jane.doe%40example.com", "https://www.example.com/u/***@***"],
    ["https://www.example.com/u/a8f7d6e5c4b3a2918273/end", "https://www.example.com/u/…/end"],
    ["mailto:jane.doe@example.com", "mailto:***@***"],
    ["MAILTO:jane.doe@example.com?subject=Unsubscribe%20me", "mailto:***@***?subject=Unsubscribe me"],
    ["mailto:a@b.example?body=x&subject=Unsubscribe%20jane@doe.example", "mailto:***@***?subject=Unsubscribe ***@***"],
    ["mailto:a@b.example?cc=jane@doe.example", "mailto:***@***?…"],
    ["unsubscribe@example.com", "***@***"],
    ["[[avmeld]]", "[[avmeld]]"],
    [" https://a.example/\n u ", "https://a.example/ u"],
    ["", ""],
  ])("shows %j as %j", (target, shown) => {
    expect(describeTarget(target)).toBe(shown);
  });

  it("shortens what is long", () => {
    expect(describeTarget(`https://www.example.com/${"unsubscribe/".repeat(50)}`)).toHaveLength(120);
  });
});

describe("describeText", () => {
  it("is one line, short, and without addresses", () => {
    expect(describeText("Write to\r\n jane.doe@example.com ")).toBe("Write to ***@***");
    expect(describeText("x".repeat(500))).toHaveLength(80);
    expect(() => encodeURIComponent(describeText("😀".repeat(100)))).not.toThrow();
  });
});
