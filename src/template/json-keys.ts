/** How the designs that we know name things: Unlayer's, and those of home-made block editors. */

/** A string under such a key is a link, whatever stands before: `imageLink` is the link around a picture. */
const LINK_END = /(?:href|link)(?:url|uri|href)?$/i;
/** The same, unless it is the address of a picture. */
const ADDRESS_END = /(?:url|uri)$/i;
/** What stands under such a key is a picture, a font or a film. */
const MEDIA_KEY = /src|image|img|icon(?!s$)|thumb|background|avatar|logo|video|font|preview|poster|schema|picture|photo/i;
const MEDIA_END =
  /(?:src|srcset|image|img|icon|thumb|thumbnail|background|avatar|logo|video|font|preview|poster|schema|picture|photo)$/i;
/** A file that is shown, not followed. */
const MEDIA_FILE = /\.(?:png|jpe?g|gif|svg|webp|bmp|ico|mp4|webm|woff2?|ttf|css)(?:[?#]|$)/i;
/**
 * An object under such a key is a link without its text: Unlayer's `"href": { "name": "web", "values": { "href": … }
 * }`.
 */
const LINK_PART_KEY = /^(?:action|values|attrs|attributes)$/i;

/** Where the text of a link object stands, best first. */
const LABEL_KEYS = ["text", "label", "linktext", "buttontext", "title", "caption", "content", "html", "name"];
/** A picture's description tells what a link is for, but is never rewritten. */
const DESCRIPTION_KEYS = ["alttext", "alt"];
/** In a part of a link the name is the link's kind ("web"), not its text. */
const KIND_KEY = "name";

export function isTargetKey(key: string): boolean {
  return LINK_END.test(key) || (ADDRESS_END.test(key) && !MEDIA_KEY.test(key));
}

/** Whether a string is the address of a picture, a font or a film. @param objectKey that of the object around it */
export function isMediaAddress(objectKey: string, key: string, value: string): boolean {
  const isAround = MEDIA_KEY.test(objectKey) && !LINK_END.test(objectKey);
  if (LINK_END.test(key)) return (isAround || MEDIA_KEY.test(key)) && MEDIA_FILE.test(value);
  return MEDIA_END.test(key) || (ADDRESS_END.test(key) && (isAround || MEDIA_KEY.test(key)));
}

export function isLinkPartKey(key: string): boolean {
  return isTargetKey(key) || LINK_PART_KEY.test(key);
}

/** Unlayer keeps a pattern beside the target, `"attrs": { "href": "{{href}}" }`, which its exporter fills in. */
export function isExporterPattern(objectKey: string, value: string): boolean {
  return /^attr/i.test(objectKey) && /^\{\{\w+\}\}$/.test(value);
}

/** How a key fits a link's text. */
export interface LabelKey {
  /** 0 is the best. */
  readonly rank: number;
  readonly isDescription: boolean;
  readonly isKind: boolean;
}

/** @returns undefined where what stands under the key is no text of a link */
export function labelKey(key: string): LabelKey | undefined {
  const name = key.toLowerCase();
  const rank = [...LABEL_KEYS, ...DESCRIPTION_KEYS].indexOf(name);
  return rank === -1 ? undefined : { rank, isDescription: DESCRIPTION_KEYS.includes(name), isKind: name === KIND_KEY };
}
