import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { takeBackUnpaid } from "../../src/operations/come-back.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { closeShift, countDrawer, shiftFigures } from "../../src/operations/shift.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { closedReport } from "../../src/routes/present-shift.ts";
import { bookedInShift } from "../../src/store/ledger.ts";
import { findOpenShift } from "../../src/store/shifts.ts";
import { makeFrame } from "../../views/gallery/people-and-things.ts";
import { reportCsv } from "../../views/shift/report-csv.ts";
import { shiftDoc } from "../../views/shift/report-doc.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { takeBack } from "./returns-support.ts";
import { linesIn, openScene, type Scene, standAt } from "./support.ts";

const OLD = 2_000;
const NEW = 1_000;

async function setRate(till: Scene, rateBasisPoints: number): Promise<void> {
  await till.shop.db.write.updateTable("taxRate").set({ rateBasisPoints }).where("code", "=", "A").execute();
}

/** The rows of the shift, which sum to what the ledger has of each code. */
async function taxes(till: Scene) {
  const { read } = till.shop.db;
  const shift = (await findOpenShift(read, till.ada.registerId, "practice"))!;
  const rows = (await shiftFigures(read, shift)).taxes;
  const booked = await bookedInShift(read, shift.id);
  const inBooks = (account: string) => 0 - (booked.find((row) => row.account === account)?.sum ?? 0);
  const ofCode = rows.filter(({ taxCode }) => taxCode === "A");
  const sumOf = (of: "netMinor" | "taxMinor") => ofCode.reduce((sum, row) => sum + row[of], 0);
  expect([sumOf("netMinor"), sumOf("taxMinor")]).toEqual([inBooks("sales:A"), inBooks("tax:A")]);
  return rows;
}

/** What these lines come to at one rate. */
function rowOf(rate: number, lines: { totalMinor: number; taxMinor: number }[], share = 1) {
  const sum = (of: "totalMinor" | "taxMinor") => lines.reduce((total, line) => total + line[of], 0) * share;
  const taxMinor = Math.round(sum("taxMinor"));
  return { taxCode: "A", taxRateBasisPoints: rate, netMinor: sum("totalMinor") - taxMinor, taxMinor };
}

describe("one code at two rates is a row for each", () => {
  let till: Scene;

  beforeEach(async () => {
    till = await openScene();
  });

  afterEach(() => till.close());

  async function sell(saleId: string) {
    await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: "1000" });
    await completeSale(till.shop, till.press(), till.ada, saleId);
    return await linesIn(till, saleId);
  }

  /** A tent from before the rate changed, and a hat since, in one sale. */
  async function sellAcross() {
    const saleId = await till.ringUp("TNT-RDG3");
    await setRate(till, NEW);
    await addLine(till.shop, till.press(), till.ada, { saleId, quantity: 2, typed: "CLO-HAT" });
    return { saleId, lines: await sell(saleId) };
  }

  test("of sales before and after the change; what came back of an older one comes off its own rate", async () => {
    const first = await till.ringUp("CLO-HAT", "TNT-RDG3");
    const [hat, tent] = await sell(first);
    await setRate(till, NEW);
    const second = await sell(await till.ringUp("CLO-HAT"));
    expect(await taxes(till)).toEqual([rowOf(OLD, [hat!, tent!]), rowOf(NEW, second)]);
    await takeBack(till, first, { lines: [{ at: 0, quantity: 1 }] });
    expect(await taxes(till)).toEqual([rowOf(OLD, [tent!]), rowOf(NEW, second)]);
  });

  test("of both in one sale, also when a piece of it comes back", async () => {
    const { saleId, lines: [tent, hats] } = await sellAcross();
    expect([tent!.taxRateBasisPoints, hats!.taxRateBasisPoints]).toEqual([OLD, NEW]);
    expect(await taxes(till)).toEqual([rowOf(OLD, [tent!]), rowOf(NEW, [hats!])]);
    await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }], by: await standAt(till, "Mona", 1) });
    expect((await taxes(till))[0]).toEqual(rowOf(OLD, [tent!]));
    await takeBack(till, saleId, { lines: [{ at: 1, quantity: 1 }] });
    expect(await taxes(till)).toEqual([rowOf(OLD, [tent!]), rowOf(NEW, [])]);
  });

  test("in print and in the file as on the screen, and on the receipt", async () => {
    const { lines: [tent, hats] } = await sellAcross();
    const { shop, ada, press } = till;
    const expectedMinor = tent!.totalMinor + hats!.totalMinor;
    await countDrawer(shop, press(), ada, { countedMinor: expectedMinor, pieces: null });
    const { reportId } = await closeShift(shop, press(), ada, { count: 1, reason: "", left: "", carried: [] });
    const report = await closedReport(shop.db.read, reportId);
    const csv = reportCsv(report, "Europe/London");
    const money = (minor: number) => (minor / 100).toFixed(2);
    expect(csv).toContain(`tax 20%,A tax,,${money(tent!.taxMinor)}\r\n`);
    expect(csv).toContain(`tax 10%,A tax,,${money(hats!.taxMinor)}\r\n`);
    const doc = JSON.stringify(shiftDoc(makeFrame(), report));
    expect(doc).toMatch(/A 20\s?% · /);
    expect(doc).toMatch(/A 10\s?% · /);
  });
});

describe("goods that wait, at two rates in one sale", () => {
  const story = openForPickUps();
  const across = async (cash: string | null) =>
    await story.waiting({
      async pays(saleId) {
        const { till } = story;
        await setRate(till, NEW);
        await addLine(till.shop, till.press(), till.ada, { saleId, quantity: 2, typed: "CLO-HAT" });
        if (cash === null) return;
        await takeCash(till.shop, till.press(), till.ada, { ...await till.seen(saleId), given: cash });
      },
    });

  test.each([
    ["nothing of which was paid", null],
    ["some of which was paid in cash and went back", "200"],
  ])("a rest that is let go, %s, comes off the rates of its lines", async (_, cash) => {
    const { saleId, lines } = await across(cash);
    const [, pegs, hats] = lines;
    await story.take(saleId, [[pegs!.id, 1], [hats!.id, 1]]);
    const jo = await standAt(story.till, "Jo", 1);
    await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
    expect(await taxes(story.till)).toEqual([rowOf(OLD, [pegs!]), rowOf(NEW, [hats!], 1 / 2)]);
  });

  test.each([["nothing", null], ["some in cash", "5"]])(
    "what comes back since Klarna would not pay for all of it leaves nothing at either, %s paid otherwise",
    async (_, cash) => {
      const { saleId, lines: [, , hats] } = await across(cash);
      await story.take(saleId, [[hats!.id, 1]]);
      story.till.simulator.control.addFault({ kind: "capture", status: 403, errorCode: "NOT_ALLOWED" });
      await story.take(saleId, "all");
      const jo = await standAt(story.till, "Jo", 1);
      const wanted = { saleId, reason: "mistake", shownMinor: hats!.totalMinor / 2, approval: null } as const;
      await takeBackUnpaid(story.till.shop, story.till.press(), jo, wanted);
      expect(await taxes(story.till)).toEqual([rowOf(OLD, []), rowOf(NEW, [])]);
    },
  );

  test("what is dropped piece by piece comes off the rate of each, in the shift in which it is", async () => {
    const { saleId, paymentId, lines: [tents, pegs, hats] } = await across("200");
    const { shop, ada, press } = story.till;
    const drop = async (...pieces: [string, number][]) => {
      const jo = await standAt(story.till, "Jo", 1);
      await letRestGo(shop, press(), jo, { saleId, pieces: new Map(pieces), approval: null });
    };
    await drop([hats!.id, 1]);
    // The first of the two took the odd unit of tax along.
    const other = rowOf(NEW, [{ totalMinor: hats!.totalMinor / 2, taxMinor: Math.floor(hats!.taxMinor / 2) }]);
    expect(await taxes(story.till)).toEqual([rowOf(OLD, [tents!, pegs!]), other]);
    await countDrawer(shop, press(), ada, { countedMinor: 20_000, pieces: null });
    await closeShift(shop, press(), ada, { count: 1, reason: "", left: "", carried: [paymentId] });
    story.till.clock.advance(1_000);
    await drop([tents!.id, 2], [hats!.id, 1]);
    const gone = (row: ReturnType<typeof rowOf>) => ({ ...row, netMinor: -row.netMinor, taxMinor: -row.taxMinor });
    expect(await taxes(story.till)).toEqual([gone(rowOf(OLD, [tents!])), gone(other)]);
  });

  test("a sale that is cancelled leaves nothing at either", async () => {
    const { saleId } = await across(null);
    const jo = await standAt(story.till, "Jo", 1);
    await cancelSale(story.till.shop, story.till.press(), jo, { saleId, reason: "mistake", approval: null });
    expect(await taxes(story.till)).toEqual([rowOf(OLD, []), rowOf(NEW, [])]);
  });
});
