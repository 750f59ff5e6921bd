/**
 * Why something was put on a gift card or taken off it. `given_back`: its tender was taken out of the sale. `returned`: what
 * it paid for came back. `recovered`: a backup was put back, and the logbook knew what was on it.
 */
export const GIFT_CARD_CAUSES = ["sold", "redeemed", "given_back", "returned", "recovered"] as const;
export type GiftCardCause = (typeof GIFT_CARD_CAUSES)[number];

/** How many digits of a number that the till makes are by chance; one more checks them. */
export const GIFT_CARD_RANDOM_BYTES = 15;

/** A new number from this many random bytes: nobody guesses it, and a mistyped digit is noticed. */
export function newGiftCardNumber(random: Uint8Array): string {
  const digits = [...random.subarray(0, GIFT_CARD_RANDOM_BYTES)].map((byte) => String(byte % 10)).join("");
  return digits + checkDigit(digits);
}

/** A number as it is kept: the cards of another maker may bear letters. Null when it cannot be one. */
export function readGiftCardNumber(text: string): string | null {
  const number = text.toUpperCase().replace(/[\s-]/g, "");
  return /^[0-9A-Z]{6,32}$/.test(number) ? number : null;
}

/** Whether a number looks as if the till had made it. One that was misread does, too: its check digit is not asked. */
export function looksLikeOwnGiftCard(number: string): boolean {
  return /^\d+$/.test(number) && number.length === GIFT_CARD_RANDOM_BYTES + 1;
}

/** The last of a number, by which people tell cards apart without giving them away. */
export function giftCardTail(number: string): string {
  return number.slice(-4);
}

/** A number of which only the end may be read. */
export function maskGiftCard(number: string): string {
  return `•••• ${giftCardTail(number)}`;
}

/** A number in groups of four, as it is printed and read out. */
export function giftCardInGroups(number: string): string {
  return number.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Luhn's check digit, as bank cards bear it. */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - sum % 10) % 10);
}
