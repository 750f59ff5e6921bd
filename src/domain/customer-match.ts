/** Who somebody is and where, as a record or a bill has it; null where it knows nothing. */
export type PersonFacts = {
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  /** E.164, or as it was written where it could not be read. */
  phone: string | null;
  street: string | null;
  street2: string | null;
  postalCode: string | null;
  city: string | null;
};

/** What is compared, each as one thing that a person would read out. */
export const MATCH_FIELDS = ["name", "email", "phone", "address"] as const;
export type MatchField = (typeof MATCH_FIELDS)[number];

/** `ours` is empty where the record knows nothing. */
export type Difference = { field: MatchField; ours: string; klarnas: string };

/**
 * In what the shop's record and Klarna's bill differ. Where Klarna says nothing there is no difference; how something
 * is written (case, accents, spaces, punctuation) is none either.
 */
export function differencesBetween(record: PersonFacts, bill: PersonFacts): Difference[] {
  const ours = matchTexts(record);
  const klarnas = matchTexts(bill);
  return MATCH_FIELDS.filter((field) => klarnas[field] !== "" && plain(klarnas[field]) !== plain(ours[field]))
    .map((field) => ({ field, ours: ours[field], klarnas: klarnas[field] }));
}

function matchTexts(person: PersonFacts): Record<MatchField, string> {
  const { givenName, familyName, email, phone, street, street2, postalCode, city } = person;
  return {
    name: joined([givenName, familyName], " "),
    email: email ?? "",
    phone: phone ?? "",
    address: joined([street, street2, postalCode, city], ", "),
  };
}

function joined(parts: (string | null)[], between: string): string {
  return parts.filter((part) => part !== null && part.trim() !== "").join(between);
}

/** Letters and digits only, without accents and case. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/[^\p{Letter}\p{Number}]/gu, "").toLowerCase();
}
