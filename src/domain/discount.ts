import type { Role } from "./staff.ts";

/** All of it. */
export const WHOLE_BASIS_POINTS = 10_000;

export const DISCOUNT_KINDS = ["percent", "amount"] as const;
export type DiscountKind = (typeof DISCOUNT_KINDS)[number];

/** A discount as it was given. It follows what it is taken off: lines come and go after it. */
export type Discount = {
  kind: DiscountKind;
  /** Basis points or minor units, as the kind says. */
  value: number;
  /** The most that whoever gave it may give, in basis points: an amount never becomes more, also of a smaller basket. */
  mostBasisPoints: number;
};

/** What each role may give away alone, in basis points. A manager may give all. */
export type DiscountLimits = { cashier: number; senior: number };

/** What a discount takes off something of this worth. Minor units; never more than its giver may give. */
export function discountOff(worthMinor: number, { kind, value, mostBasisPoints }: Discount): number {
  return Math.min(kind === "percent" ? partOf(worthMinor, value) : value, partOf(worthMinor, mostBasisPoints));
}

/** So many basis points of an amount, rounded half up: as a discount is, so that whoever may give 10 % may give it of all. */
export function partOf(amountMinor: number, basisPoints: number): number {
  // An amount by basis points may leave the range in which numbers are exact.
  const doubled = 2n * BigInt(amountMinor) * BigInt(basisPoints) + BigInt(WHOLE_BASIS_POINTS);
  return Number(doubled / (2n * BigInt(WHOLE_BASIS_POINTS)));
}

/** So much off something of this worth somebody has answered for. */
export type Agreed = { offMinor: number; worthMinor: number };

/** For looking what would come off if somebody answered for all of it. */
export const ALL_AGREED: Agreed = { offMinor: Number.MAX_SAFE_INTEGER, worthMinor: 1 };

/** What is agreed to of another worth: never more money than was, and never a larger part. */
export function agreedOff(worthMinor: number, agreed: Agreed | null): number {
  return Math.min(agreed?.offMinor ?? 0, agreedPart(worthMinor, agreed));
}

/** The same part of another worth, rounded up, however much money that is. */
export function agreedPart(worthMinor: number, agreed: Agreed | null): number {
  if (agreed === null || agreed.worthMinor === 0) return 0;
  const ofWorth = BigInt(agreed.worthMinor);
  const part = (BigInt(worthMinor) * BigInt(agreed.offMinor) + ofWorth - 1n) / ofWorth;
  return Math.min(worthMinor, Number(part));
}

/** What this role may give away alone, in basis points. */
export function limitOf(role: Role, limits: DiscountLimits): number {
  return role === "manager" ? WHOLE_BASIS_POINTS : limits[role];
}

/** The least role that may give so much of something that is worth so much. */
export function roleToGive(offMinor: number, worthMinor: number, limits: DiscountLimits): Role {
  return (["cashier", "senior"] as const).find((role) => offMinor <= partOf(worthMinor, limits[role])) ?? "manager";
}

/**
 * Spreads a discount over amounts in proportion to them, by largest remainder: the shares are whole, make up the
 * discount exactly, and none is larger than its amount. Of equal remainders the first is rounded up first.
 * All in minor units. Throws RangeError for a discount that is negative or more than the amounts together.
 */
export function spreadDiscount(discountMinor: number, amountsMinor: readonly number[]): number[] {
  const totalMinor = amountsMinor.reduce((sum, amount) => sum + amount, 0);
  if (![discountMinor, ...amountsMinor].every((amount) => Number.isSafeInteger(amount) && amount >= 0)) {
    throw new RangeError("discounts and amounts are whole and not below zero");
  }
  if (discountMinor > totalMinor) throw new RangeError("a discount cannot be more than what it is taken off");
  if (totalMinor === 0) return amountsMinor.map(() => 0);
  // Two amounts multiplied leave the range in which numbers are exact.
  const products = amountsMinor.map((amount) => BigInt(amount) * BigInt(discountMinor));
  const shares = products.map((product) => Number(product / BigInt(totalMinor)));
  const remainders = products.map((product) => Number(product % BigInt(totalMinor)));
  const leftMinor = discountMinor - shares.reduce((sum, share) => sum + share, 0);
  const order = remainders.map((_, index) => index).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  const roundedUp = new Set(order.slice(0, leftMinor));
  return shares.map((share, index) => roundedUp.has(index) ? share + 1 : share);
}
