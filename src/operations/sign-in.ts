import type { Tx } from "../../db/open.ts";
import type { Language } from "../domain/language.ts";
import { AppError } from "../errors.ts";
import { hashToken, newSessionToken } from "../security/session-token.ts";
import { newId, type Shop } from "../shop.ts";
import {
  deleteSession,
  extendSession,
  findRegister,
  findSession,
  insertSession,
  keepStaffLanguage,
  openShift,
  type SignedIn,
} from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";
import { checkPin } from "./pin-check.ts";

/** A session ends after this long without a page. */
const SESSION_LIVES_MS = 12 * 60 * 60_000;
/** A session's end is moved on at most this often, so that looking at a page is not a write. */
const SESSION_RENEWED_MS = 60_000;

/**
 * Signs a person in at a register by PIN, opens their shift there if none is open, and returns the new session's
 * token for the cookie. With a language they work in it from now on. Throws wrong_pin, and pin_too_soon while the growing delay after wrong PINs lasts.
 */
export async function signIn(
  shop: Shop,
  wanted: { staffId: string; registerId: string; pin: string; language?: Language | null },
): Promise<string> {
  const register = await findRegister(shop.db.read, wanted.registerId);
  if (!register) throw new AppError({ kind: "bad_form" });
  const staff = await checkPin(shop, wanted.staffId, wanted.pin);
  const token = newSessionToken(shop.random);
  const place = { staffId: staff.id, registerId: register.id };
  await inTransaction(shop.db, async (tx) => {
    await beginSession(shop, tx, place, token);
    if (wanted.language) await keepStaffLanguage(tx, staff.id, wanted.language);
  });
  return token;
}

/** Whoever has proved who they are stands at a register from now on, in an open shift. */
export async function beginSession(
  shop: Shop,
  tx: Tx,
  place: { staffId: string; registerId: string },
  token: string,
): Promise<void> {
  const now = shop.clock.now();
  const shift = { id: newId(shop, "shf"), ...place, mode: shop.klarna.mode, openedAt: now };
  const shiftId = await openShift(tx, shift);
  const life = { createdAt: now, seenAt: now, expiresAt: now + SESSION_LIVES_MS };
  await insertSession(tx, { tokenHash: hashToken(token), ...place, shiftId, ...life });
}

/** Who this cookie belongs to; null when nobody. Being seen keeps the session alive. */
export async function findSignedIn(shop: Shop, token: string): Promise<SignedIn | null> {
  const now = shop.clock.now();
  const session = await findSession(shop.db.read, hashToken(token), now);
  if (!session) return null;
  if (now - session.seenAt > SESSION_RENEWED_MS) await renew(shop, session.tokenHash, now);
  return session;
}

/** Nobody is kept from looking at a page because the disk is full. */
async function renew(shop: Shop, tokenHash: string, now: number): Promise<void> {
  try {
    await inTransaction(shop.db, (tx) => extendSession(tx, tokenHash, now, now + SESSION_LIVES_MS));
  } catch (error) {
    shop.log.error("session_not_renewed", { error: String(error) });
  }
}

/** Ends a session. The shift stays open: it is closed at the end of the day, not when the till is locked. */
export async function signOut(shop: Shop, tokenHash: string): Promise<void> {
  await inTransaction(shop.db, (tx) => deleteSession(tx, tokenHash));
}
