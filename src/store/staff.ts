import type { Insertable } from "kysely";
import type { Db, Tx } from "../../db/open.ts";
import type { RegisterRow, RegisterTable, SessionTable, StaffRow, StaffTable } from "../../db/schema.ts";
import type { Language } from "../domain/language.ts";
import type { Mode } from "../domain/sale.ts";
import type { Role } from "../domain/staff.ts";
import { findOpenShift, lastReportOf } from "./shifts.ts";

export function activeStaff(db: Db): Promise<StaffRow[]> {
  return db.selectFrom("staff").selectAll().where("isActive", "=", 1).orderBy("name").execute();
}

/** Whoever works here or did: what they began still bears their name. */
export function everyStaff(db: Db): Promise<StaffRow[]> {
  return db.selectFrom("staff").selectAll().orderBy("name").execute();
}

/** Whoever may agree to what a cashier may not do alone. */
export function activeSeniors(db: Db): Promise<StaffRow[]> {
  return db.selectFrom("staff").selectAll().where("isActive", "=", 1).where("role", "in", ["senior", "manager"])
    .orderBy("name").execute();
}

export function findStaff(db: Db, staffId: string): Promise<StaffRow | undefined> {
  return db.selectFrom("staff").selectAll().where("id", "=", staffId).where("isActive", "=", 1).executeTakeFirst();
}

/** Who somebody is on what was printed, whether they still work here or not. */
export async function staffName(db: Db, staffId: string): Promise<string> {
  return (await db.selectFrom("staff").select("name").where("id", "=", staffId).executeTakeFirst())?.name ?? "";
}

export function activeRegisters(db: Db): Promise<RegisterRow[]> {
  return db.selectFrom("register").selectAll().where("isActive", "=", 1).orderBy("number").execute();
}

export function everyRegister(db: Db): Promise<RegisterRow[]> {
  return db.selectFrom("register").selectAll().orderBy("number").execute();
}

export function findRegister(db: Db, registerId: string): Promise<RegisterRow | undefined> {
  return db.selectFrom("register").selectAll().where("id", "=", registerId).executeTakeFirst();
}

export async function insertStaff(tx: Tx, person: Insertable<StaffTable>): Promise<void> {
  await tx.insertInto("staff").values(person).execute();
}

export async function insertRegister(tx: Tx, register: Insertable<RegisterTable>): Promise<void> {
  await tx.insertInto("register").values(register).execute();
}

export async function keepStaffLanguage(tx: Tx, staffId: string, language: Language): Promise<void> {
  await tx.updateTable("staff").set({ language }).where("id", "=", staffId).execute();
}

/** Keeps how many wrong PINs came in a row and when the next one may be tried. */
export async function notePinTry(tx: Tx, staffId: string, failedPins: number, nextPinAt: number): Promise<void> {
  await tx.updateTable("staff").set({ failedPins, nextPinAt }).where("id", "=", staffId).execute();
}

/** Keeps somebody's own keys. */
export async function keepKeys(tx: Tx, staffId: string, keyMap: string | null, hasLetterKeys: boolean): Promise<void> {
  await tx.updateTable("staff").set({ keyMap, hasLetterKeys: Number(hasLetterKeys) }).where("id", "=", staffId)
    .execute();
}

/** The session's person and place, while it lasts. */
export type SignedIn = {
  tokenHash: string;
  staffId: string;
  staffName: string;
  role: Role;
  registerId: string;
  registerName: string;
  registerNumber: number;
  shiftId: string;
  seenAt: number;
  keyMap: string | null;
  hasLetterKeys: number;
  /** What they work in; null: as usual in the shop. */
  language: Language | null;
};

export function findSession(db: Db, tokenHash: string, now: number): Promise<SignedIn | undefined> {
  return db.selectFrom("session")
    .innerJoin("staff", "staff.id", "session.staffId")
    .innerJoin("register", "register.id", "session.registerId")
    .where("session.tokenHash", "=", tokenHash).where("session.expiresAt", ">", now).where("staff.isActive", "=", 1)
    .select([
      "session.tokenHash",
      "session.staffId",
      "staff.name as staffName",
      "staff.role",
      "staff.language",
      "session.registerId",
      "register.name as registerName",
      "register.number as registerNumber",
      "session.shiftId",
      "session.seenAt",
      "staff.keyMap",
      "staff.hasLetterKeys",
    ]).executeTakeFirst();
}

export async function insertSession(tx: Tx, session: Insertable<SessionTable>): Promise<void> {
  await tx.insertInto("session").values(session).execute();
}

export async function extendSession(tx: Tx, tokenHash: string, seenAt: number, expiresAt: number): Promise<void> {
  await tx.updateTable("session").set({ seenAt, expiresAt }).where("tokenHash", "=", tokenHash).execute();
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom("session").where("tokenHash", "=", tokenHash).execute();
}

export async function deleteEndedSessions(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom("session").where("expiresAt", "<=", now).execute();
}

/** The open shift of this register, opened now if there is none, with what the closing before left in the drawer. */
export async function openShift(
  tx: Tx,
  shift: { id: string; staffId: string; registerId: string; mode: Mode; openedAt: number },
): Promise<string> {
  const { registerId, mode } = shift;
  const open = await findOpenShift(tx, registerId, mode);
  if (open) return open.id;
  const last = await lastReportOf(tx, registerId, mode);
  // Later than the closing before, so that a moment belongs to one shift.
  const openedAt = Math.max(shift.openedAt, (last?.closedAt ?? 0) + 1);
  await tx.insertInto("shift").values({ ...shift, openedAt, closedAt: null, leftMinor: last?.leftMinor ?? 0 })
    .execute();
  return shift.id;
}
