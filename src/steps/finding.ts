/** Most records that a report names of one finding; `count` has them all. */
export const MOST_ITEMS = 20;

/** A record that a finding names. */
export interface AttentionItem {
  readonly table: string;
  readonly id: string;
  readonly detail: string;
}

/** Something that a person should look at, before a report puts it into words. */
export interface Finding {
  readonly code: string;
  /** How many records there are, those not among `items` too. Absent: as many as there are items, else one. */
  readonly count?: number;
  readonly items?: readonly AttentionItem[];
  /** What the words need besides {count}: texts, numbers, or lists of names in the CRM, of which readers see the part in their language. */
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>;
}
