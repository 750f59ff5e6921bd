/** What can happen to a customer's record that somebody may ask about later. */
export type CustomerEventKind =
  | "consent_given"
  | "consent_withdrawn"
  | "tax_free_given"
  | "tax_free_taken"
  | "merged"
  | "forgotten"
  | "forgotten_after_sale";

/** Fewer letters find half of the file. */
export const LEAST_LETTERS = 3;

/** How two texts are compared when somebody looks for a customer: without case and accents. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(/\p{Mark}/gu, "").normalize("NFC").toLowerCase();
}

/**
 * What was typed to find a customer, as words: a phone number is one word of digits, however it was written. Words too
 * short to be looked up by themselves stay one text with their blanks where nothing longer was typed.
 */
export function searchWords(typed: string): { long: string[]; short: string[] } {
  const text = typed.toLowerCase().trim().replace(/\s+/g, " ");
  if (/^[+(\d][\d\s()./-]*$/.test(text)) {
    const digits = text.replace(/\(0\)/, "").replace(/\D/g, "").replace(/^00/, "");
    return { long: digits.length < LEAST_LETTERS ? [] : [digits], short: [] };
  }
  const words = text.split(" ").slice(0, MOST_WORDS);
  const long = words.filter((word) => [...word].length >= LEAST_LETTERS);
  if (long.length > 0) return { long, short: words.filter((word) => !long.includes(word)) };
  return { long: [...text].length < LEAST_LETTERS ? [] : [text], short: [] };
}

const MOST_WORDS = 6;

/** What a mask leaves of a phone number: enough to tell two apart, too little to call. */
const SHOWN_DIGITS = 3;

/** "+447700900123" → "••• •••123": how a mobile number is shown where other customers can see the screen. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits.length <= SHOWN_DIGITS) return "•••";
  return `••• •••${digits.slice(-SHOWN_DIGITS)}`;
}

/** "sam.karim@example.com" → "s•••@example.com". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "•••" : `${email.slice(0, 1)}•••${email.slice(at)}`;
}
