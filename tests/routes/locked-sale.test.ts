import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  dump,
  pathOf,
  paymentRow,
  type PaymentStage,
  payWithKlarna,
  post,
  postRoutes,
  recordVersionOf,
  SALE_BOOKS,
  saleRow,
  type Scene,
  setScene,
  taxRateIdOf,
} from "./scene.ts";

type Form = (scene: Scene & { version: string; taxRateId: string }) => Record<string, string>;

/** What changes a sale, with a form that would change this one if it were open. */
const LOCKED: Record<string, Form> = {
  "POST /sales/:saleId/lines": () => ({ typed: "CLO-SCK" }),
  "POST /sales/:saleId/lines/:lineId/quantity": ({ version }) => ({ version, quantity: "3" }),
  "POST /sales/:saleId/lines/:lineId/removal": ({ version }) => ({ version }),
  "POST /sales/:saleId/lines/:lineId/discount": ({ version }) => ({ version, discount: "5", kind: "percent" }),
  "POST /sales/:saleId/lines/:lineId/price": ({ version }) => ({ version, price: "380.00" }),
  "POST /sales/:saleId/lines/:lineId/note": ({ version }) => ({ version, note: "Fetches it on Friday" }),
  "POST /sales/:saleId/discount": ({ version }) => ({ version, discount: "5", kind: "percent" }),
  "POST /sales/:saleId/note": ({ version }) => ({ version, note: "Fetches it on Friday" }),
  "POST /sales/:saleId/items": ({ taxRateId }) => ({ name: "Tent pole", price: "4.50", quantity: "2", taxRateId }),
  "POST /sales/:saleId/lines/:lineId/restoration": ({ version }) => ({ version }),
  "POST /sales/:saleId/customer": () => ({ customerId: "" }),
  "POST /sales/:saleId/tenders": () => ({ kind: "cash", given: "5.00" }),
  "POST /sales/:saleId/tenders/:tenderId/removal": () => ({}),
  "POST /sales/:saleId/completion": () => ({}),
  "POST /sales/:saleId/exchange": ({ version }) => ({ version, do: "start" }),
  "POST /sales/:saleId/gift-cards": () => ({ amount: "25", number: "" }),
  "POST /sales/:saleId/customers": () => ({ ...RECORD, then: "klarna" }),
};

/** What may be done all the same, and why. Each has a test of its own below. */
const FREE: Record<string, string> = {
  "POST /sales/:saleId/recall": "moves the sale to another register and leaves what is in it alone",
  "POST /sales/:saleId/payments": "answers the payment that is open",
  "POST /sales/:saleId/parking": "puts the sale aside as it is, so that the next customer can be served",
  "POST /sales/:saleId/tender/gift-card": "looks up what is on a gift card, and takes nothing off it",
  "POST /sales/:saleId/voiding": "gives back what Klarna holds, and is refused while the customer may still pay",
  "POST /sales/:saleId/hand-overs": "is about a finished sale alone",
  "POST /sales/:saleId/rest": "the same",
  "POST /sales/:saleId/cancelling": "the same",
  "POST /sales/:saleId/prints": "a sale that is not finished has no receipt, whatever is open",
  "POST /sales/:saleId/receipt-mails": "the same",
  "POST /sales/:saleId/receipt-mails/:mailId/retry": "the same",
  "POST /sales/:saleId/return": "nothing comes back of a sale that is not finished",
  "POST /sales/:saleId/customers/:customerId": "contact data may change, the sale's choice of customer may not",
};

const RECORD = { givenName: "Casey", familyName: "Holt", phone: "+441134960299", country: "GB" };

test("every form of a sale is known to be refused or allowed while Klarna is open", () => {
  expect(postRoutes("/sales/:saleId").toSorted()).toEqual([...Object.keys(LOCKED), ...Object.keys(FREE)].toSorted());
});

describe.each<PaymentStage>(["waiting", "in_progress", "authorized"])("while Klarna's payment is %s", (stage) => {
  let till: TestTill;
  let ada: Browser;
  let scene: Scene;
  let paymentId: string;

  beforeAll(async () => {
    till = await openTestTill();
    ada = await till.signIn("Ada");
    scene = await setScene(till, ada);
    paymentId = await payWithKlarna(till, ada, scene.saleId, stage);
  });

  afterAll(() => till.close());

  test("the scene is what it says", async () => {
    expect(await paymentRow(till, paymentId)).toMatchObject({ status: stage, savedAt: null });
  });

  test.each(Object.keys(LOCKED))("%s is refused and changes nothing", async (route) => {
    const version = String((await saleRow(till, scene.saleId)).version);
    const lineId = route.endsWith("restoration") ? scene.removedLineId : scene.lineId;
    const path = pathOf(route, { ...scene, lineId });
    const before = await dump(till);
    const form = LOCKED[route]?.({ ...scene, version, taxRateId: await taxRateIdOf(till, "A") });
    const plain = await post(ada, path, form);
    const quick = await post(ada, path, form, { "hx-request": "true" });
    expect([plain.status, quick.status]).toEqual([409, 409]);
    expect(plain.text).toContain("The basket is locked while Klarna is open. Nothing was changed.");
    expect(quick.text).toContain("The basket is locked while Klarna is open. Nothing was changed.");
    expect(await dump(till)).toEqual(before);
  });

  test("asking for Klarna again answers the open payment and makes no second one", async () => {
    const before = await dump(till, SALE_BOOKS);
    const answer = await post(ada, `/sales/${scene.saleId}/payments`);
    expect(answer).toMatchObject({ status: 303, location: `/payments/${paymentId}` });
    expect(await dump(till, SALE_BOOKS)).toEqual(before);
  });

  test("a gift card that is looked up leads to the payment's window, and nothing is taken off it", async () => {
    const before = await dump(till);
    const answer = await post(ada, `/sales/${scene.saleId}/tender/gift-card`, { number: "NOSUCHCARD" });
    expect(answer).toMatchObject({ status: 303, location: `/payments/${paymentId}` });
    expect(await dump(till)).toEqual(before);
  });

  test("nothing of it comes back: it is not finished", async () => {
    const before = await dump(till);
    const fields = { [`quantity.${scene.lineId}`]: "1", shown: "38900", do: "give", "split.cash": "389.00" };
    const answer = await post(ada, `/sales/${scene.saleId}/return`, fields);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("This sale is not finished");
    expect(await dump(till)).toEqual(before);
  });

  test("there is no receipt of it to be printed or e-mailed", async () => {
    const before = await dump(till);
    const { saleId } = scene;
    const mailId = newId(till.shop, "mal");
    const asked = [
      await post(ada, `/sales/${saleId}/prints`, { way: "screen" }),
      await post(ada, `/sales/${saleId}/receipt-mails`, { email: "sam.karim@example.com" }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
    expect((await post(ada, `/sales/${saleId}/receipt-mails/${mailId}/retry`)).status).toBeGreaterThanOrEqual(400);
    expect(await dump(till)).toEqual(before);
  });

  test("nothing of it can be handed over, let go or cancelled", async () => {
    const before = await dump(till);
    const { saleId } = scene;
    const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
      .executeTakeFirstOrThrow();
    const word = { approverId, pin: "999999" };
    const asked = [
      await post(ada, `/sales/${saleId}/hand-overs`, { what: "all" }),
      await post(ada, `/sales/${saleId}/rest`, word),
      await post(ada, `/sales/${saleId}/cancelling`, { ...word, reason: "mistake" }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect(await dump(till)).toEqual(before);
  });

  test("put aside and taken up again it is as it was, and the payment goes on", async () => {
    const before = await dump(till, ["lineItem", "tender", "payment"]);
    expect(await post(ada, `/sales/${scene.saleId}/parking`)).toMatchObject({ status: 303, location: "/sales/new" });
    expect(await saleRow(till, scene.saleId)).toMatchObject({ status: "parked" });
    expect(await dump(till, ["lineItem", "tender", "payment"])).toEqual(before);
    await post(ada, `/sales/${scene.saleId}/recall`);
    expect(await saleRow(till, scene.saleId)).toMatchObject({ status: "open" });
    expect(await dump(till, ["lineItem", "tender", "payment"])).toEqual(before);
  });

  test("the customer's contact data may change; the sale keeps its customer and all that is in it", async () => {
    const before = await dump(till, SALE_BOOKS);
    const { id: other } = await till.shop.db.read.selectFrom("customer").select("id")
      .where("id", "!=", scene.customerId).executeTakeFirstOrThrow();
    for (const customerId of [other, scene.customerId]) {
      const recordVersion = await recordVersionOf(till, customerId);
      const record = { ...RECORD, familyName: "Karim-Holt", recordVersion };
      const answer = await post(ada, `/sales/${scene.saleId}/customers/${customerId}`, record);
      expect(answer).toMatchObject({ status: 303, location: `/payments/${paymentId}` });
    }
    const after = await dump(till, SALE_BOOKS);
    expect(await saleRow(till, scene.saleId)).toMatchObject({ customerId: scene.customerId });
    expect({ ...after, payment: [] }).toEqual({ ...before, payment: [] });
    // Klarna is to be told, so the next look is due at once; nothing else of the payment moves.
    expect(after["payment"]).toEqual(
      before["payment"]?.map((row) => ({ ...Object(row), nextCheckAt: expect.anything() })),
    );
  });

  test("taking the sale up at another register moves only the register", async () => {
    const ben = await till.signIn("Ben", 2);
    const before = await dump(till, SALE_BOOKS);
    const { registerId, shiftId, version } = await saleRow(till, scene.saleId);
    const answer = await post(ben, `/sales/${scene.saleId}/recall`);
    expect(answer).toMatchObject({ status: 303, location: `/sales/${scene.saleId}` });
    const moved = await saleRow(till, scene.saleId);
    expect(moved.registerId).not.toBe(registerId);
    expect(moved.shiftId).not.toBe(shiftId);
    const { updatedAt } = moved;
    const back = { ...moved, registerId, shiftId, version };
    expect({ ...await dump(till, SALE_BOOKS), sale: [back] }).toEqual({
      ...before,
      sale: before["sale"]?.map((row) => ({ ...Object(row), updatedAt })),
    });
    expect(moved.version).toBe(version + 1);
  });

  test("given up it can only be once Klarna has decided: until then the customer may still pay", async () => {
    const before = await dump(till, SALE_BOOKS);
    const answer = await post(ada, `/sales/${scene.saleId}/voiding`, { reason: "mistake" });
    if (stage === "authorized") {
      expect(await saleRow(till, scene.saleId)).toMatchObject({ status: "voided" });
      expect(await paymentRow(till, paymentId)).toMatchObject({ status: "released" });
      return;
    }
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("Cancel the Klarna payment first.");
    expect(await dump(till, SALE_BOOKS)).toEqual(before);
  });
});
