import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeWithReason } from "../../src/operations/attention.ts";
import { openStory, type Story } from "../operations/story.ts";
import { isRead, reworded, standAt } from "../operations/support.ts";

const DAY_MS = 24 * 60 * 60_000;

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const control = () => story.till.simulator.control;
const openItems = async () => (await story.attention()).filter((item) => item.closedAt === null);
const reads = () => control().countRequests("readOrder");

/** A day passes; the till is on all the time. */
async function night(): Promise<void> {
  story.till.clock.advance(DAY_MS);
  await story.till.runner.drain();
}

async function sold(): Promise<string> {
  story.customer.approves();
  await story.look();
  await story.save();
  await story.complete();
  await story.till.runner.drain();
  expect((await story.payment()).status).toBe("captured");
  return (await story.payment()).orderId ?? "";
}

async function givenBack(): Promise<void> {
  story.customer.approves();
  await story.look();
  await story.release();
  await story.look();
  expect((await story.payment()).status).toBe("released");
}

describe("every order that can still change is read again at night", () => {
  test("once a night, and nobody is called while both books agree", async () => {
    await sold();
    const before = reads();
    await night();
    expect(reads()).toBe(before + 1);
    expect((await story.payment()).nightReadAt).toBe(story.till.clock.now());
    story.till.clock.advance(60 * 60_000);
    await story.till.runner.drain();
    expect(reads()).toBe(before + 1);
    await night();
    expect(reads()).toBe(before + 2);
    expect(await openItems()).toEqual([]);
  });

  test("what was taken is read for ninety days", async () => {
    await sold();
    story.till.clock.advance(88 * DAY_MS + 60_000);
    await story.till.runner.drain();
    const before = reads();
    await night();
    expect(reads()).toBe(before + 1);
    await night();
    expect(reads()).toBe(before + 1);
  });

  test("what was given back is read for a week", async () => {
    await givenBack();
    const before = reads();
    for (let nights = 0; nights < 10; nights++) await night();
    // The seventh comes a few seconds after the week is over.
    expect(reads() - before).toBe(6);
  });

  test("while Klarna is away, nothing is asked; then the night goes on where it was", async () => {
    await sold();
    const before = reads();
    story.till.wire.through = () => Promise.reject(new TypeError("client error (Connect)"));
    await night();
    expect((await story.payment()).nightReadAt).toBeNull();
    story.till.wire.through = null;
    story.till.clock.advance(60_000);
    await story.till.runner.drain();
    story.till.clock.advance(60_000);
    await story.till.runner.drain();
    expect((await story.payment()).nightReadAt).not.toBeNull();
    expect(reads()).toBe(before + 1);
  });
});

describe("what the night finds", () => {
  test("a refund made in Klarna's portal is noted as a correction, and a person is called", async () => {
    const orderId = await sold();
    control().actInPortal(orderId, "refund", 500);
    await night();
    expect(await openItems()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "500", weThink: "captured" }]);
    const events = await story.till.shop.db.read.selectFrom("paymentEvent").selectAll().orderBy("position").execute();
    expect(events.at(-1)).toMatchObject({ kind: "refund_found", cause: "correction", toStatus: null });
    expect((await story.payment()).status).toBe("captured");
  });

  test("what a person has put away calls nobody again, until something new is there", async () => {
    const orderId = await sold();
    control().actInPortal(orderId, "refund", 500);
    await night();
    const jo = await standAt(story.till, "Jo", 2);
    const itemId = (await openItems())[0]?.id ?? "";
    const wanted = { itemId, reason: "The hat came back", approval: null };
    await closeWithReason(story.till.shop, story.action(), jo, wanted);
    await night();
    expect(await openItems()).toEqual([]);
    control().actInPortal(orderId, "refund", 100);
    await night();
    expect(await openItems()).toMatchObject([{ kind: "refunded_elsewhere", klarnaSays: "600" }]);
  });

  test("money that Klarna holds though we gave it back calls a person", async () => {
    await givenBack();
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      return isRead(request, "ordermanagement") ? await reworded(answer, { status: "AUTHORIZED" }) : answer;
    };
    await night();
    expect(await openItems()).toMatchObject([{ kind: "books_differ", klarnaSays: "authorized", weThink: "released" }]);
  });

  test("money taken that is not in our book calls a person", async () => {
    await sold();
    story.till.wire.through = async (request, on) => {
      const answer = await on(request);
      return isRead(request, "ordermanagement") ? await reworded(answer, { captured_amount: 1 }) : answer;
    };
    await night();
    expect(await openItems()).toMatchObject([{ kind: "books_differ", weThink: "captured" }]);
  });

  test("an order that Klarna does not know any more wakes nobody", async () => {
    await sold();
    story.till.wire.through = async (request, on) =>
      isRead(request, "ordermanagement")
        ? Response.json({ error_code: "NO_SUCH_ORDER" }, { status: 404 })
        : await on(request);
    await night();
    expect(await openItems()).toEqual([]);
  });
});

describe("an order that Klarna answers nothing usable about", () => {
  const isOf = (request: Request, orderId: string) =>
    isRead(request, "ordermanagement") && new URL(request.url).pathname.endsWith(orderId);

  /** So many minutes of the night. */
  async function goOn(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      story.till.clock.advance(60_000);
      await story.till.runner.drain();
    }
  }

  test("is left for the next night after some tries, and a person is called once", async () => {
    const orderId = await sold();
    story.till.wire.through = async (request, on) =>
      isOf(request, orderId) ? new Response("{}", { status: 400 }) : await on(request);
    await night();
    await goOn(1);
    expect(await openItems()).toEqual([]);
    await goOn(4);
    expect(await openItems()).toMatchObject([{ kind: "look_breaks", paymentId: story.paymentId }]);
    const lines = () => story.till.lines.filter((line) => line.includes("nightly_look_failed")).length;
    expect(lines()).toBe(3);
    await goOn(30);
    expect(lines()).toBe(3);
    const jo = await standAt(story.till, "Jo", 2);
    const itemId = (await openItems())[0]?.id ?? "";
    const wanted = { itemId, reason: "paid, says the portal", approval: null };
    await closeWithReason(story.till.shop, story.action(), jo, wanted);
    await night();
    await goOn(5);
    expect(lines()).toBe(6);
    expect(await openItems()).toEqual([]);
  });

  test("calls nobody any more once it can be read", async () => {
    const orderId = await sold();
    story.till.wire.through = async (request, on) =>
      isOf(request, orderId) ? new Response("{}", { status: 400 }) : await on(request);
    await night();
    await goOn(5);
    expect(await openItems()).toMatchObject([{ kind: "look_breaks" }]);
    story.till.wire.through = null;
    await night();
    expect(await openItems()).toEqual([]);
  });
});
