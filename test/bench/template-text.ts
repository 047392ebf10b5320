/** Characters of a template, footer included. */
const LENGTH = 60_000;

const HEAD =
  '<!doctype html><html xmlns:v="urn:schemas-microsoft-com:vml"><head><title>News</title><style>#outlook a { padding:0; }' +
  "body { margin:0;padding:0; }</style><!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]--></head><body>";
const FOOTER =
  '<!--[if mso]><v:roundrect href="[[unsubscribe]]"><center>Unsubscribe here</center></v:roundrect><![endif]-->' +
  '<p><a href="%link.subscription%"><span>Avanm&auml;l dig h&auml;r' +
  '</span></a> or <a href="https://www.example.com/optout">opt out</a></p></body></html>';

/** Standard links of `templateHtml`; it has one custom link besides. */
export const LINKS_IN_HTML = 2;
/** Standard links of `templateDesign`. */
export const LINKS_IN_DESIGN = 3;

/** A block of a newsletter: a hybrid table, a text with entities, a picture and a button, as editors write them. */
function block(template: string, number: number): string {
  return (
    '<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0" width="600"><tr><td><![endif]-->\r\n' +
    '<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"><tbody><tr>' +
    '<td style="direction:ltr;font-size:0px;padding:20px 0;text-align:center;vertical-align:top;word-break:break-word;">' +
    `<div style="font-family:Arial, sans-serif;font-size:13px;line-height:1.4;color:#555555;">Story ${number} of ${template}: ` +
    "V&aring;rens nyheter er her, og vi gleder oss til &aring; vise deg dem. Les mer p&aring; nettsidene, eller kom innom " +
    `butikken.&nbsp;</div><img src="https://cdn.example.com/${template}/${number}.png" width="560" alt="Story ${number}">` +
    `<a href="https://www.example.com/news/${template}/${number}?utm_source=mail&amp;utm_campaign=${template}" target="_blank" ` +
    'style="display:inline-block;background:#414141;color:#ffffff;font-family:Arial;padding:10px 25px;border-radius:3px;">' +
    "<span>Les mer</span></a></td></tr></tbody></table><!--[if mso | IE]></td></tr></table><![endif]-->\r\n"
  );
}

/** A newsletter of 60 kB. @param template what stands for its number in texts and addresses */
export function templateHtml(template: string, footer = FOOTER): string {
  const parts = [HEAD];
  for (let length = HEAD.length + footer.length, story = 0; length < LENGTH; story += 1) {
    const part = block(template, story);
    parts.push(part);
    length += part.length;
  }
  return [...parts, footer].join("");
}

/** A newsletter that offers no way out: the database has to read all of it to know. */
export function templateWithoutLink(template: string): string {
  return templateHtml(template, "</body></html>");
}

/** The same newsletter as a design: in a string of a JSON document, with a link object beside it. */
export function templateDesign(template: string): string {
  return JSON.stringify({ body: { rows: [{ values: { text: templateHtml(template), href: "[[unsubscribe]]" } }] } });
}
