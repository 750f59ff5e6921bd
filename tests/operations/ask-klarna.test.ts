import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { proveKlarna } from "../../src/operations/ask-klarna.ts";
import type { FaultRequest } from "../../src/simulator/requests.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
});

afterEach(() => story.till.close());

const state = () => story.till.shop.klarna.state;
const drain = () => story.till.runner.drain();
const meets = (fault: FaultRequest) => story.till.simulator.control.addFault(fault);

async function opened(): Promise<void> {
  await drain();
  expect((await story.payment()).status).toBe("waiting");
}

async function approved(): Promise<void> {
  await opened();
  story.customer.approves();
  await story.look();
}

async function saved(): Promise<void> {
  await approved();
  await story.save();
}

type Case = [string, FaultRequest, before: () => Promise<void>, press: () => Promise<unknown>];

const INACTIVE = { status: 403, errorCode: "MERCHANT_INACTIVE" };
const REFUSED: Case[] = [
  ["a closed account, at the start", { kind: "createPaymentSession", ...INACTIVE }, async () => {}, drain],
  ["a closed account, at the hosted page", { kind: "createHostedSession", ...INACTIVE }, async () => {}, drain],
  ["a closed account, at a look", { kind: "readHostedSession", ...INACTIVE }, opened, () => story.look()],
  ["a closed account, at a capture", { kind: "capture", ...INACTIVE }, saved, async () => {
    await story.complete();
    await drain();
  }],
  ["an account that may open no session", { kind: "createPaymentSession", status: 403 }, async () => {}, drain],
  ["an account without the hosted page", { kind: "createHostedSession", status: 403 }, async () => {}, drain],
];

describe("an account that Klarna refuses", () => {
  test.each(REFUSED)("%s: Klarna is not offered for a minute, and then once more", async (_, fault, before, press) => {
    await before();
    meets(fault);
    await press();
    expect(state()).toBe("refused");
    // What is only looked at goes on to be answered, and proves nothing.
    story.till.clock.advance(50_000);
    await drain();
    expect(state()).toBe("refused");
    story.till.clock.advance(10_000);
    await drain();
    expect(state()).toBe("ready");
  });

  test("is noticed by the harmless question too, which only the account can be refused", async () => {
    await opened();
    meets({ kind: "readHostedSession", status: 403 });
    await proveKlarna(story.till.shop);
    expect(state()).toBe("refused");
  });

  test("with wrong credentials is offered again at the first answer under right ones", async () => {
    await opened();
    meets({ kind: "readHostedSession", status: 401 });
    await proveKlarna(story.till.shop);
    expect(state()).toBe("refused");
    await proveKlarna(story.till.shop);
    expect(state()).toBe("ready");
  });
});

const REFUSES_ONE: Case[] = [
  ["a basket", { kind: "createPaymentSession", badValue: "order_lines" }, async () => {}, drain],
  ["a session it has forgotten", { kind: "createHostedSession", status: 404 }, async () => {}, drain],
  [
    "a customer it will not serve",
    { kind: "createPaymentSession", status: 403, errorCode: "REJECTED" },
    async () => {},
    drain,
  ],
  [
    "a session that was used",
    { kind: "createHostedSession", status: 403, errorCode: "INVALID_OPERATION" },
    async () => {},
    drain,
  ],
  ["a text, which it sends for others", { kind: "distribute", status: 403 }, opened, () => story.send("sms")],
  ["a look at one page", { kind: "readHostedSession", status: 403 }, opened, () => story.look()],
  [
    "a capture in the wrong state",
    { kind: "capture", status: 403, errorCode: "CAPTURE_NOT_ALLOWED" },
    saved,
    async () => {
      await story.complete();
      await drain();
    },
  ],
  [
    "a release in the wrong state",
    { kind: "cancelOrder", status: 403, errorCode: "CANCEL_NOT_ALLOWED" },
    approved,
    () => story.release(),
  ],
];

describe("a refusal of the one thing that was asked", () => {
  test.each(REFUSES_ONE)("%s: Klarna stays offered", async (_, fault, before, press) => {
    await before();
    meets(fault);
    await press();
    expect(state()).toBe("ready");
  });
});
