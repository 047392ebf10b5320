const MASK = "***";

/** `user:password@` in a URL, up to the last @ of the word: passwords are often pasted without escaping theirs. */
const IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"'`]*):[^\s"'`]*@/gi;

/** `?password=…` and the like, in URLs. */
const IN_QUERY = /([?&](?:password|pwd|pass|token|access_token|client_?secret)=)[^\s&#"'`]*/gi;

/** `Password=…;` in ADO.NET strings; a value in quotes may hold semicolons. */
const IN_PAIRS =
  /((?:^|[;\s"'`])\s*(?:password|pwd|client\s?secret|access\s?token)\s*=\s*)("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;\s"'`][^;"'`\n]*)/gi;

/** `"password":"…"` in JSON. */
const IN_JSON = /("(?:password|pwd|token|clientSecret|accessToken)"\s*:\s*")(?:[^"\\]|\\.)*/gi;

/** The same where the JSON stands in a string itself. */
const IN_NESTED_JSON = /(\\"(?:password|pwd|token|clientSecret|accessToken)\\"\s*:\s*\\")(?:[^"\\]|\\\\.)*/gi;

/** Masks every password in a text: in URLs, ADO.NET strings, query strings and JSON. Rather too much than too little. */
export function redact(text: string): string {
  return text
    .replaceAll(IN_URL, `$1:${MASK}@`)
    .replaceAll(IN_QUERY, `$1${MASK}`)
    .replaceAll(IN_JSON, `$1${MASK}`)
    .replaceAll(IN_NESTED_JSON, `$1${MASK}`)
    .replaceAll(IN_PAIRS, `$1${MASK}`);
}
