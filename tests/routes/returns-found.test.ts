import { afterEach, beforeEach, expect, test } from "vitest";
import { type Browser, formOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { linesOfSale, paymentRow, payWithKlarna, post, ringUp, saleRow } from "./scene.ts";

let till: TestTill;
let ada: Browser;
let jo: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  jo = await till.signIn("Jo", 2);
  await till.shop.db.write.updateTable("shop").set({ returnLimitMinor: 50_000 }).execute();
});

afterEach(() => till.close());

const HAT = 1_900;
const HOUR_MS = 60 * 60_000;

async function sold(codes: string[], completing: Record<string, string> = {}) {
  const saleId = await ringUp(till, ada, codes);
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  await post(ada, `/payments/${paymentId}/saving`);
  await post(ada, `/sales/${saleId}/completion`, completing);
  await till.runner.drain();
  till.clock.advance(HOUR_MS);
  return { saleId, paymentId, orderId: (await paymentRow(till, paymentId)).orderId ?? "" };
}

async function press(who: Browser, saleId: string, fields: Record<string, string>) {
  const { text } = await who.open(`/sales/${saleId}/return`);
  return await who.send("POST", `/sales/${saleId}/return`, { ...fieldsOn(text, saleId), ...fields });
}

const fieldsOn = (text: string, saleId: string): Record<string, string> => ({
  ...formOn(text, `/sales/${saleId}/return`).fields,
  ...Object.fromEntries(
    [...text.matchAll(/name="(split\.[^"]+)"[^>]*? value="([^"]*)"/g)].map((
      [, name = "", value = ""],
    ) => [name, value]),
  ),
});

test("of an exchange what was given back in the portal afterwards is booked in the new sale: the call leads there", async () => {
  const { saleId, orderId } = await sold(["CLO-HAT"]);
  const all = await press(jo, saleId, { do: "everything" });
  const begun = await jo.send("POST", `/sales/${saleId}/return`, { ...fieldsOn(all.text, saleId), do: "exchange" });
  const newSaleId = begun.location?.split("/").at(-1) ?? "";
  await post(jo, `/sales/${newSaleId}/lines`, { typed: "CLO-HAT" });
  const { version } = await saleRow(till, newSaleId);
  await post(jo, `/sales/${newSaleId}/exchange`, { version: String(version), do: "start" });
  expect((await post(jo, `/sales/${newSaleId}/completion`)).status).toBe(303);
  till.simulator.control.actInPortal(orderId, "refund", HAT);
  for (let night = 0; night < 2; night++) {
    till.clock.advance(25 * 60 * 60_000);
    await till.runner.drain();
  }
  jo = await till.signIn("Jo");
  const item = await till.shop.db.read.selectFrom("attentionItem").selectAll().where("closedAt", "is", null)
    .executeTakeFirstOrThrow();
  expect(item.kind).toBe("refunded_elsewhere");
  expect((await jo.open(`/attention/${item.id}`)).text).toContain(`href="/sales/${newSaleId}/return"`);
  expect((await press(jo, newSaleId, { do: "everything" })).text).toMatch(/name="split\.found-/);
});

test("what was given back in the portal is said before it goes twice, and a senior books it from the item's page", async () => {
  const { saleId, orderId } = await sold(["CLO-HAT"]);
  const shown = await press(ada, saleId, { do: "everything" });
  till.simulator.control.actInPortal(orderId, "refund", HAT);
  const answer = await ada.send("POST", `/sales/${saleId}/return`, { ...fieldsOn(shown.text, saleId), do: "give" });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("Money of this sale was given back in Klarna’s portal.");
  const found = Object.entries(fieldsOn(answer.text, saleId)).filter(([name]) => name.startsWith("split."));
  expect(found).toEqual([[expect.stringMatching(/^split\.found-/), "19.00"]]);
  expect(answer.text).toContain("A senior agrees that it was given back");

  const [item] = await till.shop.db.read.selectFrom("attentionItem").selectAll().execute();
  const page = await jo.open(`/attention/${item?.id}`);
  expect(page.text).toContain(`href="/sales/${saleId}/return"`);
  expect(page.text).toContain(`href="/attention/${item?.id}?closing=yes"`);
  const all = await press(jo, saleId, { do: "everything" });
  const done = await jo.send("POST", `/sales/${saleId}/return`, { ...fieldsOn(all.text, saleId), do: "give" });
  expect(done.status).toBe(303);
  const returned = await jo.open(done.location ?? "");
  expect(returned.text).toContain("given back in Klarna’s portal");
  expect(returned.text).toContain("Refunded");
  expect((await jo.open("/attention")).text).toContain("Nothing needs you");
  expect(till.simulator.control.listOrders()[0]?.refunded_amount).toBe(HAT);
});

test("after a part refund in the portal what is left to give back is true", async () => {
  const { saleId, orderId } = await sold(["TNT-RDG3"]);
  till.simulator.control.actInPortal(orderId, "refund", 10_000);
  till.clock.advance(24 * HOUR_MS);
  await till.runner.drain();
  jo = await till.signIn("Jo", 2);
  const { text } = await press(jo, saleId, { do: "everything" });
  expect(text).toContain("£389.00 left to give back");
  const amounts = Object.entries(fieldsOn(text, saleId)).filter(([name]) => name.startsWith("split."));
  expect(amounts.map(([, amount]) => amount)).toEqual(["100.00", "289.00"]);
  const done = await jo.send("POST", `/sales/${saleId}/return`, { ...fieldsOn(text, saleId), do: "give" });
  expect(done.status).toBe(303);
  await till.runner.drain();
  expect(till.simulator.control.listOrders()[0]?.refunded_amount).toBe(38_900);
});

test("pieces that were let go of never came back", async () => {
  const { saleId } = await sold(["CLO-HAT", "CLO-HAT"], { later: "yes" });
  const [line] = await linesOfSale(till, saleId);
  await post(ada, `/sales/${saleId}/hand-overs`, { what: "some", [`pieces-${line?.id}`]: "1" });
  await till.runner.drain();
  await post(jo, `/sales/${saleId}/rest`);
  await till.runner.drain();
  const { text } = await ada.open(`/sales/${saleId}/return`);
  expect(text).toContain("1 never picked up");
  expect(text).not.toContain("came back before");
});

test("why something came back, and whether it is on the shelf again, stands on the return", async () => {
  const { saleId } = await sold(["CLO-HAT"]);
  const [line] = await linesOfSale(till, saleId);
  const reason = { [`reason.${line?.id}`]: "wrong_size", shelf: "no" };
  const all = await press(ada, saleId, { ...reason, do: "everything" });
  const fields = { ...fieldsOn(all.text, saleId), ...reason };
  const { location } = await ada.send("POST", `/sales/${saleId}/return`, { ...fields, do: "give" });
  const { text } = await ada.open(location ?? "");
  expect(text).toContain("Wrong size · not back on the shelf");
});

test("a receipt does not say that Klarna was asked for what it refused", async () => {
  const { saleId } = await sold(["CLO-HAT"]);
  till.simulator.control.addFault({ kind: "refund", status: 403, errorCode: "REFUND_NOT_ALLOWED" });
  const give = async () => {
    const { text } = await press(ada, saleId, { free: "5.00", note: "Scratched", do: "show" });
    const given = { ...fieldsOn(text, saleId), free: "5.00", note: "Scratched", do: "give" };
    return (await ada.send("POST", `/sales/${saleId}/return`, given)).location;
  };
  expect((await ada.open(`${await give()}/receipt`)).text).not.toContain("Klarna was asked");
  expect((await ada.open(`${await give()}/receipt`)).text).toContain("Klarna was asked to lower what you owe");
});

test("with another Klarna account connected the page says what cannot go back", async () => {
  const saleId = await ringUp(till, ada, ["TNT-RDG3"]);
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "89" });
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  await post(ada, `/payments/${paymentId}/saving`);
  await post(ada, `/sales/${saleId}/completion`);
  await till.runner.drain();
  till.shop.klarna.accountId = "kla_another";
  const { text } = await ada.open(`/sales/${saleId}/return`);
  expect(text).toContain("Klarna paid for this sale at another account");
  expect(text).toContain("£89.00 left to give back");
});
