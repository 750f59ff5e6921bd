import type { PaymentFilter } from "../../src/domain/payment.ts";
import type { Choice } from "../data.ts";

/** What the list of payments is narrowed by, as its address says it; what is empty does not matter. */
export type PaymentSearch = {
  filter: PaymentFilter;
  q: string;
  day: string;
  amount: string;
  register: string;
  staff: string;
  /** Behind which payment the page begins. */
  after: string;
};

export const NO_SEARCH: PaymentSearch = {
  filter: "all",
  q: "",
  day: "",
  amount: "",
  register: "",
  staff: "",
  after: "",
};

/** What can be chosen from: whoever works or worked here, and every register. */
export type SearchChoices = { registers: Choice[]; staff: Choice[] };

/** The address of the list, narrowed like this: everything that finds it again is in it. */
export function searchHref(path: string, search: PaymentSearch): string {
  const { filter, ...rest } = search;
  const said = Object.entries({ filter: filter === "all" ? "" : filter, ...rest }).filter(([, value]) => value !== "");
  const query = new URLSearchParams(said).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Something else than the group of statuses narrows the list. */
export function isNarrowed({ q, day, amount, register, staff }: PaymentSearch): boolean {
  return [q, day, amount, register, staff].some((value) => value !== "");
}
