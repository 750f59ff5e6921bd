import { zValidator } from "@hono/zod-validator";
import { z } from "zod";
import type { FormState } from "../../views/data.ts";
import { isId } from "../domain/ids.ts";
import type { IdPrefix } from "../domain/ids.ts";
import { AppError } from "../errors.ts";

/** A form's fields. What is missing or misshapen is answered by the one error page, in words, and nothing is done. */
export function form<T extends z.ZodRawShape>(fields: T) {
  return zValidator("form", z.object(fields), refuseBad);
}

/** A form with a field for each of as many things as there are: short texts by whatever name, each name once. */
export const anyForm = zValidator("form", z.record(z.string(), z.string().max(500)), refuseBad);

/** The ids in a path. One that cannot be an id of ours leads nowhere. */
export function path<T extends z.ZodRawShape>(fields: T) {
  return zValidator("param", z.object(fields), (result) => {
    if (!result.success) throw new AppError({ kind: "page_missing" });
  });
}

/** What stands behind the question mark; strange values are refused like a form's. */
export function query<T extends z.ZodRawShape>(fields: T) {
  return zValidator("query", z.object(fields), refuseBad);
}

export const idOf = (prefix: IdPrefix) => z.string().refine((text) => isId(prefix, text));
/** What was typed into the fields whose names begin so, by the rest of their names. */
export function typedAfter(start: string, all: Record<string, unknown>): Record<string, string> {
  const fields = Object.entries(all).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(start.length), String(value).trim()]));
}

/** A short text as typed; absent counts as empty. */
export const typed = z.string().max(500).default("");
/** A field that a form sends along although it was left empty. */
export const nothing = z.literal("").default("");
/** A colleague who agrees, beside what they agree to. */
export const approvalFields = { approverId: idOf("stf").optional(), pin: typed };

/** Who agrees and by which PIN; null when nobody was named. */
export function approvalIn({ approverId, pin }: { approverId?: string | undefined; pin: string }) {
  return approverId && pin !== "" ? { staffId: approverId, pin } : null;
}

/** A senior must agree, or did not yet. */
export const UNAGREED = ["needs_senior", "wrong_pin", "pin_too_soon"];

const LONGEST_REASON = 200;

/** What is wrong with a reason that stays on record. */
export function reasonProblem(reason: string): FormState["problems"] {
  if (reason === "") return { reason: "required" };
  return reason.length > LONGEST_REASON ? { reason: "too_long" } : {};
}

/** A whole number as typed. */
export const wholeNumber = z.string().regex(/^\d{1,9}$/).transform(Number);

/** When something was read, in ms since 1970, by which a form knows it again. */
export const moment = z.string().regex(/^\d{1,15}$/).transform(Number);

function refuseBad(result: { success: boolean }) {
  if (!result.success) throw new AppError({ kind: "bad_form" });
}
