import type { Language } from "../language.js";
import type { Block, Notice } from "./document.js";
import { evidenceLine } from "./compose-evidence.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import { wordsOf } from "./words/words-of.js";

interface OfficerWords {
  readonly heading: string;
  /** {store} {given} {withdrawn} */
  readonly figures: string;
  readonly ground: string;
  readonly notAssumed: string;
  readonly reading: string;
}

const OFFICER_WORDS: Readonly<Record<Language, OfficerWords>> = {
  en: {
    heading: "For the data protection officer",
    figures:
      "Sales and service with the basis legitimate interest: {store} contacts. E-marketing with the basis legitimate interest: {given}. E-marketing withdrawn, as for those marked No mailings: {withdrawn}. Rows that stood before are among them.",
    ground:
      "What this tool writes for E-marketing rests on the mailing history: each row names the first and the last mailing and their number, so it says itself how old its ground is.",
    notAssumed: "Nothing is assumed of contacts who were never mailed, who complained, or who are blocked or excluded.",
    reading:
      "These rows are a reasonable reading of past practice, made by a program; nobody was asked, and none of them is consent in the sense of article 6.1 a. All of them should be renewed, and a lawyer asked: the vendor says the same of its own upgrade.",
  },
  sv: {
    heading: "För dataskyddsombudet",
    figures:
      "Försäljning och service med grunden legitimt intresse: {store} kontaktpersoner. E-postmarknadsföring med grunden legitimt intresse: {given}. E-postmarknadsföring återkallad, som för dem med ”Inga utskick”: {withdrawn}. Rader som fanns tidigare ingår.",
    ground:
      "Det som verktyget skriver för E-postmarknadsföring vilar på utskickshistoriken: varje rad anger första och sista utskicket och deras antal, och säger alltså själv hur gammal grunden är.",
    notAssumed: "Inget antas om kontaktpersoner som aldrig fått utskick, som har klagat eller som är spärrade eller undantagna.",
    reading:
      "Raderna är en rimlig tolkning av tidigare praxis, gjord av ett program; ingen har tillfrågats, och ingen rad är samtycke enligt artikel 6.1 a. Alla bör förnyas och en jurist tillfrågas: leverantören säger detsamma om sin egen uppgradering.",
  },
  no: {
    heading: "For personvernombudet",
    figures:
      "Salg og kundeservice med grunnlaget berettiget interesse: {store} kontakter. E-markedsføring med grunnlaget berettiget interesse: {given}. E-markedsføring trukket tilbake, som for dem med «Ingen utsendelser»: {withdrawn}. Rader fra før er medregnet.",
    ground:
      "Det verktøyet skriver for E-markedsføring, bygger på utsendelseshistorikken: Hver rad nevner første og siste utsendelse og antallet, og sier altså selv hvor gammelt grunnlaget er.",
    notAssumed: "Ingenting antas om kontakter som aldri fikk utsendelser, som har klaget, eller som er sperret eller unntatt.",
    reading:
      "Radene er en rimelig tolkning av tidligere praksis, gjort av et program; ingen ble spurt, og ingen rad er samtykke etter artikkel 6.1 a. Alle bør fornyes og en jurist spørres: Leverandøren sier det samme om sin egen oppgradering.",
  },
  da: {
    heading: "Til databeskyttelsesrådgiveren",
    figures:
      "Salg og kundeservice med grundlaget legitim interesse: {store} kontakter. E-markedsføring med grundlaget legitim interesse: {given}. E-markedsføring trukket tilbage, som for dem med »Ingen udsendelser«: {withdrawn}. Rækker fra tidligere er medregnet.",
    ground:
      "Det, som værktøjet skriver for E-markedsføring, hviler på udsendelseshistorikken: Hver række nævner første og sidste udsendelse og deres antal og siger altså selv, hvor gammelt grundlaget er.",
    notAssumed: "Intet antages om kontakter, der aldrig fik udsendelser, der har klaget, eller som er spærret eller undtaget.",
    reading:
      "Rækkerne er en rimelig læsning af tidligere praksis, lavet af et program; ingen er blevet spurgt, og ingen række er samtykke efter artikel 6.1 a. Alle bør fornys, og en jurist bør spørges: Leverandøren siger det samme om sin egen opgradering.",
  },
  de: {
    heading: "Für die Datenschutzbeauftragten",
    figures:
      "Verkauf und Service mit der Grundlage berechtigtes Interesse: {store} Kontakte. E-Marketing mit der Grundlage berechtigtes Interesse: {given}. E-Marketing widerrufen, wie bei denen mit „Keine Mailings“: {withdrawn}. Zeilen, die es vorher gab, sind mitgezählt.",
    ground:
      "Was dieses Programm für E-Marketing schreibt, beruht auf dem Mailingverlauf: Jede Zeile nennt das erste und das letzte Mailing und ihre Zahl und sagt damit selbst, wie alt ihre Grundlage ist.",
    notAssumed:
      "Nichts wird angenommen über Kontakte, die nie Mailings bekamen, die sich beschwert haben oder die gesperrt oder ausgenommen sind.",
    reading:
      "Diese Zeilen sind eine vernünftige Lesart früherer Praxis, von einem Programm gemacht; niemand wurde gefragt, und keine ist eine Einwilligung nach Artikel 6 Absatz 1 a. Alle sollten erneuert und ein Jurist gefragt werden: Der Hersteller sagt dasselbe über sein eigenes Upgrade.",
  },
  nl: {
    heading: "Voor de functionaris gegevensbescherming",
    figures:
      "Verkopen en service met de grondslag gerechtvaardigd belang: {store} contacten. E-marketing met de grondslag gerechtvaardigd belang: {given}. E-marketing ingetrokken, zoals bij wie ‘Geen mailings’ heeft: {withdrawn}. Rijen die er al waren, tellen mee.",
    ground:
      "Wat dit programma voor E-marketing schrijft, berust op de mailinggeschiedenis: elke rij noemt de eerste en de laatste mailing en hun aantal, en zegt dus zelf hoe oud de grondslag is.",
    notAssumed: "Niets wordt aangenomen van wie nooit mailings kreeg, wie klaagde, of wie geblokkeerd of uitgesloten is.",
    reading:
      "Deze rijen zijn een redelijke lezing van de praktijk tot nu toe, gemaakt door een programma; niemand is gevraagd, en geen ervan is toestemming volgens artikel 6.1 a. Alle moeten worden vernieuwd, en een jurist moet worden gevraagd: de leverancier zegt hetzelfde van zijn eigen upgrade.",
  },
};

/** What the data protection officer asks of a page: what was assumed, on which ground, what was not, and what it is worth. */
export function officerBlock(report: Report, lang: Language): Block | undefined {
  if ((report.command !== "plan" && report.command !== "apply") || report.consents.length === 0) return undefined;
  const words = wordsOf(lang);
  const own = OFFICER_WORDS[lang];
  const after = (purpose: string, legalBasis: string): string =>
    numberText(report.consents.find((row) => row.purpose === purpose && row.legalBasis === legalBasis)?.after ?? 0, words);
  const figures = fill(own.figures, {
    store: after("STORE", "61F"),
    given: after("EMARKETING", "61F"),
    withdrawn: after("EMARKETING", "WITHDRAWN"),
  });
  const line = (text: string): Notice => ({ mark: "", tone: "plain", name: "", text, hint: undefined, items: [] });
  const age = evidenceLine(report, lang);
  const notices = [figures, own.ground, ...(age === undefined ? [] : [age]), own.notAssumed, own.reading].map(line);
  return { kind: "notices", heading: own.heading, folded: false, notices };
}
