import { describe, expect, it } from "vitest";
import { fold, lookOfTarget, lookOfText, textLooksLikeUnsubscribing } from "../../src/template/unsubscribe-look.js";
import { TOLD_TOGETHER, WHOLE_TEXTS } from "../../src/template/told-together.js";
import { MISSPELT_STEMS, UNSUBSCRIBE_WORDS } from "../../src/template/unsubscribe-words.js";

const words = Object.entries(UNSUBSCRIBE_WORDS).flatMap(([language, { stems, phrases, preferences }]) => [
  ...[...stems, ...phrases].map((word) => ({ language, word, look: "unsubscribe" })),
  ...preferences.map((word) => ({ language, word, look: "preferences" })),
]);

describe.each(words)("$word ($language)", ({ word, look }) => {
  it("tells what a link is for in a text and in a target", () => {
    expect(lookOfText(`Please ${word.toUpperCase()}!`)).toBe(look);
    expect(lookOfTarget(`https://www.example.com/${encodeURIComponent(word)}/1`)).toBe(look);
    expect(lookOfTarget(`https://www.example.com/?p=${word.replaceAll(" ", "_")}`)).toBe(look);
  });
});

/** Every way in which a line of words told together may be said. */
function said(line: string): readonly string[] {
  return line
    .split(/ (?:…|\.\.) /)
    .map((part) => part.split("|").map((way) => way.replace(/\*$/, "")))
    .reduce<readonly string[]>((heads, ways) => heads.flatMap((head) => ways.map((way) => `${head} x ${way}`)), [""]);
}

describe.each(Object.entries(TOLD_TOGETHER))("words that are told together (%s)", (_, lines) => {
  it.each(lines.flatMap(said))("%s", (text) => {
    expect(lookOfText(text)).toBe("unsubscribe");
  });
});

describe.each(WHOLE_TEXTS)("%s", (text) => {
  it("tells it where it is all that a text says", () => {
    expect(lookOfText(`${text}?`)).toBe("unsubscribe");
    expect(lookOfText(`${text} in our hotels`)).toBeUndefined();
  });
});

it.each([
  "Subscribe to our newsletter",
  "Adopt outdoor life, opt for outlook",
  "Anmälan till kursen",
  "Meldung: Abonnement verlängern",
  "Meld deg på her",
  "Inschrijven",
  "Tilaa uutiskirje",
  "S'abonner",
  "Baja California, suscripción",
  "Options and outlets",
  "Remove metal stains, remove memory cards",
  "Sun: subscribe to the weekly",
  "Ein Turnier austragen",
  "Fahrzeug abmelden",
  "Vom Konto abmelden",
  "Auto abmelden",
  "Hund abmelden",
  "Avbeställ din resa",
  "Avmeld deg fra kurset",
  "Avbeställ din hotellbokning",
  "Don't miss our newsletter",
  "Missa inte fler nyheter i vårt nyhetsbrev",
  "Wir haben keine Wartezeiten mehr",
  "Ikke gå glipp av nyhetsbrevet",
  "Turn off the lights",
  "Contract opzeggen",
  "Kurs stornieren",
  "Not interested in skiing anymore? Try sailing",
  "No longer interested in your boat? Sell it",
  "Kein Interesse mehr am alten Auto?",
  "Do you want to hear from us?",
  "You will hear from us again soon",
  "Get 20 % off the list price",
  "Get the best from our list of hotels",
  "Email us again",
  "Få fler mejl från oss",
  "Missa inte fler mejl",
  "Vill du höra från oss?",
  "Ikke send passordet i en e-post",
  "Vil du høre fra os?",
  "Möchten Sie von uns hören?",
  "Wilt u van ons horen?",
  "Gå ikke glip af flere mails",
])("does not take %j for unsubscribing", (text) => {
  expect(textLooksLikeUnsubscribing(text)).toBe(false);
});

it.each([
  "https://www.example.com/faq/remove-metal-stains",
  "https://www.example.com/?do=removeMember",
  "https://www.example.com/service/kfz-abmelden",
  "https://www.example.com/turnier-austragen",
  "https://www.example.com/js?call=onSubscribe",
])("does not take the address %j for unsubscribing", (target) => {
  expect(lookOfTarget(target)).toBeUndefined();
});

it.each([
  "https://www.example.com/removeMe?list=4",
  "https://kurs.example.no/avmeld",
  "https://www.example.com/newsletter-abmelden",
  "mailto:news@example.com?subject=Abmelden",
])("takes the address %j for unsubscribing", (target) => {
  expect(lookOfTarget(target)).toBe("unsubscribe");
});

/** One letter wrong, missing, too many, or two in the wrong order; the first two stay. */
function misspelt(stem: string): readonly string[] {
  return Array.from({ length: stem.length - 2 }, (_, position) => {
    const at = position + 2;
    const [before, letter, after] = [stem.slice(0, at), stem.charAt(at), stem.slice(at + 1)];
    const swapped = after === "" ? [] : [before + after.charAt(0) + letter + after.slice(1)];
    return [before + after, `${before}x${after}`, `${before}x${letter}${after}`, before + letter + letter + after, ...swapped];
  }).flat();
}

describe.each(MISSPELT_STEMS)("%s, misspelt,", (stem) => {
  it.each(misspelt(fold(stem)))("as %s, is known", (wrong) => {
    expect(lookOfText(`Please ${wrong}e here`)).toBe("unsubscribe");
  });
});
