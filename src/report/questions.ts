import type { Language } from "../language.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import { stepTitle, wordsOf } from "./words/words-of.js";

interface QuestionWords {
  /** {database} */
  readonly about: string;
  /** {step} {inserted} {updated} */
  readonly step: string;
  readonly begin: string;
}

const QUESTIONS: Readonly<Record<Language, QuestionWords>> = {
  en: {
    about: "About to change the database {database}:",
    step: "{step}: {inserted} rows to insert, {updated} to update",
    begin: "Is there a backup of today, and shall the upgrade begin?",
  },
  sv: {
    about: "Databasen {database} ska nu ändras:",
    step: "{step}: {inserted} rader läggs till, {updated} ändras",
    begin: "Finns en säkerhetskopia från i dag, och ska uppgraderingen börja? (j = ja)",
  },
  no: {
    about: "Databasen {database} skal nå endres:",
    step: "{step}: {inserted} rader legges til, {updated} endres",
    begin: "Finnes det en sikkerhetskopi fra i dag, og skal oppgraderingen begynne? (j = ja)",
  },
  da: {
    about: "Databasen {database} skal nu ændres:",
    step: "{step}: {inserted} rækker tilføjes, {updated} ændres",
    begin: "Findes der en sikkerhedskopi fra i dag, og skal opgraderingen begynde? (j = ja)",
  },
  de: {
    about: "Die Datenbank {database} wird nun geändert:",
    step: "{step}: {inserted} Zeilen kommen hinzu, {updated} ändern sich",
    begin: "Gibt es eine Sicherung von heute, und soll das Upgrade beginnen? (j = ja)",
  },
  nl: {
    about: "De database {database} wordt nu gewijzigd:",
    step: "{step}: {inserted} rijen komen erbij, {updated} wijzigen",
    begin: "Is er een back-up van vandaag, en mag de upgrade beginnen? (j = ja)",
  },
};

/** What `apply` asks before it begins: database, steps and rows. */
export function applyQuestion(plan: Report, lang: Language): string {
  const words = wordsOf(lang);
  const own = QUESTIONS[lang];
  const { name = "", engine = "", schema } = plan.database ?? {};
  const database = typeof schema === "string" ? `${name} (${engine}, ${schema})` : `${name} (${engine})`;
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
  return [fill(own.about, { database }), ...lines, own.begin].join("\n");
}
