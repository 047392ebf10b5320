import fc from "fast-check";

/** How often each of `PROPERTIES` properties is tried: ten thousand times in all, a million in a nightly run. */
const PROPERTIES = 11;
const TOTAL = process.env["CONSENT_TEST_NIGHTLY"] === undefined ? 10_000 : 1_000_000;
export const numRuns = Math.ceil(TOTAL / PROPERTIES);
/** A nightly run takes minutes. */
export const timeout = Math.max(30_000, TOTAL);

/** Any UTF-16 units, lone surrogates and zero bytes included: what a database may hand over. */
export const anyUnits = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0x20, max: 0x7e })), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

/** Text in which no markup begins and no address stands: what surrounds a link without reaching into it. */
export const harmless = fc
  .array(fc.constantFrom(...Array.from("aZ åß\u00a0\r\n\t.,;!?-_+*#0789\ud83d\ude00\ufffd")), { maxLength: 60 })
  .map((parts) => `${parts.join("")} `);

/** Pieces of which broken templates are made; none of them names what a standard link names. */
const TAGS =
  "< > </ /> <a <a> </a> <area <v:rect </v:rect> <b> </b> <br> <img <script> </script> <style> </style> <textarea> <title> " +
  "<plaintext> <table><tr><td> </td> </table> <!-- --> --!> <! <![endif]--> <!--[if <![if <![CDATA[ ]]> <?xml ?>";
const PARTS =
  `href href= = " ' \` & &amp; &# &#x5b; &#91; &nbsp %5B [[ ]] [ ] { } , \\ \\u00 \\" ":" https:// www. mailto: x@y.z ` +
  "customer.exe?";
const PIECES = [
  ...`${TAGS} ${PARTS}`.split(" "),
  ...["<a href=", "<v:rect href='x'>", "<!--[if mso]>", "<![if !mso]>", "<img alt='x'>"],
  ...["<a ", " ", "\n", "\r\n", "\u0000"],
];
export const brokenMarkup = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), anyUnits), { maxLength: 25 })
  .map((parts) => parts.join(""));

/** The same with standard and custom links thrown in. */
export const brokenTemplate = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: anyUnits },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "[[unsubscribe]]",
          '<a href="[[unsubscribe]]">',
          "<v:rect href='[[unsubscribe]]'>",
          "<!--[if mso]><v:rect href=[[unsubscribe]]>Unsubscribe here",
          "Unsubscribe here",
          "Avanm&auml;l dig h&auml;r",
          "hier abmelden",
          "<cs:parser>link.subscription</cs:parser>",
          "<a href=<cs:parser>unsubscribe</cs:parser>>",
          "%link.subscription%",
          "<a href=%25unsubscribe%25>hier abmelden",
          "https://crm.example.com/customer.exe?action=unsubscribe&amp;id=1",
          "to unsubscribe <a href='https://www.example.com/'>click here</a>",
          "<unsubscribe>",
          "{{ unsubscribe_link }}",
          '{"image":{"href":"[[unsubscribe]]","src":"[[unsubscribe]]"}}',
          "<a href='https://www.example.com/optout'>",
          "[[manageSubscriptions]]",
          '{"href":"[[unsubscribe]]","text":"Unsubscribe here"}',
          '{"html":"<a href=\\"[[unsubscribe]]\\">',
        ),
      },
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(""));

/** A text with every character written as it is or as an entity of some kind. */
export function inEntities(text: string): fc.Arbitrary<string> {
  const waysOf = (letter: string): fc.Arbitrary<string> => {
    const code = letter.charCodeAt(0);
    const hex = code.toString(16);
    return fc.constantFrom(letter, letter, `&#${code};`, `&#x${hex};`, `&#X000${hex.toUpperCase()};`);
  };
  return fc.tuple(...Array.from(text, waysOf)).map((letters) => letters.join(""));
}
