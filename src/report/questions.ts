import type { Language } from "../language.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import { stepTitle } from "./words/step-titles.js";
import { wordsOf } from "./words/words-of.js";

interface QuestionWords {
  /** {database} */
  readonly about: string;
  /** {step} {inserted} {updated} */
  readonly step: string;
  readonly begin: string;
  /** The same of `rollback`. */
  readonly undo: Readonly<Record<UndoWord, string>>;
}

type UndoWord =
  | "about"
  | "run"
  | "runs"
  | "remains"
  | "deleted"
  | "restored"
  | "dropped"
  | "changedSince"
  | "inUse"
  | "table"
  | "column"
  | "ledger"
  | "begin";

const QUESTIONS: Readonly<Record<Language, QuestionWords>> = {
  en: {
    about: "About to change the database {database}:",
    step: "{step}: {inserted} rows to insert, {updated} to update",
    begin: "Is there a backup of today, and shall the upgrade begin?",
    undo: {
      about: "About to undo {what} in the database {database}:",
      run: "run {run}",
      runs: "{count} runs",
      remains: "what earlier rollbacks had to leave",
      deleted: "{count} rows to delete",
      restored: "{count} to give their old values back",
      dropped: "{count} {name} to drop",
      changedSince: "{count} rows were changed since and stay",
      inUse: "{things}: in use, stay",
      table: "the table {table}",
      column: "the column {column} of {table}",
      ledger: "the ledger (tables consent_upgrade_*) to drop",
      begin: "Shall the rollback begin?",
    },
  },
  sv: {
    about: "Databasen {database} ska nu ändras:",
    step: "{step}: {inserted} rader läggs till, {updated} ändras",
    begin: "Finns en säkerhetskopia från i dag, och ska uppgraderingen börja?",
    undo: {
      about: "I databasen {database} ska nu ångras: {what}",
      run: "körning {run}",
      runs: "{count} körningar",
      remains: "det som tidigare återställningar måste lämna",
      deleted: "{count} rader tas bort",
      restored: "{count} får tillbaka sina gamla värden",
      dropped: "{count} {name} tas bort",
      changedSince: "{count} rader har ändrats sedan dess och blir kvar",
      inUse: "{things}: används, blir kvar",
      table: "tabellen {table}",
      column: "kolumnen {column} i {table}",
      ledger: "verktygets egna tabeller (consent_upgrade_*) tas bort",
      begin: "Ska återställningen börja?",
    },
  },
  no: {
    about: "Databasen {database} skal nå endres:",
    step: "{step}: {inserted} rader legges til, {updated} endres",
    begin: "Finnes det en sikkerhetskopi fra i dag, og skal oppgraderingen begynne?",
    undo: {
      about: "I databasen {database} skal nå angres: {what}",
      run: "kjøring {run}",
      runs: "{count} kjøringer",
      remains: "det tidligere tilbakestillinger måtte la stå",
      deleted: "{count} rader slettes",
      restored: "{count} får tilbake de gamle verdiene",
      dropped: "{count} {name} fjernes",
      changedSince: "{count} rader er endret siden og blir stående",
      inUse: "{things}: i bruk, blir stående",
      table: "tabellen {table}",
      column: "kolonnen {column} i {table}",
      ledger: "verktøyets egne tabeller (consent_upgrade_*) fjernes",
      begin: "Skal tilbakestillingen begynne?",
    },
  },
  da: {
    about: "Databasen {database} skal nu ændres:",
    step: "{step}: {inserted} rækker tilføjes, {updated} ændres",
    begin: "Findes der en sikkerhedskopi fra i dag, og skal opgraderingen begynde?",
    undo: {
      about: "I databasen {database} skal nu fortrydes: {what}",
      run: "kørsel {run}",
      runs: "{count} kørsler",
      remains: "det, som tidligere tilbageførsler måtte lade stå",
      deleted: "{count} rækker slettes",
      restored: "{count} får deres gamle værdier tilbage",
      dropped: "{count} {name} fjernes",
      changedSince: "{count} rækker er ændret siden og bliver stående",
      inUse: "{things}: i brug, bliver stående",
      table: "tabellen {table}",
      column: "kolonnen {column} i {table}",
      ledger: "værktøjets egne tabeller (consent_upgrade_*) fjernes",
      begin: "Skal tilbageførslen begynde?",
    },
  },
  de: {
    about: "Die Datenbank {database} wird nun geändert:",
    step: "{step}: {inserted} Zeilen kommen hinzu, {updated} ändern sich",
    begin: "Gibt es eine Sicherung von heute, und soll das Upgrade beginnen?",
    undo: {
      about: "Zurückgenommen wird nun in der Datenbank {database}: {what}",
      run: "Lauf {run}",
      runs: "{count} Läufe",
      remains: "was frühere Rücknahmen stehen lassen mussten",
      deleted: "{count} Zeilen werden gelöscht",
      restored: "{count} bekommen ihre alten Werte zurück",
      dropped: "{count} {name} werden entfernt",
      changedSince: "{count} Zeilen wurden seither geändert und bleiben",
      inUse: "{things}: in Gebrauch, bleibt",
      table: "die Tabelle {table}",
      column: "die Spalte {column} von {table}",
      ledger: "die eigenen Tabellen dieses Programms (consent_upgrade_*) werden entfernt",
      begin: "Soll die Rücknahme beginnen?",
    },
  },
  nl: {
    about: "De database {database} wordt nu gewijzigd:",
    step: "{step}: {inserted} rijen komen erbij, {updated} wijzigen",
    begin: "Is er een back-up van vandaag, en mag de upgrade beginnen?",
    undo: {
      about: "In de database {database} wordt nu teruggedraaid: {what}",
      run: "run {run}",
      runs: "{count} runs",
      remains: "wat eerder terugdraaien moest laten staan",
      deleted: "{count} rijen worden verwijderd",
      restored: "{count} krijgen hun oude waarden terug",
      dropped: "{count} {name} worden verwijderd",
      changedSince: "{count} rijen zijn sindsdien gewijzigd en blijven",
      inUse: "{things}: in gebruik, blijft",
      table: "de tabel {table}",
      column: "de kolom {column} van {table}",
      ledger: "de eigen tabellen van dit programma (consent_upgrade_*) worden verwijderd",
      begin: "Mag het terugdraaien beginnen?",
    },
  },
};

/** What can be answered; the capital is what nothing means. */
function answers(lang: Language): string {
  return lang === "en" ? "[y/N]" : "[j/N]";
}

/** `crm (postgres, crm7)` */
function databaseText({ database }: Report): string {
  const { name = "", engine = "", schema } = database ?? {};
  return typeof schema === "string" ? `${name} (${engine}, ${schema})` : `${name} (${engine})`;
}

/** What `apply` asks before it begins: database, steps and rows. */
export function applyQuestion(plan: Report, lang: Language): string {
  const words = wordsOf(lang);
  const own = QUESTIONS[lang];
  const lines = plan.steps
    .filter((step) => step.status === "pending" || step.status === "partly-done")
    .map((step) => {
      const values = {
        step: stepTitle(step.id, lang),
        inserted: numberText(step.changes.inserted, words),
        updated: numberText(step.changes.updated, words),
      };
      return `  ${fill(own.step, values)}`;
    });
  return [fill(own.about, { database: databaseText(plan) }), ...lines, `${own.begin} ${answers(lang)}`].join("\n");
}

/** What a rollback is about to undo, besides its report's figures. */
export interface UndoAhead {
  readonly runIds: readonly string[];
  /** Rows that somebody changed since. */
  readonly changedSince: number;
  /** Tables, and columns where `detail` says so, that somebody uses. */
  readonly inUse: readonly { readonly table: string; readonly id: string; readonly detail: string }[];
  readonly dropsLedger: boolean;
}

/** What `rollback` asks before it begins. */
export function rollbackQuestion(report: Report, ahead: UndoAhead, lang: Language): string {
  const words = wordsOf(lang);
  const own = QUESTIONS[lang].undo;
  const counted = (text: string, count: number, name = ""): readonly string[] =>
    count > 0 ? [fill(text, { count: numberText(count, words), name })] : [];
  const lines = report.steps.flatMap(({ id, changes, counts }) => {
    const parts = [
      ...counted(own.deleted, changes.deleted),
      ...counted(own.restored, changes.updated),
      ...Object.entries(counts).flatMap(([name, n]) => counted(own.dropped, n, words.counts[name] ?? name)),
    ];
    return parts.length === 0 ? [] : [`${stepTitle(id, lang)}: ${parts.join(", ")}`];
  });
  const things = ahead.inUse.map(({ table, id, detail }) =>
    detail === "column" ? fill(own.column, { column: id, table }) : fill(own.table, { table }),
  );
  const [first, ...others] = ahead.runIds;
  const runs =
    others.length === 0 ? fill(own.run, { run: first ?? "" }) : fill(own.runs, { count: numberText(ahead.runIds.length, words) });
  const more = [
    ...counted(own.changedSince, ahead.changedSince),
    ...(things.length === 0 ? [] : [fill(own.inUse, { things: things.join(", ") })]),
    ...(ahead.dropsLedger ? [own.ledger] : []),
  ];
  const about = fill(own.about, { what: first === undefined ? own.remains : runs, database: databaseText(report) });
  return [about, ...[...lines, ...more].map((line) => `  ${line}`), `${own.begin} ${answers(lang)}`].join("\n");
}
