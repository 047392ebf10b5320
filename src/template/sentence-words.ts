import { fold } from "./unsubscribe-look.js";
import { list } from "./unsubscribe-words.js";

/** Texts of links that say nothing by themselves, by language; the sentence around them tells what they are for. */
const SAY_NOTHING: Readonly<Record<string, readonly string[]>> = {
  en: list(`
    here, click here, click, clicking here, by clicking here, please click here, just click here, simply click here,
    this link, the link, link, click this link, clicking this link, click on this link, click the link,
    follow this link, following this link, the following link, tap here, press here, go here, this page,
    visit this page, right here, let us know, tell us, let us know here, follow the link`),
  sv: list(`
    här, klicka här, säg till, meddela oss, hör av dig, klicka, tryck här, genom att klicka här, du klickar här,
    denna länk, den här länken, länken, länk, via denna länk, via länken, klicka på länken, klicka på denna länk,
    klicka på den här länken, följ länken, följande länk`),
  no: list(`
    her, klikk her, gi oss beskjed, si ifra, klikk, trykk her, ved å klikke her, klikke her, denne lenken,
    denne linken, lenken, lenke, linken, via denne lenken, klikk på lenken, klikk på denne lenken, følg lenken,
    følg denne lenken, denne lenka`),
  da: list(`
    klik her, giv os besked, sig til, klik, tryk her, ved at klikke her, klikke her, dette link, denne link, linket,
    link her, via dette link, klik på linket, klik på dette link, følg linket, følg dette link`),
  de: list(`
    hier, hier klicken, lassen sie es uns wissen, sagen sie es uns, klicken sie hier, klicken sie bitte hier,
    bitte hier klicken, klicke hier, klick hier, klick, klicken, diesen link, diesem link, dieser link,
    diesen link klicken, den link, dem link, auf diesen link, über diesen link, folgen sie diesem link,
    folgen sie dem link, folge diesem link, bitte klicken sie hier, folgenden link, folgendem link,
    auf diesen link klicken`),
  nl: list(`
    klik hier, laat het ons weten, klik dan hier, hier te klikken, door hier te klikken, deze link, de link,
    via deze link, klik op deze link, klik op de link, op deze link, volg deze link, onderstaande link`),
  fi: list("tästä, täältä, klikkaa tästä, klikkaamalla tästä, tätä linkkiä, tästä linkistä"),
  fr: list(`
    ici, cliquez ici, cliquer ici, cliquant ici, en cliquant ici, ce lien, sur ce lien, le lien, lien`),
  es: list(`
    aquí, haga clic aquí, haz clic aquí, clic aquí, pulse aquí, este enlace, en este enlace, enlace`),
};

const NOTHING = new Set(Object.values(SAY_NOTHING).flat().map(fold));
const LONGEST_NOTHING = 40;

/** Whether a link's text says nothing of what it is for. @param text collapsed */
export function saysNothing(text: string): boolean {
  return text !== "" && text.length <= LONGEST_NOTHING && NOTHING.has(fold(text));
}

/** Words with which a clause goes on behind a link that it tells the purpose of: "click here to unsubscribe". Folded. */
const PURPOSES = list(`
  to, if, in order to, and you will, should you, whenever, when, for,
  for att, om du, om ni, nar du, ifall,
  for a, hvis, dersom, om du, nar du,
  for at, safremt, nar du,
  um, wenn, falls, sofern, zum, zur, und sie,
  om, als, indien, wanneer, voor het, te,
  jos, pour, si, para, afin de`).join("|");
const TELLS_PURPOSE = new RegExp(`^(?:${PURPOSES})(?![a-z])`);

/** Whether what follows a link begins to tell its purpose. @param behind as it stands in the text */
export function tellsPurpose(behind: string): boolean {
  return TELLS_PURPOSE.test(fold(behind.slice(0, 60)));
}
