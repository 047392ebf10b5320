import type { Block, Notice } from "./document.js";
import { dayText, fill, numberText, pluralText } from "./phrase.js";
import type { ExplainedPerson } from "./report.js";
import { stepTitle } from "./words/step-titles.js";
import type { Words } from "./words/words.js";

/** A contact in sentences: what it is, which mailings count, which consents stand, and what each step decides. */
export function explainBlock(person: ExplainedPerson, words: Words): Block {
  const own = words.explain;
  const basis = (key: string | null): string =>
    key === null ? words.blankBasis : [key, words.legalBases[key]].filter((part) => part !== undefined).join(" ");
  const heading = fill(own.contact, { id: String(person.id) });
  const line = (text: string, items: readonly string[] = []): Notice => ({
    mark: "",
    tone: "plain",
    name: "",
    text,
    hint: undefined,
    items,
  });
  if (!person.exists) return { kind: "notices", heading, folded: false, notices: [line(own.unknown)] };
  const { counted, first, last, notCounted } = person.mailings;
  const span = first === null || last === null ? own.dates.unknown : first === last ? own.dates.oneDay : own.dates.days;
  const dates = fill(span, { first: dayText(first ?? "", words), last: dayText(last ?? "", words) });
  const facts = [
    ...person.facts.map((fact) => own.facts[fact]),
    counted === 0 ? own.notMailed : pluralText(own.mailed, counted, words, { dates }),
    ...notCounted.map(({ reason, count }) =>
      fill(own.notCounted, { count: numberText(count, words), reason: own.mailReasons[reason] }),
    ),
    ...(person.consents.length === 0 ? [own.noConsent] : []),
    ...person.consents.map(({ purpose, legalBasis, runId }) =>
      fill(runId === null ? own.stands : own.writtenBy, {
        purpose: words.purposes[purpose] ?? purpose,
        basis: basis(legalBasis),
        run: runId ?? "",
      }),
    ),
  ];
  const decisions = person.decisions.map(({ step, outcome, legalBasis, reasons }) => {
    const reservation = legalBasis === null ? own.reservations[outcome] : undefined;
    const what = reservation ?? fill(own.outcomes[outcome], { basis: basis(legalBasis) });
    const why = reasons.map((reason) => own.reasons[reason]).join(", ");
    return line(stepTitle(step, words.language), [`${what}${why === "" ? "" : ` (${why})`}`]);
  });
  return { kind: "notices", heading, folded: false, notices: [...facts.map((fact) => line(fact)), ...decisions] };
}
