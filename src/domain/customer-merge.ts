import { FACTS_OF, MATCH_FIELDS, type PersonFacts } from "./customer-match.ts";

/** What is chosen when two records of one customer are put together, each as one thing: its facts belong together. */
export const MERGE_FACTS = [...MATCH_FIELDS, "tax"] as const;
export type MergeFact = (typeof MERGE_FACTS)[number];

/** From the record that is kept, or from the other one, which goes. */
export const MERGE_SIDES = ["kept", "other"] as const;
export type MergeSide = (typeof MERGE_SIDES)[number];
export type MergeChoice = Record<MergeFact, MergeSide>;

/** What a record says of a customer that can be chosen. */
export type MergeRecord = PersonFacts & { isTaxFree: number; taxNumber: string | null };

const OF_TAX = ["isTaxFree", "taxNumber"] as const;

/** The facts as they were chosen. */
export function mergedFacts<T extends MergeRecord>(kept: T, other: T, choice: MergeChoice): T {
  const merged = { ...kept };
  for (const fact of MERGE_FACTS) {
    if (choice[fact] === "other") {
      for (const column of columnsOf(fact)) Object.assign(merged, { [column]: other[column] });
    }
  }
  // A number that was chosen away stays on record, as when it is taken away: sales had no tax by it.
  return { ...merged, taxNumber: merged.taxNumber ?? kept.taxNumber ?? other.taxNumber };
}

/** What a record says of whether it may be kept. */
export type Consent = { consentAt: number | null; consentBy: string | null; isForSaleOnly: number };

/** `deniedAt`: when they took their consent back; null: they did not. `createdAt`: when they did not agree, if never asked again. */
export type ConsentRecord = Consent & { deniedAt: number | null; createdAt: number };

/**
 * It is one person, and their newest decision counts; no beats yes where both are as new. Where nobody said yes, a form that was
 * saved without the tick takes nothing from a record that was there before anybody was asked.
 */
export function newestConsent(kept: ConsentRecord, other: ConsentRecord): Consent {
  const saidNoAt = Math.max(...[kept, other].map(refusedAt));
  const yes = (kept.consentAt ?? -1) >= (other.consentAt ?? -1) ? kept : other;
  if (yes.consentAt === null) {
    const isDenied = kept.deniedAt !== null || other.deniedAt !== null;
    const isForSaleOnly = isDenied ? 1 : Math.min(kept.isForSaleOnly, other.isForSaleOnly);
    return { consentAt: null, consentBy: null, isForSaleOnly };
  }
  if (saidNoAt >= yes.consentAt) return { consentAt: null, consentBy: null, isForSaleOnly: 1 };
  return { consentAt: yes.consentAt, consentBy: yes.consentBy, isForSaleOnly: 0 };
}

/** When a record said no; never: it does not. */
function refusedAt({ consentAt, isForSaleOnly, deniedAt, createdAt }: ConsentRecord): number {
  return consentAt === null && isForSaleOnly === 1 ? deniedAt ?? createdAt : -Infinity;
}

/** Where the two say the same of it, there is nothing to choose. */
export function isAlike(fact: MergeFact, kept: MergeRecord, other: MergeRecord): boolean {
  return columnsOf(fact).every((column) => kept[column] === other[column]);
}

/** What is offered first: of the record that is kept, unless only the other one says anything. */
export function firstChoice(kept: MergeRecord, other: MergeRecord): MergeChoice {
  const sideOf = (fact: MergeFact) => says(fact, kept) || !says(fact, other) ? "kept" : "other";
  return {
    name: sideOf("name"),
    email: sideOf("email"),
    phone: sideOf("phone"),
    address: sideOf("address"),
    tax: sideOf("tax"),
  };
}

function columnsOf(fact: MergeFact): readonly (keyof MergeRecord)[] {
  return fact === "tax" ? OF_TAX : FACTS_OF[fact];
}

/** A country alone is no address. */
function says(fact: MergeFact, record: MergeRecord): boolean {
  if (fact === "tax") return record.isTaxFree === 1;
  return FACTS_OF[fact].some((column) => column !== "country" && (record[column] ?? "") !== "");
}
