import { describe, expect, it } from "vitest";
import { compileRules } from "../../src/template/rules.js";
import { rewriteText } from "../../src/template/rewrite.js";

const rules = compileRules({ standardLinks: [], target: "[[link.subscription]]", replaceText: true });
const ADDRESS = "https://www.example.com/p/4711";

/** `_` begins the link, `_` ends it; every other link in the text is a neighbour's. */
function reported(text: string): readonly string[] {
  const html = text.replace(/_([^_]*)_/, `<a href="${ADDRESS}">$1</a>`);
  const { customLinks } = rewriteText(html, "html", rules);
  return customLinks.filter(({ target }) => target === ADDRESS).map(({ use }) => use);
}

describe("a link that says nothing is for what its sentence says", () => {
  it.each([
    "<p>To unsubscribe from our letter, _click here_.</p>",
    "<p>Vill du inte ha fler utskick? Avanmäl dig _här_</p>",
    "<td>Um sich abzumelden, klicken Sie _<b>hier</b>_.</td>",
    "<p>_Klik her_ for at afmelde nyhedsbrevet</p>",
    "<p>_Klikk her_ for å melde deg av nyhetsbrevet</p>",
    "<p>Klik _hier_ om u uit te schrijven</p>",
    "<p>Klicken Sie _hier_, um sich vom Newsletter abzumelden.</p>",
    "<p>If you no longer wish to receive these emails,<br>please _click here_.</p>",
    "<p>Don't want to unsubscribe by mail? _Click here_</p>",
    "<p>Hvis du ikke ønsker å motta flere nyhetsbrev, _klikk her_.</p>",
    "<p>Klicka _här_ om du vill avregistrera dig</p>",
    '<p>Read it <a href="https://www.example.com/web">here</a>, or _here_ to unsubscribe.</p>',
    "<p>You can unsubscribe with <span>_this link_</span>.</p>",
    "<p>Unsubscribe: _click here_</p>",
    "<p>Not interested anymore? _Let us know_</p>",
    "<p>Nicht mehr interessiert? _Lassen Sie es uns wissen_.</p>",
    "<p>Ikke lenger interessert? _Gi oss beskjed_</p>",
    "<p>Vill du inte få fler mail? _Säg till_</p>",
  ])("%s", (text) => {
    expect(reported(text)).toEqual(["unsubscribe"]);
  });

  it.each(["<p>To update your preferences, _click here_.</p>", "<p>_Click here_ to manage your notifications</p>"])(
    "%s",
    (text) => {
      expect(reported(text)).toEqual(["preferences"]);
    },
  );
});

const UNSUBSCRIBE = '<a href="https://www.example.com/unsubscribe">Unsubscribe</a>';

describe("a neighbour's words are not its own", () => {
  it.each([
    `<p>_Click here_ | <a href="/t">Terms</a> | <a href="/p">Privacy</a> | ${UNSUBSCRIBE}</p>`,
    `<p>${UNSUBSCRIBE} | _here_</p>`,
    "<p>_Terms_ | Privacy | Unsubscribe</p>",
    "<p>Unsubscribe | _here_ | Privacy</p>",
    "<p>Unsubscribe • _Click here_ to read online</p>",
    "<td>Unsubscribe</td><td>_here_</td>",
    "<td>_Klicken Sie hier_</td><td>Abmelden</td>",
    "<div>Avanmäl dig</div><div>_Klicka här_ för att läsa på webben</div>",
    "<p>View in browser: _click here_. To unsubscribe, write to us.</p>",
    "<p>You may unsubscribe at any time. See our news _here_.</p>",
    `<p>_Click here_ to read online or ${UNSUBSCRIBE}</p>`,
    '<p>To unsubscribe <a href="https://www.example.com/unsubscribe">click here</a>, to see the web version _click here_.</p>',
    "<p>Afmeld<br>_Her_ finder du os</p>",
    "<p>Read more _here_<br>Unsubscribe</p>",
    "<ul><li>Uitschrijven</li><li>_Klik hier_ voor het magazine</li></ul>",
    "<p>To unsubscribe from our letter, write to us; read more _here_.</p>",
    "<p>Um sich abzumelden, schreiben Sie uns. _Hier_ geht es zum Shop.</p>",
    "<p>If you unsubscribe, you miss our _summer offers_.</p>",
    "<p>Not interested in skiing anymore? _Let us know_</p>",
    "<p>Not interested anymore? Sell your boat _here_</p>",
    "<p>Questions? _Let us know_</p>",
  ])("%s", (text) => {
    expect(reported(text)).toEqual([]);
  });
});

it.each([
  ...[
    "Unsubcribe",
    "Unsuscribe",
    "Unsubsribe",
    "Opt me out",
    "take me off this list",
    "Remove yourself from this list",
    "Stop emails",
  ],
  ...[
    "un-subscribe",
    "inte vill ha fler utskick",
    "Ikke lenger motta nyhetsbrev",
    "Stop nyhedsbrev",
    "ønsker ikke at modtage nyhedsbrevet",
  ],
  ...["Not interested anymore?", "Don't want to hear from us?", "Get off this list", "Don't email me again", "inte få fler mail"],
  ...["Don\u2019t want to hear from us anymore?", "Inte längre intresserad?"],
  ...[
    "Vill du inte längre höra från oss?",
    "Vil du ikke høre fra oss lenger?",
    "Ikke motta flere mailer",
    "Ikke flere mail, tak",
  ],
  ...["Vil du ikke længere høre fra os?", "Möchten Sie nichts mehr von uns hören?", "Schreiben Sie mir nicht mehr"],
  ...["Von dieser Liste streichen", "Kein Interesse mehr?", "Wilt u niets meer van ons horen?", "Niet meer geïnteresseerd?"],
  ...["Keine Newsletter mehr", "Aus dem Verteiler nehmen", "Geen e-mails meer ontvangen", "Schrijf uit"],
])("the link %j is for unsubscribing", (text) => {
  expect(reported(`<p>_${text}_</p>`)).toEqual(["unsubscribe"]);
});
