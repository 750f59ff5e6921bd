import type { Db } from "../../db/open.ts";
import { sumOfAmounts } from "../domain/money.ts";
import { asParts } from "../domain/return.ts";
import { taxedAs } from "../domain/sale.ts";
import type { ShiftFigures } from "../domain/shift.ts";
import { handOversOf } from "../store/hand-overs.ts";
import { linesOfReturns } from "../store/returns.ts";
import { bookingsOfCode, bookingsOfUntaken, ratesInShift, type TaxedLine, taxedLines } from "../store/shift-taxes.ts";
import { linesNotTakenWith } from "./waiting-goods.ts";

type TaxRows = ShiftFigures["taxes"];
type Booking = Awaited<ReturnType<typeof bookingsOfCode>>[number];
type Sums = { netMinor: number; taxMinor: number };

/**
 * What was sold in a shift under each tax code and at each rate, less what came back. The ledger knows the code alone; where one
 * was sold at two rates, the lines tell them apart. The rows of a code sum to what the ledger has.
 */
export async function taxesInShift(
  db: Db,
  shiftId: string,
  booked: readonly { account: string; sum: number }[],
): Promise<TaxRows> {
  const rates = (await ratesInShift(db, shiftId)).map(taxedAs);
  const sumOf = (account: string) => 0 - (booked.find((row) => row.account === account)?.sum ?? 0);
  const codes = new Set(
    booked.map(({ account }) => /^(?:sales|tax):(.*)$/.exec(account)?.[1]).filter((code) => code !== undefined),
  );
  const rows: TaxRows = [];
  for (const taxCode of codes) {
    const [first, ...others] = rates.filter((rate) => rate.taxCode === taxCode);
    const all = { netMinor: sumOf(`sales:${taxCode}`), taxMinor: sumOf(`tax:${taxCode}`) };
    if (others.length > 0) rows.push(...await byRate(db, shiftId, taxCode));
    else rows.push({ taxCode, taxRateBasisPoints: first?.taxRateBasisPoints ?? 0, ...all });
  }
  return rows;
}

/** One code at several rates: each booking goes to the rates of its lines, the highest rate first. */
async function byRate(db: Db, shiftId: string, taxCode: string): Promise<TaxRows> {
  const lines = await taxedLines(db, shiftId, taxCode);
  const rows = new Map<number, TaxRows[number]>();
  for (const booking of await bookingsOfCode(db, shiftId, taxCode)) {
    const ofSale = lines.filter(({ saleId }) => saleId === booking.saleId);
    for (const { taxRateBasisPoints, netMinor, taxMinor } of await splitByRate(db, booking, ofSale)) {
      const row = rows.get(taxRateBasisPoints) ?? { taxCode, taxRateBasisPoints, netMinor: 0, taxMinor: 0 };
      row.netMinor += netMinor;
      row.taxMinor += taxMinor;
      rows.set(taxRateBasisPoints, row);
    }
  }
  return [...rows.values()].sort((a, b) => b.taxRateBasisPoints - a.taxRateBasisPoints);
}

type Share = Sums & { taxRateBasisPoints: number };

/** One rate of the sale's has whatever the others leave, so that a booking is always told whole. */
async function splitByRate(db: Db, booking: Booking, lines: readonly TaxedLine[]): Promise<Share[]> {
  const [first = 0, ...others] = new Set(lines.map(({ taxRateBasisPoints }) => taxRateBasisPoints));
  const parts = others.length === 0 ? [] : await partsOf(db, booking, lines);
  const shares = others.map((rate): Share => {
    const ids = lines.filter(({ taxRateBasisPoints }) => taxRateBasisPoints === rate).map(({ id }) => id);
    const ofRate = parts.filter(({ lineId }) => ids.includes(lineId));
    const taxMinor = ofRate.reduce((sum, part) => sum + part.taxMinor, 0);
    return { taxRateBasisPoints: rate, netMinor: sumOfAmounts(ofRate) - taxMinor, taxMinor };
  });
  const left = (of: keyof Sums) => booking[of] - shares.reduce((sum, share) => sum + share[of], 0);
  const rest = { taxRateBasisPoints: first, netMinor: left("netMinor"), taxMinor: left("taxMinor") };
  return [rest, ...shares].filter(({ netMinor, taxMinor }) => netMinor !== 0 || taxMinor !== 0);
}

/** So much of a line, tax included: above zero what was sold, below what was taken back. */
type Part = { lineId: string; amountMinor: number; taxMinor: number };

/** What a booking says of each line. */
async function partsOf(db: Db, { id, cause, saleId, returnId }: Booking, lines: readonly TaxedLine[]): Promise<Part[]> {
  const whole = lines.map(({ id: lineId, totalMinor: amountMinor, taxMinor }) => ({ lineId, amountMinor, taxMinor }));
  switch (cause) {
    case "sale_completed":
      return whole;
    case "sale_cancelled":
      return whole.map(taken);
    case "returned":
      return (await linesOfReturns(db, [returnId ?? ""])).map(taken);
    case "rest_not_taken":
      return await partsLetGo(db, { id, saleId: saleId ?? "" });
    default:
      return [];
  }
}

function taken({ lineId, amountMinor, taxMinor }: Part): Part {
  return { lineId, amountMinor: 0 - amountMinor, taxMinor: 0 - taxMinor };
}

/**
 * What the customer did not take by this booking, but for what of it was paid and went back as a return. Each time that something is not
 * taken has one: the first booking is of the first of them.
 */
async function partsLetGo(db: Db, { id, saleId }: { id: string; saleId: string }): Promise<Part[]> {
  const letGo = (await handOversOf(db, saleId)).filter(({ kind }) => kind !== "handed_over");
  const handOver = letGo[(await bookingsOfUntaken(db, saleId)).indexOf(id)];
  if (!handOver) return [];
  const notTaken = asParts(await linesNotTakenWith(db, handOver)).map(taken);
  return [...notTaken, ...await linesOfReturns(db, handOver.returnId === null ? [] : [handOver.returnId])];
}
