import { isNotThere, KlarnaError } from "./errors.ts";
import { refusal } from "./failures.ts";

/** Any 2xx is success (klarna.md §3.1 [S], §1.5 [D]); there is nothing to read. */
export const accepted = { head: (): Record<never, never> => ({}) };

/** A 404 to a look is an answer: Klarna has no such thing, or no longer. */
export const gone: ReadonlyMap<number, { state: "gone" }> = new Map([[404, { state: "gone" }]]);

/** For a look at an order: that Klarna has none is an answer in either form. */
export function goneIfNotThere(error: unknown): { state: "gone"; correlationId: string | null } {
  if (!(error instanceof KlarnaError) || !isNotThere(error.detail)) throw error;
  return { state: "gone", correlationId: error.detail.correlationId };
}

/** An id as one segment of a path. An id that would lead to another path than its own is no id. */
export function pathSegment(id: string): string {
  if (id === "" || id === "." || id === ".." || id.length > 255) {
    throw refusal("id_unusable", "This is no id of Klarna's.");
  }
  return encodeURIComponent(id.toWellFormed());
}

/** Ids are opaque, but for the case of UUIDs. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
