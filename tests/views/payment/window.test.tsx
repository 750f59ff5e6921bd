import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { windowOf } from "../../../views/gallery/payment-faces.tsx";
import type { PaymentState } from "../../../views/gallery/payment-state.ts";
import { PAYMENT_STATES } from "../../../views/gallery/payment-states.ts";
import {
  CASH_TENDER,
  makeFrame,
  makePayment,
  makeSale,
  makeSending,
  NOW,
  SECOND,
} from "../../../views/gallery/people-and-things.ts";
import { isLive } from "../../../views/payment/face.ts";
import { PaymentLive, paymentTitle, PaymentWindow } from "../../../views/payment/window.tsx";

const MOST_BYTES = 4_096;
const ADDRESS_CHOICES = [
  "identity",
  "identity-abroad",
  "send-choice-abroad",
  "send-choice-no-state",
  "send-choice-not-taken",
  "send-choice",
  "send-choice-ours",
  "send-choice-ours-manager",
  "send-choice-too-many",
  "sending-away",
  "not-sent-channel",
  "not-sent-channel-ours",
  "not-sent-too-many",
  "not-sent-address",
  "not-sent-by-mail-server",
  "not-sent-by-text-provider",
  "send-another-way",
  "not-sent",
  "in-review",
  "in-review-put-aside",
  "contact",
  "contact-differs",
  "contact-suggestion",
  "contact-problems",
];

/** At a sale that is put aside or given up, its own page leads back to this window. */
const NOT_OPEN = PAYMENT_STATES.filter(({ face, sale, payment }) =>
  ["cancelling", "releasing", "in_review", "attention", "unsure"].includes(face) && sale?.status !== undefined &&
  sale.status !== "open" && !payment.isSaved
);

describe("PaymentWindow", () => {
  test.each(PAYMENT_STATES)("$name has at most one filled button", async (state) => {
    expect(count(await draw(state), "btn-main")).toBeLessThanOrEqual(1);
  });

  test.each(PAYMENT_STATES)("$name fills Save only when Klarna has approved", async (state) => {
    const html = await draw(state);
    const isApproved = state.face === "completed" || state.face === "name_differs";
    const isFree = (state.sale?.status ?? "open") === "open";
    const canSave = isApproved && isFree && state.show !== "undo" && state.payment.registerNumber === 2;
    const save = /<button[^>]*id="save"[^>]*>/.exec(html)?.[0] ?? "";
    expect(save !== "" && !save.includes("disabled")).toBe(canSave);
    expect(html.includes("/saving")).toBe(canSave);
  });

  test.each(PAYMENT_STATES)("$name listens only while it can change by itself", async (state) => {
    const html = await draw(state);
    expect(html.includes("hx-sse:connect")).toBe(isLive(state.payment));
    expect(html.includes('hx-trigger="every')).toBe(isLive(state.payment));
  });

  test.each(NOT_OPEN)(
    "$name of a sale that is not open leads on to the next one and back to the list",
    async (state) => {
      const foot = footOf(await draw(state));
      expect(foot).toContain('href="/sales/new"');
      expect(foot).toContain('href="/payments"');
      expect(foot).not.toContain(`href="/sales/${state.payment.saleId}"`);
    },
  );

  test("giving money back is promised to be quick only at first, and says what becomes of the sale", async () => {
    const releasing = makePayment({ status: "authorized", releaseWish: "asked" });
    const face = "releasing" as const;
    const late = { ...releasing, stopAskedAt: NOW - 30 * SECOND };
    expect(await draw({ name: "", face, payment: releasing })).toContain("The sale is unpaid again");
    expect(await draw({ name: "", face, payment: late })).not.toContain("a second or two");
    expect(await draw({ name: "", face, payment: releasing, sale: { status: "voided" } })).not.toContain(
      "unpaid again",
    );
  });

  test("a message that we held back was not refused by Klarna", async () => {
    const html = async (name: string) => await draw(PAYMENT_STATES.find((one) => one.name === name) ?? never(name));
    expect(await html("not-sent-too-many")).toContain("Text by Klarna to ••• •••123: not sent");
    expect(await html("not-sent-too-many")).toContain("This number has had all the messages it may get in a day.");
    expect(await html("not-sent-address")).toContain("Text by Klarna to ••• •••123: refused");
  });

  test.each(PAYMENT_STATES)("$name has no inline style and no inline script", async (state) => {
    expect(await draw(state)).not.toMatch(/ style=|<script|<style| on[a-z]+=|hx-on/);
  });

  test.each(PAYMENT_STATES.filter(({ name }) => !ADDRESS_CHOICES.includes(name)))(
    "$name shows addresses masked only",
    async (state) => {
      const html = await draw(state);
      expect(html).not.toContain("sam.karim@example.com");
      expect(html).not.toContain("7700900123");
      expect(html).not.toContain("07700 900123");
    },
  );

  test.each(PAYMENT_STATES)("$name fits into 4 KB compressed", async (state) => {
    expect(gzipSync(await draw(state)).byteLength).toBeLessThanOrEqual(MOST_BYTES);
  });

  test.each(PAYMENT_STATES)("$name is announced once: as an alert or in the status region", async (state) => {
    const html = await draw(state);
    const announced = /id="pay-announce" role="status">([^<]*)</.exec(html)?.[1] ?? "";
    expect(/id="pay-state" role="alert"/.test(html)).toBe(announced === "");
  });

  test("a link that was sent a moment ago cannot be sent again yet", async () => {
    const sentAgo = (ms: number) => makePayment({ sendings: [makeSending({ askedAt: NOW - ms })] });
    const button = (html: string) => /<button[^>]*id="resend-sms"[^>]*>/.exec(html)?.[0] ?? "";
    expect(button(await drawPayment(sentAgo(19 * SECOND)))).toContain("disabled");
    expect(button(await drawPayment(sentAgo(20 * SECOND)))).not.toContain("disabled");
  });

  test("whoever watches is told that Klarna has approved it, and of no try to come", async () => {
    const approved = PAYMENT_STATES.find(({ name }) => name === "completed-other-till");
    const html = approved ? await draw(approved) : "";
    expect(html).toContain("Klarna approved it");
    expect(html).not.toContain("Waiting for the next try");
    expect(html).not.toContain("Klarna approves the payment");
    expect(html).not.toContain('class="num"');
  });

  test("whoever watches a link that nobody opened yet is told of no try", async () => {
    const html = await drawPayment(makePayment({ sendings: [makeSending()], registerNumber: 1 }));
    expect(html).not.toContain("Waiting for the next try");
  });

  test("only whoever cancelled is told that they did", async () => {
    const cancelled = makePayment({ status: "cancelled", endedBy: "cashier" });
    const bens = { ...cancelled, cancelAskedBy: { staffId: "stf_ben", name: "Ben" } };
    expect(await drawPayment(cancelled)).toContain("You cancelled.");
    expect(await drawPayment(bens)).toContain("Ben cancelled.");
    expect(await drawPayment({ ...cancelled, cancelAskedBy: null })).not.toContain("You cancelled");
  });

  test("an ID check without a code asks for the ID and names no code", async () => {
    const html = await drawPayment(makePayment({ status: "in_progress", idCheckChallenge: "" }));
    expect(html).toContain("/id-check");
    expect(html).not.toContain("Code on the phone");
    expect(html).not.toContain("and the phone?");
  });

  test.each(["paid-late", "race"])("%s offers to keep the money only where the sale can use it", async (name) => {
    const [open, finished] = [name, `${name}-sale-finished`].map((one) => PAYMENT_STATES.find((it) => it.name === one));
    expect(open ? await draw(open) : "").toMatch(/Do you still want to buy/);
    const html = finished ? await draw(finished) : "";
    expect(html).toContain("giving it back");
    expect(html).not.toMatch(/Keep it for this sale|Do you still want to buy|value="keep"/);
  });

  test("money that came late for another name is not kept unseen", async () => {
    const other = PAYMENT_STATES.find(({ name }) => name === "paid-late-other-name");
    expect(other ? await draw(other) : "").toContain("N. Karim-Holt");
  });

  test("money that is gone from under a finished sale calls a manager, and nobody is told to owe nothing", async () => {
    const [open, finished] = ["released", "released-sale-finished"].map((one) =>
      PAYMENT_STATES.find(({ name }) => name === one)
    );
    expect(open ? await draw(open) : "").toContain("You owe nothing.");
    const html = finished ? await draw(finished) : "";
    expect(html).not.toContain("You owe nothing.");
    expect(html).toContain("Tell a manager.");
  });

  test("the payment of a sale that was paid in another way is given back, which is no matter for a manager", async () => {
    const sale: PaymentState["sale"] = { status: "completed", tenders: [CASH_TENDER] };
    const html = await draw({ name: "", face: "released", payment: makePayment({ status: "released" }), sale });
    expect(html).not.toContain("You owe nothing.");
    expect(html).not.toContain("Tell a manager.");
  });

  test("what Klarna approved for a sale that was given up is to be let go: that is the filled button", async () => {
    const filled = async (name: string) => {
      const html = await draw(PAYMENT_STATES.find((one) => one.name === name) ?? never(name));
      return /class="btn btn-main[^"]*" href="([^"]*)"/.exec(html)?.[1];
    };
    expect(await filled("approved-sale-given-up")).toContain("?show=undo");
    expect(await filled("taken-sale-given-up")).toMatch(/^\/sales\/\w+$/);
  });

  test("more time can be given also while Klarna does not answer", async () => {
    const near = PAYMENT_STATES.find(({ name }) => name === "unsure-near-limit");
    expect(near ? await draw(near) : "").toContain('id="more-time"');
  });

  test("without script the link stands in a field that can be seen", async () => {
    const html = await drawPayment(makePayment({ sendings: [makeSending()] }));
    const plain = /<noscript>(.*?)<\/noscript>/s.exec(html)?.[1] ?? "";
    expect(plain).toMatch(/<input[^>]*value="https:\/\/pay\.example\/k\/7F3Q29DM"/);
    expect(plain).not.toContain("hidden");
  });

  test("a push leaves alone who was chosen to agree, and the PIN", async () => {
    const another = PAYMENT_STATES.find(({ name }) => name === "race-of-another");
    expect(another ? await draw(another) : "").toMatch(/id="approval"[^>]*hx-morph-skip/);
  });

  test("the confirmation of a cancellation is not shown once cancelling has begun", async () => {
    const html = await drawPayment(makePayment({ cancelWish: "asked" }), "cancel");
    expect(html).not.toContain("/cancellation");
  });

  test("the question whether to cancel never becomes the one whether to give the money back", async () => {
    const approved = makePayment({ status: "authorized", sendings: [makeSending()] });
    expect(await drawPayment(approved, "cancel")).not.toContain("/release");
    expect(await drawPayment(approved, "undo")).toContain("/release");
    expect(await drawPayment(makePayment(), "undo")).not.toContain("/cancellation");
  });

  test("a problem with the last action is said in the window", async () => {
    const payment = makePayment({ sendings: [makeSending()] });
    const html = await draw({ name: "", face: "sent", payment }, { kind: "send_too_soon", waitMs: 5_000 });
    expect(html).toContain("Wait 5 s");
  });

  test("an old payment of a sale that another Klarna payment now covers offers no other tender", async () => {
    const old = makePayment({ id: "pay_old", status: "expired" });
    const sale = makeSale({ payment: makePayment(), lock: "klarna" });
    const html = await text(<PaymentWindow frame={makeFrame()} sale={sale} payment={old} show="auto" />);
    expect(html).not.toContain("/tender");
    expect(html).not.toContain(`/sales/${sale.id}/payments`);
  });
});

describe("PaymentLive", () => {
  test("a push never takes the focus", async () => {
    expect(await drawPayment(makePayment())).toContain("autofocus");
    expect(await drawLive(makePayment())).not.toContain("autofocus");
  });

  test("the strip comes along only with the last change", async () => {
    expect(await drawLive(makePayment())).not.toContain('id="strip"');
    expect(await drawLive(makePayment({ status: "expired" }))).toContain('id="strip"');
  });

  test("the page's title follows the state", async () => {
    const payment = makePayment({ status: "expired" });
    expect(paymentTitle(makeFrame(), payment)).toBe("Expired, £622.60 · Klarna");
    expect(await drawLive(payment)).toContain("<title>Expired, £622.60 · Klarna · Tillside</title>");
  });
});

function never(name: string): never {
  throw new Error(`there is no state ${name}`);
}

function draw(
  { payment, show = "auto", ...rest }: PaymentState,
  problem: Parameters<typeof PaymentWindow>[0]["problem"] = null,
) {
  return text(<PaymentWindow {...windowOf({ ...rest, payment, show })} problem={problem} />);
}

function drawPayment(payment: PaymentState["payment"], show: "auto" | "cancel" | "undo" = "auto") {
  return draw({ name: "", face: "sent", payment, show });
}

function drawLive(payment: PaymentState["payment"]) {
  return text(<PaymentLive frame={makeFrame()} sale={makeSale({ payment })} payment={payment} show="auto" />);
}

function footOf(html: string): string {
  return /id="pay-actions".*/s.exec(html)?.[0] ?? "";
}

async function text(element: unknown): Promise<string> {
  return String(await element);
}

function count(html: string, className: string): number {
  return html.split(className).length - 1;
}
