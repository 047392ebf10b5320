import { cleanTarget, decodePercent } from "./target-form.js";

const LONGEST_TARGET = 120;
const LONGEST_TEXT = 80;
const LONGEST_SUBJECT = 60;
const HIDDEN = "…";
const MAIL_ADDRESS = /[^\s@<>"'/?&=:;,()[\]]{1,64}@[^\s@<>"'/?&=:;,()[\]]{1,255}/g;
/** Long runs of letters and digits in a path are a recipient's token, not a word. */
const TOKEN = /^(?=.*\d)[\w.~+=-]{16,}$/;

/**
 * A target as a report may show it: without personal data. Query and fragment are left out, addresses masked, tokens
 * in the path and passwords as well; of a `mailto:` the subject remains, as it tells why the link is reported.
 */
export function describeTarget(target: string): string {
  const clean = cleanTarget(target);
  return shortened(/^mailto:/i.test(clean) ? describeMail(clean) : describeAddress(clean), LONGEST_TARGET);
}

/** A link's text as a report may show it: one line, shortened, mail addresses masked. */
export function describeText(text: string): string {
  return shortened(maskMail(text).replace(/\s+/g, " ").trim(), LONGEST_TEXT);
}

/** Of a person's copy of the CRM's own page as a report may show it: the page and its action, never the key. */
export function describePersonal(target: string): string {
  const action = /[?&;](action=[\w.-]{1,60})/i.exec(target)?.[1];
  const shown = describeTarget(target);
  return action === undefined ? shown : shortened(shown.replace(/\?…$/, `?${action}&key=${HIDDEN}`), LONGEST_TARGET);
}

function describeMail(target: string): string {
  const query = target.split("?").slice(1).join("?");
  const subject = /(?:^|&(?:amp;)?)subject=([^&]*)/i.exec(query)?.[1];
  const shown = subject === undefined ? "" : maskMail(decodePercent(subject).replace(/\s+/g, " "));
  const rest = query === "" || shown !== "" ? "" : `?${HIDDEN}`;
  return `mailto:***@***${shown === "" ? rest : `?subject=${shortened(shown, LONGEST_SUBJECT)}`}`;
}

function describeAddress(target: string): string {
  const place = /^[^?#]*/.exec(target)?.[0] ?? "";
  const rest = target.slice(place.length);
  const withoutUser = place.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, `$1***@`);
  const path = withoutUser
    .split("/")
    .map((part) => (TOKEN.test(part) && !/^[^/]*\.(?:[a-z]{2,})$/i.test(part) ? HIDDEN : part))
    .join("/");
  return maskMail(decodePercent(path)) + (rest.length > 1 ? `${rest.charAt(0)}${HIDDEN}` : rest);
}

function maskMail(text: string): string {
  return text.replace(MAIL_ADDRESS, (found) => (found.startsWith("***@") ? found : "***@***"));
}

function shortened(text: string, longest: number): string {
  const characters = Array.from(text.slice(0, longest * 2 + 2));
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}${HIDDEN}`;
}
