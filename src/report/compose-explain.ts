import { noticeOf, noticesBlock, type Block } from "./document.js";
import { dayText, fill, numberText, pluralText } from "./phrase.js";
import type { ExplainedPerson } from "./report.js";
import { basisName, purposeName } from "./words/consent-names.js";
import { stepTitle } from "./words/step-titles.js";
import type { Words } from "./words/en.js";

/** A contact in sentences: what it is, which mailings count, which consents stand, and what each step decides. */
export function explainBlock(person: ExplainedPerson, words: Words): Block | undefined {
  const own = words.explain;
  const basis = (key: string | null): string =>
    key === null ? words.blankBasis : [key, basisName(key, words)].filter((part) => part !== undefined).join(" ");
  const heading = fill(own.contact, { id: String(person.id) });
  if (!person.exists) return noticesBlock(heading, [noticeOf(own.unknown)]);
  const { counted, first, last, notCounted } = person.mailings;
  const span = first === null || last === null ? own.dates.unknown : first === last ? own.dates.oneDay : own.dates.days;
  const dates = fill(span, { first: dayText(first ?? "", words), last: dayText(last ?? "", words) });
  const factText = (fact: ExplainedPerson["facts"][number]): string =>
    fact === "BLOCKED" || fact === "COMPLAINED" || fact === "EXCLUDED" ? sentenceOf(own.reasons[fact]) : own.facts[fact];
  const mailReasons = { ...own.mailReasons, NO_EVIDENCE: own.reasons.NO_EVIDENCE };
  const facts = [
    ...person.facts.map(factText),
    counted === 0 ? sentenceOf(own.reasons.NEVER_MAILED) : pluralText(own.mailed, counted, words, { dates }),
    ...notCounted.map(({ reason, count }) =>
      fill(own.notCounted, { count: numberText(count, words), reason: mailReasons[reason] }),
    ),
    ...(person.consents.length === 0 ? [own.noConsent] : []),
    ...person.consents.map(({ purpose, legalBasis, runId }) =>
      fill(runId === null ? own.stands : own.writtenBy, {
        purpose: purposeName(purpose, words) ?? purpose,
        basis: basis(legalBasis),
        run: runId ?? "",
      }),
    ),
  ];
  const decisions = person.decisions.map(({ step, outcome, legalBasis, reasons }) => {
    const reservation = legalBasis === null ? own.reservations[outcome] : undefined;
    const what = reservation ?? fill(own.outcomes[outcome], { basis: basis(legalBasis) });
    const why = reasons.map((reason) => own.reasons[reason]).join(", ");
    return noticeOf(stepTitle(step, words.language), { items: [`${what}${why === "" ? "" : ` (${why})`}`] });
  });
  return noticesBlock(heading, [...facts.map((fact) => noticeOf(fact)), ...decisions]);
}

/** A reason that stands alone. */
function sentenceOf(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
