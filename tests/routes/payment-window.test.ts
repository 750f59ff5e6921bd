import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  freshIds,
  idOfCustomer,
  paymentRow,
  payWithKlarna,
  post,
  recordVersionOf,
  ringUp,
  saleRow,
  type Scene,
  setScene,
} from "./scene.ts";

const RECORD = {
  givenName: "Sam",
  familyName: "Karim",
  phone: "07755 564319",
  email: "sam@example.com",
  country: "GB",
};

let till: TestTill;
let ada: Browser;
let scene: Scene;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  scene = await setScene(till, ada);
});

afterEach(() => till.close());

async function look(): Promise<void> {
  till.clock.advance(4_000);
  await till.runner.drain();
}

describe("the page that asks for itself without script", () => {
  test("asks for the payment's own page, also when it answers a form", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    const refresh = `content="5;url=/payments/${paymentId}"`;
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain(refresh);
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
    const tooSoon = await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
    expect(tooSoon.status).toBe(429);
    expect(tooSoon.text).toContain("A link was sent a moment ago.");
    expect(tooSoon.text).toContain(refresh);
  });

  test("leaves a PIN alone that is typed to agree, while whoever only watches goes on asking", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "authorized");
    const refresh = `content="5;url=/payments/${paymentId}`;
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain(refresh);
    const ben = await till.signIn("Ben", 2);
    expect((await ben.open(`/payments/${paymentId}`)).text).toContain(refresh);
    await post(ben, `/payments/${paymentId}/takeover`);
    const typing = await ben.open(`/payments/${paymentId}?show=undo`);
    expect(typing.text).toContain('id="approverPin"');
    expect(typing.text).not.toContain("http-equiv");
  });

  test("leaves alone what is being typed, and stops when the payment cannot change by itself", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    expect((await ada.open(`/payments/${paymentId}?show=contact`)).text).not.toContain("http-equiv");
    await post(ada, `/payments/${paymentId}/cancellation`);
    expect((await ada.open(`/payments/${paymentId}`)).text).not.toContain("http-equiv");
  });
});

describe("the customer's record in the window", () => {
  async function change(paymentId: string, fields: Record<string, string>, kind: Record<string, string> = {}) {
    const recordVersion = await recordVersionOf(till, scene.customerId);
    return await post(ada, `/payments/${paymentId}/customer`, { ...RECORD, recordVersion, ...fields }, kind);
  }

  test("is changed without leaving the payment, and Klarna is told", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    const { reference } = await paymentRow(till, paymentId);
    const answer = await change(paymentId, {});
    expect(answer).toMatchObject({ status: 303, location: `/payments/${paymentId}` });
    await till.runner.drain();
    till.simulator.control.approve(reference);
    expect(JSON.stringify(till.simulator.control.findOrder(reference))).toContain("+447755564319");
  });

  test.each([{}, { "hx-request": "true" }])("with a typo is shown again as typed, with %o", async (kind) => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    const answer = await change(paymentId, { email: "sam@example", phone: "07" }, kind);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("This is not an e-mail address.");
    expect(answer.text).toContain("This is not a mobile number we can read.");
    expect(answer.text).toContain('value="sam@example"');
    expect(
      (await till.shop.db.read.selectFrom("customer").select("email").where("id", "=", scene.customerId)
        .executeTakeFirstOrThrow()).email,
    ).toBe("sam.karim@example.com");
  });

  test("that somebody else changed meanwhile is said, and what was typed is still there", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    const seen = await recordVersionOf(till, scene.customerId);
    await change(paymentId, { phone: "07755 564320" });
    const late = await post(ada, `/payments/${paymentId}/customer`, { ...RECORD, recordVersion: seen });
    expect(late.status).toBe(409);
    expect(late.text).toContain("Somebody else changed this customer in the meantime.");
    expect(late.text).toContain('value="07755 564319"');
    const there = await post(ada, `/sales/${scene.saleId}/customers/${scene.customerId}`, {
      ...RECORD,
      recordVersion: seen,
    });
    expect(there.status).toBe(409);
  });
});

describe("an amount that nobody saw", () => {
  test("is neither sent to Klarna nor taken in cash: the fresh sale is shown instead", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/customer`, { customerId: scene.customerId });
    const version = String((await saleRow(till, saleId)).version);
    await post(ada, `/sales/${saleId}/lines`, { typed: "CLO-HAT" });
    for (const [path, fields] of [["payments", {}], ["tenders", { kind: "cash", given: "400" }]] as const) {
      const stale = await post(ada, `/sales/${saleId}/${path}`, { version, ...fields });
      expect(stale.status).toBe(409);
      expect(stale.text).toContain("This basket was changed from somewhere else in the meantime.");
      expect(stale.text).toContain("£408.00");
    }
    expect(await till.shop.db.read.selectFrom("payment").selectAll().execute()).toEqual([]);
  });
});

describe("part in cash and the rest by Klarna", () => {
  test("the customer may still be chosen once cash was taken, and Klarna opens for the rest", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "89" });
    const customerId = await idOfCustomer(till, "Karim");
    const answer = await post(ada, `/sales/${saleId}/customer`, { customerId, then: "klarna" });
    const paymentId = answer.location?.slice("/payments/".length) ?? "";
    expect(await paymentRow(till, paymentId)).toMatchObject({ amountMinor: 30_000, customerId });
  });

  test("without a customer no Klarna payment starts", async () => {
    const saleId = await ringUp(till, ada);
    const answer = await post(ada, `/sales/${saleId}/payments`);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("Choose the customer first.");
  });

  test("cash taken back from beside a saved payment is taken another way: Klarna pays once in a sale", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "authorized");
    await post(ada, `/payments/${paymentId}/saving`);
    await post(ada, `/sales/${scene.saleId}/tenders/${scene.tenderId}/removal`);
    const { version } = await saleRow(till, scene.saleId);
    const again = await post(ada, `/sales/${scene.saleId}/payments`, { version: String(version) });
    expect(again.status).toBe(409);
    expect(again.text).toContain("Klarna pays a part of this sale already");
    await post(ada, `/sales/${scene.saleId}/tenders`, { kind: "cash", given: "10.00" });
    expect(await post(ada, `/sales/${scene.saleId}/completion`)).toMatchObject({ location: `/sales/${scene.saleId}` });
  });
});

describe("a PIN that is typed to agree", () => {
  test("is no part of what a form is remembered by", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "authorized");
    const ids = await freshIds(ada);
    const send = (pin: string) => ada.send("POST", `/payments/${paymentId}/release`, { ...ids, pin });
    expect(await send("333333")).toMatchObject({ status: 303 });
    expect(await send("444444")).toMatchObject({ status: 303 });
  });
});

describe("money that came after the end", () => {
  test("is on every page as something that waits for a person, until it is decided", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    till.simulator.control.addFault({ kind: "readHostedSession", status: 404 });
    await look();
    const waits = "1 payment needs a person";
    expect((await ada.open("/payments?filter=attention")).text).toContain(waits);
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain("Settle by hand");
    const mona = await till.signIn("Mona");
    await post(mona, `/payments/${paymentId}/settlement`, { finding: "unpaid" });
    expect((await ada.open("/payments")).text).not.toContain(waits);
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: "expired" });
  });
});

describe("an address that looks mistyped", () => {
  test("is asked about once, with everything typed still there, and kept when it is meant", async () => {
    const record = { ...RECORD, email: "sam@gmial.com" };
    const path = `/sales/${scene.saleId}/customers`;
    const asked = await post(ada, path, record);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain("Did you mean sam@gmail.com?");
    expect(asked.text).toContain('value="07755 564319"');
    expect(asked.text).toContain('name="emailMeant" value="sam@gmial.com"');
    expect(await post(ada, path, { ...record, emailMeant: "sam@gmial.com" })).toMatchObject({ status: 303 });
    const other = { ...record, email: "sam@gmal.com", emailMeant: "sam@gmial.com" };
    expect((await post(ada, path, other)).status).toBe(422);
  });
});

describe("a payment that Klarna is asked to stop", () => {
  test("can be left for the next customer once that takes long, also while looks are answered", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    till.simulator.control.addFault({ kind: "disableHostedSession", status: 503, times: 50 });
    await post(ada, `/payments/${paymentId}/cancellation`);
    const atOnce = await ada.open(`/payments/${paymentId}`);
    expect(atOnce.text).toContain("Cancelling…");
    expect(atOnce.text).not.toContain("Leave it for now");
    till.clock.advance(31_000);
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain("Leave it for now");
  });
});

describe("a sale given up while Klarna does not answer", () => {
  test("shows its own end at once, with the way to the next sale, and so does its payment", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "authorized");
    await post(ada, `/payments/${paymentId}/saving`);
    till.simulator.control.addFault({ kind: "cancelOrder", status: 503, times: 50 });
    const { location } = await post(ada, `/sales/${scene.saleId}/voiding`, { reason: "mistake" });
    const ended = await ada.open(location ?? "");
    expect(ended.text).toContain('id="voided"');
    expect(ended.text).toContain('href="/sales/new"');
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain("The sale was given up.");
    expect((await ada.open(`/sales/${scene.saleId}?show=cancel`)).text).toContain("The sale was given up.");
  });
});

describe("a payment that was taken over and cancelled", () => {
  test("tells the one who cancelled apart from everybody else", async () => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    const ben = await till.signIn("Ben", 2);
    await post(ben, `/payments/${paymentId}/takeover`);
    await post(ben, `/payments/${paymentId}/cancellation`);
    expect((await ben.open(`/payments/${paymentId}`)).text).toContain("You cancelled.");
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain("Ben cancelled.");
  });
});

describe("a saved payment whose parked sale another register took up", () => {
  let jo: Browser;
  let paymentId: string;
  beforeEach(async () => {
    paymentId = await payWithKlarna(till, ada, scene.saleId, "authorized");
    await post(ada, `/payments/${paymentId}/saving`);
    await post(ada, `/sales/${scene.saleId}/parking`, { parkedNote: "" });
    jo = await till.signIn("Jo", 2);
    await post(jo, `/sales/${scene.saleId}/recall`);
  });

  test("is taken over there before it is undone: no button is offered that would be refused", async () => {
    const path = `/payments/${paymentId}`;
    const page = (await jo.open(`${path}?show=undo`)).text;
    expect(page).not.toContain(`action="${path}/release"`);
    expect(page).toContain(`href="${path}?show=takeover"`);
    expect(page).toContain("Take over from Ada");
    expect((await jo.open(`${path}?show=takeover`)).text).toContain(`action="${path}/takeover"`);
    expect(await post(jo, `${path}/takeover`)).toMatchObject({ status: 303, location: `${path}?show=undo` });
    expect((await jo.open(`${path}?show=undo`)).text).toContain(`action="${path}/release"`);
    expect((await post(jo, `${path}/release`)).status).toBe(303);
    await till.runner.drain();
    expect((await paymentRow(till, paymentId)).status).toBe("released");
  });

  test("leads to taking it over where undoing it is refused all the same", async () => {
    const refused = await post(jo, `/payments/${paymentId}/release`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(`href="/payments/${paymentId}?show=takeover"`);
  });
});

describe("an end that was settled by hand", () => {
  test.each([
    ["unpaid", "A manager found no payment in Klarna’s portal"],
    ["returned", "A manager found it given back in Klarna’s portal"],
  ])("found %s, the window says so", async (finding, sentence) => {
    const paymentId = await payWithKlarna(till, ada, scene.saleId, "waiting");
    till.simulator.control.addFault({ kind: "readHostedSession", status: 404 });
    till.clock.advance(10_000);
    await till.runner.drain();
    const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
      .executeTakeFirstOrThrow();
    await post(ada, `/payments/${paymentId}/settlement`, { finding, approverId, pin: "999999" });
    expect((await ada.open(`/payments/${paymentId}`)).text).toContain(sentence);
  });
});
