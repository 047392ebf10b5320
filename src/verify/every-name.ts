/**
 * A stored name and, where it is a multi-language string (`US:"News";SW:"Nyheter"`), the texts between its quotation marks, in
 * lower case and without outer blanks.
 */
export function everyName(stored: string): readonly string[] {
  const whole = stored.trim();
  const isMultiLanguage = /^[a-z]{2}:".*";?$/is.test(whole);
  const parts = isMultiLanguage ? whole.split(/(?:^|";?\s*)[a-z]{2}:"/i).map((part) => part.replace(/";?$/, "")) : [];
  return [whole, ...parts].map((name) => name.normalize("NFC").trim().toLowerCase()).filter((name) => name !== "");
}
