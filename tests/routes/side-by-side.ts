import type { Answer } from "../support/browser.ts";
import type { Dump } from "./scene.ts";

/** An answer but for the ids that its forms were given. */
export function plainly({ status, location, text }: Answer) {
  return { status, location, text: text.replace(/act_\w{26}/g, "act") };
}

/** The columns that no two runs share, or that say when somebody looked. */
const CHANCE = new Set([
  "callbackTokenHash",
  "checkedAt",
  "contentHash",
  "addressKey",
  "correlationId",
  "hostedSessionId",
  "idCheckChallenge",
  "idempotencyKey",
  "keyId",
  "klarnaCaptureId",
  "klarnaReference",
  "linkUrl",
  "nextCheckAt",
  "orderId",
  "paymentSessionId",
  "qrImageUrl",
  "sealedPassword",
  "tokenHash",
]);

/** Two runs of one story side by side: every id becomes its kind, and what is chance only says whether it is there. */
export function withoutChance(books: Dump): Dump {
  const plain = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\b([a-z]{3})_[0-9a-z]{26}/g, "$1");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, CHANCE.has(key) ? inner !== null : inner]),
    );
  };
  return Object.fromEntries(
    Object.entries(books).map(([book, rows]) => [book, rows.map((row) => JSON.stringify(row, plain)).toSorted()]),
  );
}
