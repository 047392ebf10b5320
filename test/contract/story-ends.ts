import type { Attention, Report } from "../../src/report/report.js";
import type { DatabaseDump, DumpedTable } from "../support/dump-database.js";
import { basisKey, personIdOf, PURPOSE_IDS } from "./story-rows.js";
import type { Fate, PurposeName, Story } from "./story.js";

type ConsentRow = DumpedTable["rows"][number];

/** What became of a contact, in the words of a story. */
export interface StoryEnd {
  readonly store: Fate;
  readonly emarketing: Fate;
  readonly attention: readonly string[];
}

/** What the story says must become of its contact. */
export function expectedEnd(story: Story): StoryEnd {
  return { store: story.store ?? "new 61F", emarketing: story.emarketing ?? "none", attention: story.attention ?? [] };
}

/** Consents before and after, and who is named in the report. */
export class StoryEnds {
  constructor(
    private readonly before: DatabaseDump,
    private readonly after: DatabaseDump,
    private readonly report: Report,
  ) {}

  of(story: Story, position: number): StoryEnd {
    const person = personIdOf(story, position);
    return {
      store: this.fate(person, "STORE"),
      emarketing: this.fate(person, "EMARKETING"),
      attention: this.report.attention
        .filter((entry) => this.names(entry, person))
        .map((entry) => entry.code)
        .sort(),
    };
  }

  /** The comment of the e-marketing row up to the run's id, which it must end with. */
  evidence(story: Story, position: number): string {
    const comment = String(consent(this.after, personIdOf(story, position), "EMARKETING")?.["comment"]);
    const run = this.report.runId?.slice(0, 8) ?? "";
    const end = ` consent-upgrade, run ${run}.`;
    if (!comment.endsWith(end)) return `not by this run: ${comment}`;
    return comment.slice(0, -end.length).replace(" Legitimate interest, GDPR Art. 6(1)(f).", "");
  }

  /** Rows that apply wrote, with the row as it was before: undefined for new ones. */
  written(): readonly { readonly row: ConsentRow; readonly old: ConsentRow | undefined }[] {
    const old = new Map(rows(this.before).map((row) => [row["consentperson_id"], row]));
    return rows(this.after)
      .map((row) => ({ row, old: old.get(row["consentperson_id"] ?? null) }))
      .filter(({ row, old: was }) => JSON.stringify(row) !== JSON.stringify(was));
  }

  private fate(person: number, purpose: PurposeName): Fate {
    const was = consent(this.before, person, purpose);
    const is = consent(this.after, person, purpose);
    if (is === undefined) return "none";
    const basis = basisKey(is["legalbase_id"]);
    if (was === undefined) return `new ${basis}`;
    return JSON.stringify(was) === JSON.stringify(is) ? `kept ${basis}` : `now ${basis}`;
  }

  private names(entry: Attention, person: number): boolean {
    return entry.items.some(({ table, id }) => {
      if (table === "person") return Number(id) === person;
      return (
        table === "ConsentPerson" &&
        rows(this.after).some((row) => row["consentperson_id"] === Number(id) && row["person_id"] === person)
      );
    });
  }
}

function rows(dump: DatabaseDump): readonly ConsentRow[] {
  return dump["consentperson"]?.rows ?? [];
}

function consent(dump: DatabaseDump, person: number, purpose: PurposeName): ConsentRow | undefined {
  return rows(dump).find((row) => row["person_id"] === person && row["consentpurpose_id"] === PURPOSE_IDS[purpose]);
}
