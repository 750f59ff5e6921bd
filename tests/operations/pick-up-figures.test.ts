import { sql } from "kysely";
import { expect, test } from "vitest";
import { cancelSale } from "../../src/operations/cancel-sale.ts";
import { letRestGo } from "../../src/operations/let-go.ts";
import { receiptFacts } from "../../src/operations/receipts.ts";
import { closeShift, countDrawer, shiftFigures } from "../../src/operations/shift.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { brokenRules } from "../../src/store/own-books.ts";
import { carriedBy, findOpenShift, openPaymentsAt } from "../../src/store/shifts.ts";
import { openForPickUps } from "./pick-up-story.ts";
import { takeBack } from "./returns-support.ts";
import { paymentRow, saleRow, standAt } from "./support.ts";

const story = openForPickUps();

const figures = async (registerId: string) => {
  const shift = await findOpenShift(story.till.shop.db.read, registerId, "practice");
  if (!shift) throw new Error("no shift is open there");
  return await shiftFigures(story.till.shop.db.read, shift);
};
const cancel = async (saleId: string, register: number) => {
  const jo = await standAt(story.till, "Jo", register);
  await cancelSale(story.till.shop, story.till.press(), jo, { saleId, reason: "mistake", approval: null });
  return jo;
};

/** Ends the shift at Ada's register, handing on whatever is open. */
async function closeAdas(expectedMinor: number): Promise<void> {
  const { shop, ada, press } = story.till;
  await countDrawer(shop, press(), ada, { countedMinor: expectedMinor, pieces: null });
  const open = await shop.db.read.selectFrom("payment").select("id").where("status", "=", "authorized").execute();
  await closeShift(shop, press(), ada, { count: 1, reason: "", left: "", carried: open.map(({ id }) => id) });
}

const taken = ({ tenders }: Awaited<ReturnType<typeof figures>>) =>
  tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

test("a sale that is cancelled in its own shift leaves nothing sold and nothing taken there, and is one given up", async () => {
  const { saleId } = await story.waiting({ cash: "20" });
  await cancel(saleId, 1);
  const now = await figures(story.till.ada.registerId);
  expect(now.sales).toEqual({ count: 0, totalMinor: 0, discountMinor: 0 });
  expect([taken(now), now.voids.count, now.cash.expectedMinor]).toEqual([0, 1, 0]);
});

test("a sale that is cancelled at another register was sold where it was, and comes off where it is cancelled", async () => {
  const { saleId, lines } = await story.waiting();
  const jo = await cancel(saleId, 2);
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const [there, here] = [await figures(story.till.ada.registerId), await figures(jo.registerId)];
  expect([there.sales.count, there.sales.totalMinor, taken(there)]).toEqual([1, totalMinor, totalMinor]);
  expect([here.sales.count, here.sales.totalMinor, taken(here), here.voids.count]).toEqual([
    0,
    -totalMinor,
    -totalMinor,
    1,
  ]);
  expect(here.taxes.map(({ taxRateBasisPoints }) => taxRateBasisPoints)).toEqual([2_000]);
});

test("in a later shift the cash goes out of that one's drawer, and the closed report stays what it was", async () => {
  const { saleId } = await story.waiting({ cash: "20" });
  await closeAdas(2_000);
  const before = await story.till.shop.db.read.selectFrom("zReport").selectAll().execute();
  await cancel(saleId, 1);
  const now = await figures(story.till.ada.registerId);
  expect([now.cash.givenBackMinor, now.sales.count, now.sales.totalMinor]).toEqual([-2_000, 0, taken(now)]);
  expect(await story.till.shop.db.read.selectFrom("zReport").selectAll().execute()).toEqual(before);
});

test("a rest that is let go comes off what Klarna pays, in the shift in which it is", async () => {
  const { saleId, lines: [tents] } = await story.waiting();
  await story.take(saleId, [[tents!.id, 1]]);
  const jo = await standAt(story.till, "Jo", 1);
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
  await story.till.runner.drain();
  const now = await figures(story.till.ada.registerId);
  expect(now.sales).toMatchObject({ count: 1, totalMinor: tents!.totalMinor / 2 });
  expect(now.tenders).toEqual([{ kind: "klarna", amountMinor: tents!.totalMinor / 2 }]);
});

test.each([
  [
    "cancelled and not booked back whole",
    "booked_once",
    `insert into "journalEntry" select "id", 99, 'cash', 5, 'GBP'
    from "journal" where "cause" = 'sale_cancelled'`,
  ],
  [
    "said to be not taken and not booked back",
    "booked_once",
    `insert into "handOver" select 'hnd_2', "saleId", 9,
    'not_taken', 5, "registerId", "staffId", "at", null from "handOver"`,
  ],
  [
    "captured beyond its amount while it is still authorized",
    "not_too_much",
    `insert into "wish" ("id", "paymentId", "kind", "attempt", "idempotencyKey", "amountMinor", "state", "askedAt")
    select 'wsh_1', "paymentId", "kind", 99, 'another', 1, 'done', 0 from "wish" limit 1;
    insert into "capture" ("id", "paymentId", "wishId", "amountMinor", "klarnaCaptureId", "capturedAt")
    select 'cap_1', "paymentId", "id", 99000000, 'more', 0 from "wish" where "id" = 'wsh_1'`,
  ],
])("what is %s breaks a rule of our own books", async (_, rule, fault) => {
  const { saleId, lines: [tents] } = await story.waiting();
  if (fault.includes("sale_cancelled")) await cancel(saleId, 1);
  else await story.take(saleId, [[tents!.id, 1]]);
  const { read, write } = story.till.shop.db;
  expect(await brokenRules(read, 0)).toEqual([]);
  for (const statement of fault.split(";")) await sql.raw(statement).execute(write);
  expect((await brokenRules(read, 0)).map((broken) => [broken.rule, broken.saleId])).toEqual([[rule, saleId]]);
});

test("of what waits with Klarna a report says apart what it has taken and what it still holds, and of what was let go nothing", async () => {
  const { saleId, lines: [tents, pegs] } = await story.waiting();
  await story.take(saleId, [[pegs!.id, 1]]);
  const payments = async () => (await figures(story.till.ada.registerId)).payments;
  expect(await payments()).toEqual([
    { status: "authorized", count: 1, amountMinor: tents!.totalMinor },
    { status: "captured", count: 1, amountMinor: pegs!.totalMinor },
  ]);
  const jo = await standAt(story.till, "Jo", 1);
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
  await story.till.runner.drain();
  expect(await payments()).toEqual([{ status: "captured", count: 1, amountMinor: pegs!.totalMinor }]);
});

test("a receipt says what was not taken after all, also where some of it was paid and went back", async () => {
  const { saleId, lines: [tents, pegs] } = await story.waiting({ cash: "200" });
  await story.take(saleId, [[pegs!.id, 1]]);
  const facts = async () => (await receiptFacts(story.till.shop.db.read, saleId)).notTaken;
  expect(await facts()).toEqual([]);
  const jo = await standAt(story.till, "Jo", 1);
  await letRestGo(story.till.shop, story.till.press(), jo, { saleId, approval: null });
  const { quantity, totalMinor, taxMinor } = tents!;
  expect(await facts()).toMatchObject([{ quantity, totalMinor, taxMinor }]);
  const backMinor = 20_000 - pegs!.totalMinor;
  expect(await receiptFacts(story.till.shop.db.read, saleId)).toMatchObject({
    cancelledAt: null,
    letGoMinor: totalMinor - backMinor,
    wentBack: [{ kind: "cash", amountMinor: backMinor }],
  });
});

test("the receipt of a sale that was cancelled says when, what Klarna lets go of and what went back, and how it was paid", async () => {
  const { saleId, lines } = await story.waiting({ cash: "20" });
  const { clock } = story.till;
  const standing = clock.now;
  let ticks = 0;
  // Time passes while it is written down.
  clock.now = () => standing() + ticks++;
  await cancel(saleId, 1);
  clock.now = standing;
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const facts = await receiptFacts(story.till.shop.db.read, saleId);
  expect(facts).toMatchObject({
    cancelledAt: (await saleRow(story.till, saleId)).voidedAt,
    letGoMinor: totalMinor - 2_000,
    wentBack: [{ kind: "cash", amountMinor: 2_000 }],
  });
  expect(facts.notTaken).toHaveLength(lines.length);
  expect(facts.tenders.map(({ kind }) => kind).toSorted()).toEqual(["cash", "klarna"]);
});

test("a payment that is begun after a closing is in the figures of the shift that it opens", async () => {
  await story.waiting();
  await closeAdas(0);
  const { till } = story;
  const { shop, ada, press } = till;
  till.clock.advance(1_000);
  const saleId = await till.ringUp("TNT-RDG3");
  const { paymentId } = await startPayment(shop, press(), ada, await till.seen(saleId));
  const { amountMinor } = await paymentRow(till, paymentId);
  const handedOn = { status: "authorized", count: 1, amountMinor: expect.any(Number) };
  expect((await figures(ada.registerId)).payments).toEqual([handedOn, { status: "created", count: 1, amountMinor }]);
});

test("a refund that Klarna owes for a part that was taken is named where it was promised, and its payment where it is held", async () => {
  const { saleId, paymentId, lines } = await story.waiting();
  await story.take(saleId, [[lines[1]!.id, 1]]);
  const jo = await standAt(story.till, "Jo", 2);
  story.till.simulator.control.addFault({ kind: "refund", status: 503, times: 2 });
  await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }], by: jo });
  const listed = async (registerId: string) =>
    (await openPaymentsAt(story.till.shop.db.read, registerId, "practice"))
      .map((one) => [one.id, one.owesRefund, one.amountMinor]);
  const [heldMinor, owedMinor] = lines.map(({ totalMinor }) => totalMinor);
  expect(await listed(jo.registerId)).toEqual([[paymentId, 1, owedMinor]]);
  expect(await listed(story.till.ada.registerId)).toEqual([[paymentId, 0, heldMinor]]);
  // And so it stays in the report that hands it on, whatever becomes of it.
  await closeAdas(0);
  await story.take(saleId, "all");
  const { read } = story.till.shop.db;
  const { id: reportId } = await read.selectFrom("zReport").select("id").executeTakeFirstOrThrow();
  expect(await carriedBy(read, reportId)).toMatchObject([{ status: "authorized", amountMinor: heldMinor }]);
  for (let looks = 0; looks < 3; looks++) await story.later(60 * 60_000);
  expect(await listed(jo.registerId)).toEqual([]);
});

test("of a payment that Klarna holds a rest of and owes a refund of, both are named, and handed on with one tick", async () => {
  const { saleId, paymentId, lines: [tents, pegs] } = await story.waiting();
  await story.take(saleId, [[pegs!.id, 1]]);
  story.till.simulator.control.addFault({ kind: "refund", status: 503, times: 99 });
  await takeBack(story.till, saleId, { lines: [{ at: 1, quantity: 1 }] });
  const { read } = story.till.shop.db;
  const both = [
    { id: paymentId, status: "authorized", owesRefund: 0, amountMinor: tents!.totalMinor },
    { id: paymentId, status: "authorized", owesRefund: 1, amountMinor: pegs!.totalMinor },
  ];
  expect(await openPaymentsAt(read, story.till.ada.registerId, "practice")).toMatchObject(both);
  const { shop, ada, press } = story.till;
  await countDrawer(shop, press(), ada, { countedMinor: 0, pieces: null });
  const close = (carried: string[]) => closeShift(shop, press(), ada, { count: 1, reason: "", left: "", carried });
  await expect(close([])).rejects.toMatchObject({ problem: { kind: "payments_not_carried", count: 1 } });
  const { reportId } = await close([paymentId]);
  expect(await carriedBy(read, reportId)).toMatchObject(both);
});
