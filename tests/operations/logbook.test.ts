import { afterEach, beforeEach, expect, test } from "vitest";
import { lastNumber } from "../../src/domain/logbook.ts";
import { logbookNumber } from "../../src/store/logbook.ts";
import { createMemoryLogbook, type MemoryLogbook } from "../support/memory-logbook.ts";
import { openStory, type Story } from "./story.ts";
import { isRead } from "./support.ts";

let logbook: MemoryLogbook;
let story: Story;

beforeEach(async () => {
  logbook = createMemoryLogbook();
  story = await openStory({ logbook });
});

afterEach(() => story.till.close());

const kinds = () => logbook.lines.map((line) => line.kind);

test("Klarna's page is in the logbook before anybody can be told of it", async () => {
  const shown: unknown[] = [];
  logbook.before = async (entry) => {
    const { hostedSessionId, linkUrl } = await story.payment();
    shown.push([entry.kind, hostedSessionId, linkUrl]);
  };
  await story.send("sms");
  expect(shown).toEqual([["opened", null, null]]);
  const payment = await story.payment();
  expect(payment.status).toBe("waiting");
  expect(logbook.lines).toEqual([{
    n: 1,
    at: payment.createdAt,
    payment: payment.id,
    kind: "opened",
    sale: story.saleId,
    saleCode: 20_001,
    attempt: 1,
    amountMinor: payment.amountMinor,
    currency: "GBP",
    mode: "practice",
    place: "http://127.0.0.1:8010",
    register: payment.registerId,
    staff: payment.staffId,
    createdAt: payment.createdAt,
    paymentSession: payment.paymentSessionId,
    hostedSession: payment.hostedSessionId,
    expiresAt: payment.sessionExpiresAt,
  }]);
});

test("the order is written down before our book says so, and once; the end follows", async () => {
  await story.send("sms");
  story.customer.approves();
  const seen: unknown[] = [];
  logbook.before = async ({ kind }) => void seen.push([kind, (await story.payment()).status]);
  await story.look();
  await story.look();
  await story.save();
  await story.complete();
  await story.laterOn();
  expect(seen).toEqual([["ordered", "waiting"], ["ended", "captured"]]);
  expect(logbook.lines[1]).toMatchObject({ n: 2, payment: story.paymentId, order: (await story.payment()).orderId });
});

test("an order that cannot be read yet is written down once, however often it is asked for", async () => {
  await story.send("sms");
  story.customer.approves();
  story.till.wire.through = async (request, on) =>
    isRead(request, "ordermanagement") ? new Response(null, { status: 503 }) : await on(request);
  await story.look();
  await story.laterOn();
  expect(kinds()).toEqual(["opened", "ordered"]);
});

test("a link that cannot be written down is shown to nobody, and made anew when it can", async () => {
  logbook.before = () => Promise.reject(new Error("No space left on device"));
  await story.send("sms");
  const { status, hostedSessionId, failureCode } = await story.payment();
  expect([status, hostedSessionId, failureCode]).toEqual(["created", null, "logbook_not_written"]);
  expect(story.till.simulator.control.listMessages()).toEqual([]);
  logbook.before = null;
  await story.laterOn();
  expect((await story.payment()).status).toBe("waiting");
  expect(logbook.lines.map((line) => line.kind === "opened" && line.hostedSession)).toEqual([
    (await story.payment()).hostedSessionId,
  ]);
});

test("a payment goes on to its end though later lines cannot be written", async () => {
  await story.send("sms");
  story.customer.approves();
  logbook.before = () => Promise.reject(new Error("No space left on device"));
  await story.look();
  expect((await story.payment()).status).toBe("authorized");
  expect(kinds()).toEqual(["opened"]);
});

test("a process that dies before the line is written leaves a number without a line, never the reverse", async () => {
  const { read } = story.till.shop.db;
  const behind: boolean[] = [];
  logbook.before = async (entry) => void behind.push(entry.n <= await logbookNumber(read));
  await story.send("sms");
  story.customer.cancels();
  await story.look();
  expect(behind).toEqual([true, true]);
  expect(await logbookNumber(read)).toBe(lastNumber(logbook.lines));
});

test("numbers go on above those of a logbook that the database does not know", async () => {
  logbook.lines.push({ n: 40, at: 1, payment: "pay_other", kind: "ordered", order: "o" });
  await story.send("sms");
  expect(logbook.lines.at(-1)?.n).toBe(41);
  expect(await logbookNumber(story.till.shop.db.read)).toBe(41);
});

test("the logbook holds nothing of the customer, and no secret", async () => {
  await story.send("sms");
  story.customer.approves();
  await story.look();
  const text = JSON.stringify(logbook.lines);
  const { linkUrl } = await story.payment();
  for (const secret of ["Karim", "Sam", "447755564318", "07755", "@", linkUrl ?? "", "practice:practice"]) {
    expect(text).not.toContain(secret);
  }
});

test("lines a week older than the newest are forgotten with the other old rows", async () => {
  await story.send("sms");
  const [first] = logbook.lines;
  if (!first) throw new Error("no line was written");
  const days = (count: number) => first.at + count * 24 * 3_600_000;
  logbook.lines.push({ ...first, n: 2, at: days(6.9) });
  story.till.clock.advance(30 * 24 * 3_600_000);
  await story.till.runner.drain();
  expect(logbook.lines.map((line) => line.n)).toContain(1);
  logbook.lines.push({ ...first, n: 3, at: days(7.1) });
  story.till.clock.advance(2 * 3_600_000);
  await story.till.runner.drain();
  expect(logbook.lines.map((line) => line.n)).not.toContain(1);
  expect(logbook.lines.map((line) => line.n)).toContain(2);
});
