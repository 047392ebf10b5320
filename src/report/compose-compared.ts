import { digestOf } from "./digest.js";
import { columnsOf, rowOf, type Block } from "./document.js";
import { fill, numberText } from "./phrase.js";
import type { Report, ReportDigest } from "./report.js";
import { basisName, purposeName } from "./words/consent-names.js";
import { stepTitle } from "./words/step-titles.js";
import type { Words } from "./words/en.js";

interface Figure {
  readonly title: string;
  /** Of each plan; undefined where it has no such figure. */
  readonly values: readonly (number | undefined)[];
}

/** This plan and others side by side: whom mailings reach, and what else differs. */
export function comparedBlock(report: Report, words: Words): Block {
  const own = words.compared;
  const plans = [digestOf(own.thisPlan, report), ...report.reports];
  const different = [...consentFigures(plans, words), ...stepFigures(plans, words)].filter(
    ({ values }) => new Set(values).size > 1,
  );
  return {
    kind: "table",
    heading: own.heading,
    columns: columnsOf(
      [own.figure],
      plans.map(({ name }) => baseName(name)),
    ),
    rows: [...reachFigures(plans, words), ...different].map(({ title, values }, index) =>
      rowOf([title, ...values.map((value) => numberOrDash(value, words))], { notes: index === 0 ? [own.differencesOnly] : [] }),
    ),
  };
}

function reachFigures(plans: readonly ReportDigest[], words: Words): readonly Figure[] {
  const own = words.reach;
  const types = [...new Set(plans.flatMap(({ reach }) => reach?.types.map(({ name }) => name) ?? []))];
  const ofType = (plan: ReportDigest, name: string) => plan.reach?.types.find((type) => type.name === name);
  return [
    { title: `${own.everybody}: ${words.labels.before}`, values: plans.map(({ reach }) => reach?.before) },
    { title: `${own.everybody}: ${words.labels.after}`, values: plans.map(({ reach }) => reach?.after) },
    { title: `${own.everybody}: ${own.afterWithPrivacy}`, values: plans.map(({ reach }) => reach?.afterWithPrivacy) },
    ...types.map((type) => ({
      title: `${fill(own.subscribers, { type })}: ${own.afterWithPrivacy}`,
      values: plans.map((plan) => ofType(plan, type)?.afterWithPrivacy),
    })),
  ];
}

function consentFigures(plans: readonly ReportDigest[], words: Words): readonly Figure[] {
  const kinds = new Map(
    plans.flatMap(({ consents }) => consents.map((row) => [`${row.purpose} ${row.legalBasis ?? ""}`, row] as const)),
  );
  return [...kinds.values()].map(({ purpose, legalBasis }) => {
    const basis = legalBasis === null ? words.blankBasis : (basisName(legalBasis, words) ?? legalBasis);
    const of = ({ consents }: ReportDigest): number =>
      consents.find((row) => row.purpose === purpose && row.legalBasis === legalBasis)?.after ?? 0;
    return { title: `${purposeName(purpose, words) ?? purpose}: ${basis}`, values: plans.map(of) };
  });
}

function stepFigures(plans: readonly ReportDigest[], words: Words): readonly Figure[] {
  const ids = [...new Set(plans.flatMap(({ steps }) => steps.map(({ id }) => id)))];
  const of = (plan: ReportDigest, id: string): number => {
    const changes = plan.steps.find((step) => step.id === id)?.changes;
    return changes === undefined ? 0 : changes.inserted + changes.updated;
  };
  return ids.map((id) => ({
    title: fill(words.compared.rowsOf, { step: stepTitle(id, words.language) }),
    values: plans.map((plan) => of(plan, id)),
  }));
}

/** Many reports, one a row. */
export function manyReportsBlock(reports: readonly ReportDigest[], words: Words): Block {
  const own = words.compared;
  const number = (value: number | undefined): string => numberOrDash(value, words);
  const columns = columnsOf(
    [words.titles.report, words.labels.database, words.labels.result],
    [own.rows, own.reached, own.reachedWithPrivacy, own.warnings, own.failedChecks],
  );
  return {
    kind: "table",
    heading: own.summaryHeading,
    columns,
    rows: reports.map((report) =>
      rowOf(
        [
          baseName(report.name),
          report.database?.name ?? "–",
          words.outcomes[report.outcome],
          number(report.changes.inserted + report.changes.updated + report.changes.deleted),
          number(report.reach?.after),
          number(report.reach?.afterWithPrivacy),
          number(report.warnings),
          number(report.failedChecks),
        ],
        {
          tone: report.error !== null || report.failedChecks > 0 ? "bad" : "plain",
          notes: report.error === null ? [] : [`${report.error.code}: ${report.error.message.split("\n")[0] ?? ""}`],
        },
      ),
    ),
  };
}

function numberOrDash(value: number | undefined, words: Words): string {
  return value === undefined ? "–" : numberText(value, words);
}

function baseName(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}
