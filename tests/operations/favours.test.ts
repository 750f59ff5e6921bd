import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { extendApproval, resendMessages } from "../../src/operations/favours.ts";
import { handOver } from "../../src/operations/hand-over.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { openStory, type Story } from "./story.ts";
import { problemOf } from "./support.ts";

const DAY_MS = 24 * 60 * 60_000;
let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.customer.approves();
  await story.look();
  await story.save();
});

afterEach(() => story.till.close());

const completes = async (isForPickUp: boolean) => {
  await completeSale(story.till.shop, story.action(), story.by, story.saleId, { isForPickUp });
  await story.till.runner.drain();
};
const days = async (count: number) => {
  for (let day = 0; day < count; day++) {
    story.till.clock.advance(DAY_MS);
    await story.till.runner.drain();
  }
};
const wishes = async (kind: string) => (await story.wishes()).filter((wish) => wish.kind === kind);
const control = () => story.till.simulator.control;
const openCalls = async () =>
  (await story.attention()).filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);

describe("an approval of goods that wait", () => {
  test("is extended by the till itself in its last week, once, and nobody is called", async () => {
    await completes(true);
    const endsAt = (await story.payment()).authorizationExpiresAt ?? 0;
    await days(20);
    expect(await wishes("extend")).toEqual([]);
    await days(3);
    expect(await wishes("extend")).toMatchObject([{ state: "done", staffId: null }]);
    expect((await story.payment()).authorizationExpiresAt).toBeGreaterThan(endsAt);
    await days(10);
    expect(await wishes("extend")).toHaveLength(1);
    expect(await openCalls()).toEqual([]);
  });

  test("that Klarna would not extend is called out with what is left, and is not asked about again", async () => {
    control().addFault({ kind: "extendAuthorization", status: 403, errorCode: "NOT_ALLOWED", times: 9 });
    await completes(true);
    await days(26);
    expect(await wishes("extend")).toMatchObject([{ state: "refused", answerCode: "NOT_ALLOWED" }]);
    expect(await openCalls()).toEqual(["about_to_lapse"]);
  });

  test("that was extended after somebody was called calls them off", async () => {
    control().addFault({ kind: "extendAuthorization", status: 403, errorCode: "NOT_ALLOWED" });
    await completes(true);
    await days(26);
    await extendApproval(story.till.shop, story.action(), story.by, story.paymentId);
    expect(await openCalls()).toEqual([]);
    expect((await story.attention()).map(({ closeReason }) => closeReason)).toEqual(["extended"]);
  });

  test("asks for nothing more once all of it is captured, even where an answer was lost", async () => {
    control().addFault({ kind: "extendAuthorization", status: 503, times: 1 });
    await completes(true);
    await extendApproval(story.till.shop, story.action(), story.by, story.paymentId);
    expect(await wishes("extend")).toMatchObject([{ state: "unknown" }]);
    await handOver(story.till.shop, story.action(), story.by, { saleId: story.saleId, pieces: "all" });
    await story.till.runner.drain();
    expect((await story.payment()).status).toBe("captured");
    expect(await wishes("extend")).toMatchObject([{ state: "refused", answerCode: "payment_captured" }]);
  });

  test("is extended no longer than Klarna ever holds money", async () => {
    await completes(true);
    await days(179);
    expect((await story.payment()).status).toBe("authorized");
    expect(await problemOf(extendApproval(story.till.shop, story.action(), story.by, story.paymentId)))
      .toBe("extension_too_late");
  });

  test("of a sale that is not finished is not extended by itself", async () => {
    await days(23);
    expect(await wishes("extend")).toEqual([]);
  });

  test("is asked for once where the answer was lost", async () => {
    control().addFault({ kind: "extendAuthorization", drop: true, applied: true });
    await completes(true);
    await extendApproval(story.till.shop, story.action(), story.by, story.paymentId);
    expect(await wishes("extend")).toMatchObject([{ state: "unknown" }]);
    await story.laterOn();
    expect(await wishes("extend")).toMatchObject([{ state: "done" }]);
  });
});

describe("Klarna's messages about a captured payment", () => {
  const again = () => resendMessages(story.till.shop, story.action(), story.by, story.paymentId);

  test("are sent again, three times a day", async () => {
    await completes(false);
    for (let times = 0; times < 3; times++) await again();
    expect((await wishes("resend")).map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(control().countRequests("sendOut")).toBe(3);
    expect(await problemOf(again())).toBe("resend_limit");
    await days(1);
    expect(await problemOf(again())).toBe("nothing");
  });

  test("are not asked for while nothing is captured", async () => {
    await completes(true);
    expect(await problemOf(again())).toBe("payment_not_open");
    await handOver(story.till.shop, story.action(), story.by, { saleId: story.saleId, pieces: "all" });
    await story.till.runner.drain();
    expect(await problemOf(again())).toBe("nothing");
  });

  test("that Klarna does not answer about are asked for again later, and the payment stays what it was", async () => {
    await completes(false);
    control().addFault({ kind: "sendOut", status: 503 });
    await again();
    expect(await wishes("resend")).toMatchObject([{ state: "unknown" }]);
    await story.laterOn();
    expect(await wishes("resend")).toMatchObject([{ state: "done" }]);
    expect(await story.payment()).toMatchObject({ status: "captured", nextCheckAt: null });
  });

  test("that Klarna refuses to send are said to be refused, and nobody is called", async () => {
    await completes(false);
    control().addFault({ kind: "sendOut", status: 403, errorCode: "NOT_ALLOWED" });
    await again();
    expect(await wishes("resend")).toMatchObject([{ state: "refused", answerCode: "NOT_ALLOWED" }]);
    expect(await openCalls()).toEqual([]);
  });

  test("of a capture that Klarna does not know are said to be refused: its order is there, and nobody is called", async () => {
    await completes(false);
    control().addFault({ kind: "sendOut", status: 404, errorCode: "NO_SUCH_CAPTURE", times: 9 });
    await again();
    await days(1);
    expect(await wishes("resend")).toMatchObject([{ state: "refused", answerCode: "NO_SUCH_CAPTURE" }]);
    expect(control().countRequests("sendOut")).toBe(1);
    expect(await story.attention()).toEqual([]);
  });
});
