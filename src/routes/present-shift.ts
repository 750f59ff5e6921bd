import type { ShiftRow, ZReportRow } from "../../db/schema.ts";
import type { ClosedView, CountView, NamedPaymentView, ShiftReportView } from "../../views/shift/data.ts";
import { cashFigures, type ShiftFigures } from "../domain/shift.ts";
import { isAtLeast, type Role } from "../domain/staff.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { shiftFigures } from "../operations/shift.ts";
import {
  carriedBy,
  countsOf,
  drawerMoves,
  findReport,
  findShift,
  lastCount,
  leftBefore,
  openPaymentsAt,
  type ShiftPayment,
} from "../store/shifts.ts";
import { requireShop } from "../store/shop.ts";
import { findRegister, staffName } from "../store/staff.ts";

type Db = Shop["db"]["read"];

/** Whether nobody of this role is told what should be in a drawer before it is counted. A manager is. */
export async function countsBlind(db: Db, role: Role): Promise<boolean> {
  return (await requireShop(db)).countsBlind === 1 && !isAtLeast(role, "manager");
}

/** A shift as it is now. To whom counting is blind, its takings are shown once the drawer was counted. */
export async function openReport(db: Db, shift: ShiftRow, toBlind: boolean): Promise<ShiftReportView> {
  const isBlind = toBlind && !(await countView(db, shift))?.isCurrent;
  const payments = await openPaymentsAt(db, shift.registerId, shift.mode);
  const { currency } = await requireShop(db);
  const figures = await shiftFigures(db, shift);
  return {
    ...await placeOf(db, shift),
    figures,
    payments: payments.map(namedPayment),
    currency,
    isBlind,
    closed: null,
  };
}

/** A Z report as it was written, with the names that are still known. Throws page_missing. */
export async function closedReport(db: Db, reportId: string): Promise<ShiftReportView & { closed: ClosedView }> {
  const report = await findReport(db, reportId);
  if (!report) throw new AppError({ kind: "page_missing" });
  const { number, closedAt: at, countedMinor, leftMinor, differenceReason, currency } = report;
  const counts = await countsOf(db, report.shiftId);
  const by = await staffName(db, report.staffId);
  return {
    ...await placeOf(db, await findShift(db, report.shiftId)),
    figures: figuresOf(report),
    payments: (await carriedBy(db, reportId)).map(namedPayment),
    currency,
    isBlind: false,
    closed: { number, at, by, counts, countedMinor, leftMinor, differenceReason },
  };
}

/** The figures as they were when the shift was closed. Reports from before goods could come back say nothing of any. */
export function figuresOf({ figures }: Pick<ZReportRow, "figures">): ShiftFigures {
  return { returns: { count: 0, totalMinor: 0 }, ...JSON.parse(figures) };
}

/** The newest counting, and whether it still holds. */
export async function countView(db: Db, shift: ShiftRow): Promise<CountView | null> {
  const count = await lastCount(db, shift.id);
  if (!count) return null;
  const { expectedMinor } = cashFigures(shift, await drawerMoves(db, shift.id));
  const { position: number, countedMinor } = count;
  return { number, countedMinor, expectedMinor, isCurrent: count.expectedMinor === expectedMinor };
}

export function namedPayment({ givenName, familyName, owesRefund, ...payment }: ShiftPayment): NamedPaymentView {
  const name = [givenName, familyName].filter((part) => part).join(" ");
  return { ...payment, owesRefund: owesRefund === 1, name: name === "" ? null : name };
}

async function placeOf(db: Db, shift: ShiftRow) {
  const { registerId, staffId, openedAt, mode } = shift;
  const register = await findRegister(db, registerId);
  return {
    registerNumber: register?.number ?? 0,
    registerName: register?.name ?? "",
    lastLeftMinor: await leftBefore(db, shift),
    floatReason: shift.floatReason,
    openedAt,
    openedBy: await staffName(db, staffId),
    isPractice: mode === "practice",
  };
}
