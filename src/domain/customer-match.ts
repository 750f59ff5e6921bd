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
  /** State or province. */
  region: string | null;
  country: string | null;
};

/** What is compared, each as one thing that a person would read out. */
export const MATCH_FIELDS = ["name", "email", "phone", "address"] as const;
export type MatchField = (typeof MATCH_FIELDS)[number];

/** `ours` is empty where the record knows nothing. */
export type Difference = { field: MatchField; ours: string; klarnas: string };
/** `isTakeable`: the record can have it as Klarna says it. */
export type ComparedFact = Difference & { isTakeable: boolean };

/** The facts of each. They are one thing: half of one person's name and half of another's is nobody's. */
export const FACTS_OF: Record<MatchField, readonly (keyof PersonFacts)[]> = {
  name: ["givenName", "familyName"],
  email: ["email"],
  phone: ["phone"],
  address: ["street", "street2", "postalCode", "city", "region", "country"],
};

/**
 * In what the shop's record and Klarna's bill differ. Where Klarna says nothing there is no difference; how something
 * is written (case, accents, spaces, punctuation) is none either.
 */
export function differencesBetween(record: PersonFacts, bill: PersonFacts): Difference[] {
  const isAbroad = isOther(record.country ?? "", bill.country ?? "", inWords);
  return MATCH_FIELDS.filter((field) => {
    const ours = partsOf(record)[field];
    return partsOf(bill)[field].some((part, index) => isOther(ours[index] ?? "", part, asCompared(field, index)));
  }).map((field) => ({ field, ours: asSaid(field, record, isAbroad), klarnas: asSaid(field, bill, isAbroad) }));
}

/** What is compared with each other: a house's second line may as well stand in its first. */
function partsOf({ givenName, familyName, ...person }: PersonFacts): Record<MatchField, string[]> {
  const { email, phone, street, street2, postalCode, city, region, country } = person;
  return {
    name: [joined([givenName, familyName], " ")],
    email: [email ?? ""],
    phone: [phone ?? ""],
    address: [joined([street, street2], ", "), postalCode ?? "", city ?? "", region ?? "", country ?? ""],
  };
}

/** A country is only worth a word where it is another one. */
function asSaid(field: MatchField, person: PersonFacts, isAbroad: boolean): string {
  return joined(partsOf(isAbroad ? person : { ...person, country: null })[field], ", ");
}

function isOther(ours: string, klarnas: string, asCompared: (text: string) => string): boolean {
  return asCompared(klarnas) !== "" && asCompared(klarnas) !== asCompared(ours);
}

function joined(parts: (string | null)[], between: string): string {
  return parts.filter((part) => part !== null && part.trim() !== "").join(between);
}

const POSTAL_CODE = 1;

/** Of an e-mail address every sign counts; of numbers and postal codes no space does. */
function asCompared(field: MatchField, index: number): (text: string) => string {
  if (field === "email") return (text) => text.trim().toLowerCase();
  const isCode = field === "phone" || field === "address" && index === POSTAL_CODE;
  return isCode ? (text) => inWords(text).replaceAll(" ", "") : inWords;
}

/** Whatever is typed for an apostrophe: quotes, accents that stand alone, primes, and the letters that look like it. */
const APOSTROPHES = /['‘’‛`´′ʹʻʼʽ＇]/g;
/** ½ and its like, which NFKD writes in figures that would run into the whole number before. */
const FRACTIONS = /[¼-¾⅐-⅞↉]/g;

/** Words of letters and numbers without accents and case, whatever stands between them: 1-3 is not 13, and 12b is 12 b. */
function inWords(text: string): string {
  // An accent that stands alone is for NFKD a space with a mark: it would part the word.
  const spaced = text.replace(APOSTROPHES, "").replace(FRACTIONS, " $&");
  const letters = spaced.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();
  return (letters.match(/\p{Letter}+|\p{Number}+/gu) ?? []).join(" ");
}
