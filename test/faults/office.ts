import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "../../src/dialect/failure.js";
import { inTransaction } from "../../src/dialect/session.js";
import { CrmUser } from "./crm-user.js";

/** Milliseconds between two saves. */
const EVERY = 25;

type Purpose = "STORE" | "EMARKETING";

const NOTHING_TO_REMEMBER = (): void => undefined;

/** A user who saves persons, recipients and consents one after the other, and remembers what was saved last. */
export class Office {
  saves = 0;
  /** Comments that were saved by hand last, by person and purpose. */
  readonly #comments = new Map<string, { readonly person: number; readonly purpose: Purpose; readonly comment: string }>();
  readonly #firstnames = new Map<number, string>();
  readonly #flagged = new Set<number>();

  private constructor(
    private readonly user: CrmUser,
    private readonly persons: readonly number[],
    /** Their consents to e-marketing are left alone by hand: the rules withdraw them. */
    private readonly flaggable: ReadonlySet<number>,
  ) {}

  static async open(url: string): Promise<Office> {
    const user = await CrmUser.on(url);
    const persons = await user.withoutConsent("STORE");
    return new Office(user, persons, new Set(persons.filter((_, position) => position % 3 === 0)));
  }

  async close(): Promise<void> {
    await this.user.close();
  }

  async workUntil(end: Promise<unknown>): Promise<void> {
    let isOver = false;
    void end.then(() => (isOver = true));
    for (let turn = 0; !isOver; turn += 1) {
      await this.#save(turn);
      await sleep(EVERY);
    }
  }

  /** What was committed by hand, and is not as it was. */
  async lost(): Promise<readonly string[]> {
    const { user } = this;
    const lost: string[] = [];
    for (const { person, purpose, comment } of this.#comments.values()) {
      const where = { person_id: person, consentPurpose_id: await user.idOf("ConsentPurpose", purpose), comment };
      if ((await user.count("ConsentPerson", where)) !== 1) lost.push(`${purpose} of ${person}: ${comment}`);
    }
    for (const [person, firstname] of this.#firstnames) {
      if ((await user.count("person", { person_id: person, firstname })) !== 1) lost.push(`contact ${person}: ${firstname}`);
    }
    for (const person of this.#flagged) {
      if ((await user.count("person", { person_id: person, nomailing: 1 })) !== 1) lost.push(`flag of ${person}`);
    }
    return lost;
  }

  /** One save, in a transaction; given up where the run got there first, or holds the rows for too long. */
  async #save(turn: number): Promise<void> {
    const person = this.persons[(turn * 37) % this.persons.length] ?? 0;
    try {
      const remember = await inTransaction(this.user.session, "write", () => this.#change(turn, person));
      remember();
      this.saves += 1;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  /** @returns what to remember once it is committed */
  async #change(turn: number, person: number): Promise<() => void> {
    const { user } = this;
    const text = `user ${turn}`;
    switch (turn % 7) {
      case 0: {
        const purpose = turn % 2 === 0 && !this.flaggable.has(person) ? "EMARKETING" : "STORE";
        await user.giveConsent(person, purpose, "61A", text);
        return () => this.#comments.set(`${person} ${purpose}`, { person, purpose, comment: text });
      }
      case 1: {
        const where = { person_id: person, consentPurpose_id: await user.idOf("ConsentPurpose", "STORE") };
        const matched = await user.save(
          "ConsentPerson",
          { comment: text, legalBase_id: await user.idOf("LegalBase", "61B") },
          where,
        );
        return matched === 0
          ? NOTHING_TO_REMEMBER
          : () => this.#comments.set(`${person} STORE`, { person, purpose: "STORE", comment: text });
      }
      case 2: {
        await user.save("person", { firstname: text }, { person_id: person });
        return () => this.#firstnames.set(person, text);
      }
      case 3: {
        if (!this.flaggable.has(person)) return NOTHING_TO_REMEMBER;
        await user.save("person", { nomailing: 1 }, { person_id: person });
        return () => this.#flagged.add(person);
      }
      case 4: {
        const id = await user.takeId("person");
        await user.insert("person", id, { lastname: "New", firstname: text, nomailing: turn % 2 });
        return () => this.#firstnames.set(id, text);
      }
      case 5: {
        await user.save("s_shipment_addr", { bounce_reason: text }, { customer_id: person });
        return NOTHING_TO_REMEMBER;
      }
      default: {
        // Of a row given by hand and removed, nothing tells verify that the step found it there.
        if (this.#comments.has(`${person} STORE`)) return NOTHING_TO_REMEMBER;
        await user.remove("ConsentPerson", { person_id: person, consentPurpose_id: await user.idOf("ConsentPurpose", "STORE") });
        return NOTHING_TO_REMEMBER;
      }
    }
  }
}
