import type { PurchaseCustomer } from "./gateway.ts";
import { findMarket } from "./markets.ts";
import { cut } from "./order-lines.ts";

/**
 * What Klarna is told of a customer, only to fill in its form: what Klarna would refuse is left out, never a reason to
 * fail (klarna.md §2.4 [S]). A country told replaces the sale's (§2.2 [S]), so of a customer who lives abroad only the
 * name and contact are told; and no address is told without the code of its state where Klarna asks for one (§2.4 [S]).
 */
export function toldCustomer(customer: PurchaseCustomer, purchaseCountry: string): PurchaseCustomer {
  const isTold = whyHomeUntold(customer, purchaseCountry) === null;
  const home = (fact: string | null) => isTold ? fact : null;
  return {
    givenName: personName(customer.givenName),
    familyName: personName(customer.familyName),
    email: whole(customer.email, 99),
    phone: whole(customer.phone, 99),
    street: home(text(customer.street)),
    street2: home(text(customer.street2)),
    postalCode: home(whole(customer.postalCode, 10)),
    city: home(text(customer.city)),
    region: home(regionCode(customer.region)),
    country: home(customer.country === null ? null : purchaseCountry),
  };
}

/** Why nothing of a customer's address is told, whatever of it is on file; null: what is on file is told. */
export function whyHomeUntold(
  { country, region }: Pick<PurchaseCustomer, "country" | "region">,
  purchaseCountry: string,
): "abroad" | "no_region" | null {
  if (country !== null && country.toUpperCase() !== purchaseCountry) return "abroad";
  const isRegionAsked = findMarket(purchaseCountry)?.address.region === "required";
  return isRegionAsked && regionCode(region) === null ? "no_region" : null;
}

function text(fact: string | null): string | null {
  return cut(fact ?? "", 99) || null;
}

/** A state or province as ISO 3166-2 writes it behind the country, e.g. NY (klarna.md §2.4 [S]); null for one in words. */
function regionCode(region: string | null): string | null {
  const code = (region ?? "").trim().toUpperCase();
  return /^[A-Z0-9]{1,3}$/.test(code) ? code : null;
}

/** More than one character and not only digits (klarna.md §2.4 [S]). */
function personName(name: string | null): string | null {
  const told = text(name);
  return told === null || told.length < 2 || /^[\d\s]+$/.test(told) ? null : told;
}

/** For what means something else when cut: the whole of it or nothing. */
function whole(fact: string | null, maxLength: number): string | null {
  const trimmed = (fact ?? "").trim();
  return trimmed.length > maxLength ? null : trimmed || null;
}
