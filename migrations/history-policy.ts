import { NOBODY } from "../src/crm/vendor-codes.js";
import { identifier, sql, type Sql } from "../src/dialect/sql.js";
import { isIncluded, isNotSet } from "../src/steps/consent-conditions.js";
import { isNotExcluded } from "../src/steps/exclusions.js";
import { EVERYBODY } from "../src/steps/person-range.js";
import type { AttentionQuery, StepContext } from "../src/steps/step.js";
import type { Finding } from "../src/steps/finding.js";
import { mailedPersonIds, onlyLogged } from "./mailing-history.js";

type HistorySettings = StepContext["settings"]["mailingHistory"];

/** Whether a person under an alias may be given E-marketing by its history at all. */
export function mayBeGiven(context: StepContext, alias: string): Sql {
  return sql`${identifier(alias, "person_id")} <> ${NOBODY} AND ${isIncluded(context, alias)} AND ${isNotExcluded(context, alias)}
          AND ${isNotSet(alias, "nomailing")} AND ${isNotSet(alias, "blockemarketing")}`;
}

/** What counts as evidence by default, with its risk. The other policies come with a figure. */
export function policyNotes({ settings }: Pick<StepContext, "settings">): readonly Finding[] {
  return settings.mailingHistory.evidence === "sent" ? [{ code: "EVIDENCE_SENT" }] : [];
}

/** How many contacts each policy about the history adds, or leaves out, compared with the same configuration without it. */
export function policyFigures(context: StepContext): readonly AttentionQuery[] {
  const { evidence, since, sentMessageLog } = context.settings.mailingHistory;
  if (evidence === "none") return [leftOutBy(context, "EVIDENCE_NONE", { evidence: "sent" })];
  return [
    ...(evidence === "engaged" ? [leftOutBy(context, "EVIDENCE_ENGAGED", { evidence: "sent" })] : []),
    ...(since === null ? [] : [{ ...leftOutBy(context, "HISTORY_SINCE", { since: null }), params: { since } }]),
    ...(context.relations.has("s_sent_message") ? [ofLog(context, sentMessageLog)] : []),
  ];
}

/** Who would be given E-marketing with a part of the configuration otherwise. */
function leftOutBy(context: StepContext, code: string, otherwise: Partial<HistorySettings>): AttentionQuery {
  const { dialect, relations } = context;
  const { hashed } = dialect;
  return {
    code,
    table: "person",
    figure: "always",
    records: sql`
      SELECT p.person_id AS id
      FROM ${relations.of("person")} p
      JOIN (${mailedPersonIds(counting(context, otherwise), EVERYBODY)}) o ON ${hashed(sql`o.person_id`)} = p.person_id
      LEFT JOIN (${mailedPersonIds(context, EVERYBODY)}) h ON ${hashed(sql`h.person_id`)} = p.person_id
      WHERE h.person_id IS NULL AND ${mayBeGiven(context, "p")}`,
  };
}

/** Who is, or would be, given E-marketing by the log of sent messages alone. */
function ofLog(context: StepContext, counts: boolean): AttentionQuery {
  const { relations } = context;
  return {
    code: counts ? "SENT_MESSAGE_LOG_ADDS" : "SENT_MESSAGE_LOG_LEFT_OUT",
    table: "person",
    figure: counts ? "unless-zero" : "always",
    records: sql`
      SELECT p.person_id AS id
      FROM ${relations.of("person")} p
      JOIN (${onlyLogged(counting(context, { sentMessageLog: true }), EVERYBODY)}) o ON o.person_id = p.person_id
      WHERE ${mayBeGiven(context, "p")}`,
  };
}

function counting(context: StepContext, otherwise: Partial<HistorySettings>): StepContext {
  const { settings } = context;
  return { ...context, settings: { ...settings, mailingHistory: { ...settings.mailingHistory, ...otherwise } } };
}
