import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { paymentRow, payWithKlarna, post, ringUp } from "./scene.ts";

/** What Klarna would not take of the customer's record: the payment goes on without it, and it is said. */

let till: TestTill;
let ada: Browser;
let saleId: string;
/** What is answered to the next try to make a payment session; null: what the simulator says. */
let refusal: (() => Response) | null;

beforeEach(async () => {
  refusal = null;
  till = await openTestTill({
    klarnaFetch: async (input, init) => {
      const request = new Request(input, init);
      const isStart = request.method === "POST" && request.url.endsWith("/payments/v1/sessions");
      const answer = isStart ? refusal : null;
      if (answer) refusal = null;
      return answer ? answer() : await till.simulator.app.fetch(request);
    },
  });
  ada = await till.signIn("Ada");
  saleId = await ringUp(till, ada);
});

afterEach(() => till.close());

const nameIs = (givenName: string) =>
  till.shop.db.write.updateTable("customer").set({ givenName }).where("familyName", "=", "Karim").execute();

const refusalOf = (messages: string[]) =>
  Response.json({ error_code: "BAD_VALUE", error_messages: messages, correlation_id: "c-1" }, { status: 400 });

const notes = async (paymentId: string) =>
  (await till.shop.db.read.selectFrom("paymentEvent").selectAll().where("paymentId", "=", paymentId).orderBy("at")
    .execute()).filter(({ toStatus }) => toStatus === null).map(({ kind, correlationId, detail }) => ({
      kind,
      correlationId,
      detail,
    }));

async function chooseWay(paymentId: string): Promise<string> {
  await post(ada, `/payments/${paymentId}/reminder`, { hasAccount: "no" });
  return (await ada.open(`/payments/${paymentId}`)).text;
}

test("is on record with what Klarna calls its answer, and the cashier is told what Klarna will ask", async () => {
  refusal = () => refusalOf(["Bad value: billing_address.postal_code"]);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  expect(await notes(paymentId)).toMatchObject([
    { kind: "record_refused", correlationId: "c-1", detail: JSON.stringify({ code: "BAD_VALUE" }) },
    { kind: "session_made" },
  ]);
  expect(await chooseWay(paymentId)).toContain(
    "Klarna will ask the customer: full name, street, postcode, town. It did not take the details on file.",
  );
  expect((await ada.open(`/payments/${paymentId}/history`)).text).toContain("Details on file not taken by Klarna");
});

test("is told once it is changed and taken, and then nothing is said any more", async () => {
  refusal = () => refusalOf(["Bad value: billing_address.postal_code"]);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  await till.shop.db.write.updateTable("customer").set((eb) => ({
    postalCode: "SW1A 1AA",
    version: eb("version", "+", 1),
  }))
    .where("familyName", "=", "Karim").execute();
  till.clock.advance(5_000);
  await till.runner.drain();
  const { kind, correlationId } = (await notes(paymentId)).at(-1) ?? {};
  expect([kind, correlationId]).toEqual(["record_told", expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(await chooseWay(paymentId)).not.toContain("It did not take the details on file.");
});

describe("ends no payment", () => {
  test.each(["Sam", "bill", "lin", "ing", "add"])("of a customer called %s", async (givenName) => {
    await nameIs(givenName);
    refusal = () => refusalOf(["Bad value: billing_address.postal_code"]);
    await payWithKlarna(till, ada, saleId, "waiting");
  });

  test.each([
    ["after many other words", [`${"Not allowed for this market. ".repeat(20)}Bad value: billing_address.city`]],
    ["as the ninth fault", [...Array<string>(8).fill("Bad value."), "Bad value: billing_address.city"]],
    ["without any words", []],
  ])("where Klarna says so %s", async (_, messages) => {
    refusal = () => refusalOf(messages);
    const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
    expect((await paymentRow(till, paymentId)).refusalCode).toBeNull();
  });

  test("where Klarna's 400 has no body", async () => {
    refusal = () => new Response(null, { status: 400 });
    await payWithKlarna(till, ada, saleId, "waiting");
  });
});
