import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { receiptCode } from "../../src/domain/receipt.ts";
import { type Browser, formOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { payWithKlarna, post, ringUp, saleRow, sellForCash } from "./scene.ts";

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  await till.shop.db.write.updateTable("shop").set({ returnLimitMinor: 50_000 }).execute();
});

afterEach(() => till.close());

const pageOf = (saleId: string) => ada.open(`/sales/${saleId}/return`);
/** What the form on a page says, in both halves of it. */
const fieldsOn = ({ text }: { text: string }, saleId: string): Record<string, string> => {
  const ways = [...text.matchAll(/name="(split\.[^"]+)"[^>]*? value="([^"]*)"/g)];
  return {
    ...formOn(text, `/sales/${saleId}/return`).fields,
    ...Object.fromEntries(ways.map(([, name = "", value = ""]) => [name, value])),
  };
};
const send = (saleId: string, fields: Record<string, string>) => ada.send("POST", `/sales/${saleId}/return`, fields);
const press = async (saleId: string, fields: Record<string, string>) =>
  await send(saleId, { ...fieldsOn(await pageOf(saleId), saleId), ...fields });
const returns = () => till.shop.db.read.selectFrom("saleReturn").selectAll().execute();
const lineOf = async (saleId: string) =>
  await till.shop.db.read.selectFrom("lineItem").selectAll().where("saleId", "=", saleId).executeTakeFirstOrThrow();

async function soldByKlarna(): Promise<string> {
  const saleId = await ringUp(till, ada, ["CLO-HAT"]);
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  await post(ada, `/payments/${paymentId}/saving`);
  await post(ada, `/sales/${saleId}/completion`);
  await till.runner.drain();
  return saleId;
}

describe("the sale is found", () => {
  test("by the code on its receipt, straight away", async () => {
    const saleId = await sellForCash(till, ada);
    const { code } = await saleRow(till, saleId);
    const answer = await ada.send("GET", `/returns?q=${receiptCode(code)}`);
    expect(answer).toMatchObject({ status: 303, location: `/sales/${saleId}/return` });
  });

  test("by its number, and from its receipt", async () => {
    const saleId = await sellForCash(till, ada);
    const { code } = await saleRow(till, saleId);
    expect((await ada.open(`/returns?q=${code}`)).text).toContain(`href="/sales/${saleId}/return"`);
    expect((await ada.open(`/sales/${saleId}/receipt`)).text).toContain(`href="/sales/${saleId}/return"`);
    expect((await ada.open("/returns")).text).toContain('href="/returns" aria-current="page"');
  });
});

test("more and less work it out, and the press on the refund gives back what was shown", async () => {
  const saleId = await sellForCash(till, ada, ["CLO-HAT", "CLO-HAT"]);
  const { id, totalMinor } = await lineOf(saleId);
  const one = await press(saleId, { do: `more.${id}` });
  expect(one.status).toBe(200);
  const fields = fieldsOn(one, saleId);
  expect(fields).toMatchObject({ [`quantity.${id}`]: "1", shown: String(totalMinor / 2) });
  expect(fields["split.cash"]).toBe((totalMinor / 200).toFixed(2));
  const done = await send(saleId, { ...fields, do: "give" });
  const [row] = await returns();
  expect(done).toMatchObject({ status: 303, location: `/returns/${row?.id}` });
  const page = await ada.open(done.location ?? "");
  expect(page.text).toContain("Give back in cash");
  expect(page.text).not.toContain('hx-trigger="every 2s"');
  expect((await ada.open(`/returns/${row?.id}/receipt`)).text).toContain("RETURN");
});

test("what Klarna has not answered is said so, and asks again by itself until it has", async () => {
  const saleId = await soldByKlarna();
  till.simulator.control.addFault({ kind: "refund", status: 500 });
  const all = await press(saleId, { do: "everything" });
  const fields = fieldsOn(all, saleId);
  const { location } = await send(saleId, { ...fields, do: "give" });
  const page = await ada.open(location ?? "");
  expect(page.text).toContain("no answer from Klarna yet, asked again by itself");
  expect(page.text).toContain(`hx-get="${location}/state"`);
  till.clock.advance(30_000);
  await till.runner.drain();
  const state = await ada.send("GET", `${location}/state`, undefined, { "hx-request": "true" });
  expect(state.text).toContain("confirmed by Klarna");
  expect(state.text).not.toContain("hx-get");
  expect(till.simulator.control.listOrders()[0]?.refunded_amount).toBe((await lineOf(saleId)).totalMinor);
});

test("a sale whose money Klarna holds is refused with a sentence", async () => {
  const saleId = await ringUp(till, ada, ["CLO-HAT"]);
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  await post(ada, `/payments/${paymentId}/saving`);
  till.simulator.control.addFault({ kind: "capture", status: 500, times: 50 });
  await post(ada, `/sales/${saleId}/completion`);
  expect((await pageOf(saleId)).text).toContain("Klarna has not taken this money yet");
});

describe("bad input gets a sentence and loses nothing typed", () => {
  let saleId: string;
  beforeEach(async () => {
    saleId = await sellForCash(till, ada, ["CLO-HAT"]);
  });
  afterEach(async () => expect(await returns()).toEqual([]));

  test("an amount that is none", async () => {
    const answer = await press(saleId, { free: "a lot", note: "Scratched", do: "give" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("This is not an amount");
    expect(answer.text).toContain('value="a lot"');
    expect(answer.text).toContain('value="Scratched"');
  });

  test("more than is left", async () => {
    const { id } = await lineOf(saleId);
    const answer = await press(saleId, { [`part.${id}`]: "9999", free: "1", note: "x", do: "show" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("more than is left of what was paid for it");
    expect(answer.text).toContain('value="9999"');
  });

  test("ways that do not add up", async () => {
    const shown = await press(saleId, { free: "5", note: "Scratched", do: "show" });
    const fields = fieldsOn(shown, saleId);
    const answer = await send(saleId, { ...fields, free: "5", note: "Scratched", "split.cash": "4", do: "give" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("The ways do not add up");
    expect(fieldsOn(answer, saleId)).toMatchObject({ "split.cash": "4" });
    expect(answer.text).toContain('value="Scratched"');
  });

  test("an amount that was not shown before", async () => {
    const answer = await press(saleId, { free: "5", note: "Scratched", "split.cash": "5", do: "give" });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("The amount is another one by now");
  });

  test.each([{ do: "give", shown: "x" }, { do: "more.nothing" }, { do: "" }])("%o", async (fields) => {
    expect((await press(saleId, fields)).status).toBeLessThan(500);
  });

  test("what no form of ours says", async () => {
    const { id } = await lineOf(saleId);
    expect((await press(saleId, { [`quantity.${id}`]: "-1" })).status).toBe(422);
    expect((await press(saleId, { [`reason.${id}`]: "because" })).status).toBe(422);
  });
});

test("above the limit the page asks for a second person, and their PIN stands in no answer", async () => {
  await till.shop.db.write.updateTable("shop").set({ returnLimitMinor: 100 }).execute();
  const saleId = await sellForCash(till, ada, ["CLO-HAT"]);
  const shown = await press(saleId, { do: "everything" });
  expect(shown.text).toContain("a second person agrees");
  const fields = fieldsOn(shown, saleId);
  const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
    .executeTakeFirstOrThrow();
  const wrong = await send(saleId, { ...fields, approverId, pin: "123123", do: "give" });
  expect(wrong.status).toBe(403);
  expect(wrong.text).not.toContain("123123");
  till.clock.advance(60_000);
  const again = fieldsOn(wrong, saleId);
  const done = await send(saleId, { ...again, approverId, pin: "999999", do: "give" });
  expect(done.status).toBe(303);
  expect((await ada.open(done.location ?? "")).text).toContain("Mona agreed.");
});
