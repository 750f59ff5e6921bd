import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/shop.ts";
import { type Browser, formOn } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { idOfCustomer, payWithKlarna, post, recordVersionOf, ringUp, saleRow } from "./scene.ts";

const SENIOR_MUST = "A senior or a manager must agree with their PIN. Nothing was changed.";
const CASEY = { givenName: "Casey", familyName: "Zwicker", phone: "07755 564318", country: "GB" };

let till: TestTill;
let ada: Browser;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
});

afterEach(() => till.close());

async function staffId(name: string): Promise<string> {
  return (await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", name).executeTakeFirstOrThrow())
    .id;
}

const row = (customerId: string) =>
  till.shop.db.read.selectFrom("customer").selectAll().where("id", "=", customerId).executeTakeFirstOrThrow();

async function seniors(pin = "999999") {
  return { approverId: await staffId("Mona"), pin };
}

describe("finding a customer", () => {
  test("takes three letters, and shows nothing that could be copied", async () => {
    const saleId = await ringUp(till, ada);
    const karim = await row(await idOfCustomer(till, "Karim"));
    for (const place of [`/sales/${saleId}/customer`, "/customers"]) {
      const { text } = await ada.open(`${place}?q=kar`);
      expect(text).toContain("3 customers match “kar”");
      expect(text).not.toContain(karim.email);
      expect(text.replace(/\D/g, "")).not.toContain(karim.phone?.slice(-6));
      expect((await ada.open(`${place}?q=ka`)).text).toContain("Type at least three characters");
      expect((await ada.open(place)).text).not.toContain("Karim");
    }
  });

  test("says that there are more than are shown", async () => {
    for (let count = 0; count < 25; count++) {
      await post(ada, `/sales/${newId(till.shop, "sal")}/customers`, { ...CASEY, familyName: `Zwicker${count}` });
    }
    const { text } = await ada.open("/customers?q=zwicker");
    expect(text).toContain("More than 20 customers match “zwicker”.");
    expect(text.split('<li class="task">')).toHaveLength(21);
  });
});

describe("what is being typed into a customer's form", () => {
  test("a number is read back in full, by the rules of the country chosen, and half a number is not", async () => {
    const read = async (phone: string, country: string) =>
      (await ada.send("GET", `/customer-form/phone?${new URLSearchParams({ phone, country })}`)).text;
    expect(await read("07755 564318", "")).toContain("<b>07755 564318</b> (+44 7755 564318, United Kingdom)");
    expect(await read("0170 1234567", "DE")).toContain("<b>0170 1234567</b> (+49 170 1234567, Germany)");
    expect(await read("07755", "GB")).toBe('<p id="phone-read" class="meta" role="status"></p>');
  });

  test("the address is asked as it is written in the country chosen, and keeps what was typed", async () => {
    const names = async (country: string) => {
      const fields = new URLSearchParams({ country, city: "Leeds", region: "NY" });
      const { text } = await ada.send("GET", `/customer-form/address?${fields}`);
      expect(text).toContain('value="Leeds"');
      expect(text).toContain('value="NY"');
      return [...text.matchAll(/<label for="(\w+)">([^<]*)</g)].map(([, , label]) => label);
    };
    expect(await names("GB")).toEqual(["House and street", "Flat, building (optional)", "Town", "Postcode"]);
    expect(await names("DE")).toEqual(["Street and house number", "Flat, building (optional)", "Postcode", "Town"]);
    expect(await names("US")).toEqual([
      "House and street",
      "Flat, building (optional)",
      "City",
      "State",
      "ZIP code",
    ]);
  });

  test.each([["AU", "NSW"], ["CA", "ON"], ["US", "NY"]])(
    "in %s a state is asked for by its code",
    async (country, code) => {
      const { text } = await ada.send("GET", `/customer-form/address?country=${country}`);
      expect(text).toContain(`Its code, such as ${code}`);
      expect((await ada.send("GET", "/customer-form/address?country=MX")).text).not.toContain("Its code");
    },
  );
});

describe("a record that is saved in a sale", () => {
  test("holds the consent that was ticked, and the form shows it again", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/customers`, { ...CASEY, consent: "yes" });
    const customerId = await idOfCustomer(till, "Zwicker");
    expect(await row(customerId)).toMatchObject({ consentAt: till.clock.now(), consentBy: await staffId("Ada") });
    const { text } = await ada.open(`/sales/${saleId}/customer/${customerId}/edit`);
    expect(text).toMatch(/name="consent" value="yes" checked/);
    expect(text).not.toMatch(/name="taxFree" value="yes" checked/);
    expect(text).toContain("<b>07755 564318</b>");
  });

  test("sells without tax once a senior agreed; until then everything typed is still there, but no PIN", async () => {
    const saleId = await ringUp(till, ada);
    const wanted = { ...CASEY, taxFree: "yes", taxNumber: "GB 123" };
    const numberless = await post(ada, `/sales/${saleId}/customers`, { ...wanted, taxNumber: "" });
    expect(numberless.status).toBe(422);
    expect(numberless.text).toContain('id="taxNumber-problem"');

    const meant = { email: "casey@gmial.com", emailMeant: "casey@gmial.com" };
    const refused = await post(ada, `/sales/${saleId}/customers`, { ...wanted, ...meant });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('name="emailMeant" value="casey@gmial.com"');
    for (const kept of [SENIOR_MUST, 'value="Zwicker"', 'value="GB 123"', 'name="taxFree" value="yes" checked']) {
      expect(refused.text).toContain(kept);
    }
    expect(refused.text).toContain('name="pin"');
    const mistyped = await post(ada, `/sales/${saleId}/customers`, { ...wanted, ...await seniors("123456") });
    expect(mistyped.status).toBe(403);
    expect(mistyped.text).not.toContain("123456");
    till.clock.advance(60_000);
    expect((await post(ada, `/sales/${saleId}/customers`, { ...wanted, ...await seniors() })).status).toBe(303);
    expect(await row(await idOfCustomer(till, "Zwicker"))).toMatchObject({ isTaxFree: 1, taxNumber: "GB 123" });
    expect(await saleRow(till, saleId)).toMatchObject({ isTaxFree: 1 });
    expect((await ada.open(`/sales/${saleId}`)).text).toContain("Tax-free: GB 123");
  });

  test("chosen for another sale asks a cashier's senior on the same screen, and the basket says by which number", async () => {
    const customerId = await idOfCustomer(till, "Nair");
    const free = { isTaxFree: 1, taxNumber: "GB 123" };
    await till.shop.db.write.updateTable("customer").set(free).where("id", "=", customerId).execute();
    const saleId = await ringUp(till, ada);
    const path = `/sales/${saleId}/customer`;
    const asked = await post(ada, path, { customerId, then: "basket" });
    expect(asked.status).toBe(200);
    for (
      const words of [
        "A senior or a manager must approve this",
        "Nair, GB 123",
        "£389.00 → £324.17",
        "Sell without tax",
      ]
    ) {
      expect(asked.text).toContain(words);
    }
    expect(await saleRow(till, saleId)).toMatchObject({ customerId: null, isTaxFree: 0 });
    const { fields } = formOn(asked.text, path);
    const mistyped = await post(ada, path, { ...fields, ...await seniors("123456") });
    expect([mistyped.status, mistyped.text.includes("123456")]).toEqual([403, false]);
    till.clock.advance(60_000);
    const { location } = await post(ada, path, { customerId, then: "basket", ...await seniors() });
    expect((await ada.open(location ?? "")).text).toContain("Tax-free: GB 123");
    expect(await saleRow(till, saleId)).toMatchObject({ customerId, isTaxFree: 1, taxFreeBy: await staffId("Mona") });
  });

  test("a senior is asked for nobody's PIN", async () => {
    const jo = await till.signIn("Jo", 2);
    const saleId = await ringUp(till, jo);
    const wanted = { ...CASEY, taxFree: "yes", taxNumber: "GB 123" };
    expect((await post(jo, `/sales/${saleId}/customers`, wanted)).status).toBe(303);
  });
});

describe("a customer's page", () => {
  test("shows what they bought, page by page, with receipts and Klarna's share", async () => {
    const customerId = await idOfCustomer(till, "Karim");
    const codes: number[] = [];
    for (let count = 0; count < 22; count++) {
      const saleId = await ringUp(till, ada, ["CLO-HAT"]);
      await post(ada, `/sales/${saleId}/customer`, { customerId });
      await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "100" });
      expect((await post(ada, `/sales/${saleId}/completion`)).status).toBe(303);
      codes.push((await saleRow(till, saleId)).code);
      till.clock.advance(1_000);
    }
    const saleId = await ringUp(till, ada);
    await payWithKlarna(till, ada, saleId, "authorized");
    const { id: paymentId } = await till.shop.db.read.selectFrom("payment").select("id").executeTakeFirstOrThrow();
    await post(ada, `/payments/${paymentId}/saving`);
    await post(ada, `/sales/${saleId}/completion`);

    const first = (await ada.open(`/customers/${customerId}`)).text;
    expect(first).toContain(`href="/sales/${saleId}/receipt"`);
    expect(first).toMatch(/Through Klarna<\/dt><dd>£389\.00/);
    expect(first.match(/\/receipt"/g)).toHaveLength(20);
    expect(first).toContain(`href="/customers/${customerId}?page=2"`);
    const second = (await ada.open(`/customers/${customerId}?page=2`)).text;
    expect(second.match(/\/receipt"/g)).toHaveLength(3);
    for (const code of codes.slice(0, 3)) expect(second).toContain(`Receipt ${code}`);
    expect(second).not.toContain("?page=3");

    await till.runner.drain();
    expect(await post(ada, `/customers/${customerId}/forgetting`, await seniors())).toMatchObject({ status: 303 });
    const pages = [`/sales/${saleId}`, `/sales/${saleId}/receipt`, `/payments/${paymentId}`, "/payments"];
    for (const page of pages) {
      const answer = await ada.open(page);
      expect([page, answer.status, answer.text.includes("Karim")]).toEqual([page, 200, false]);
    }
  });

  test("refuses to forget while Klarna is open, and without a senior, in words; then forgets for good", async () => {
    const customerId = await idOfCustomer(till, "Karim");
    const saleId = await ringUp(till, ada);
    const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
    const path = `/customers/${customerId}/forgetting`;
    expect((await ada.open(path)).text).toContain("A senior or a manager agrees.");
    const bare = await post(ada, path);
    expect([bare.status, bare.text.includes(SENIOR_MUST)]).toEqual([403, true]);
    const open = await post(ada, path, await seniors());
    expect(open.status).toBe(409);
    expect(open.text).toContain("A Klarna payment of this customer is still open or waits for a person");
    await post(ada, `/payments/${paymentId}/cancellation`);
    await till.runner.drain();
    await post(ada, `/sales/${saleId}/voiding`, { reason: "mistake" });
    const done = await post(ada, path, await seniors());
    expect(done).toMatchObject({ status: 303, location: "/customers?forgotten=yes" });
    expect(await row(customerId)).toMatchObject({ familyName: "", phone: null });
    expect((await ada.open(`/customers/${customerId}`)).status).toBe(404);
    expect((await ada.open(`/payments/${paymentId}`)).status).toBe(200);
    expect((await ada.open(`/sales/${saleId}`)).status).toBe(200);
  });
});

describe("two records of one customer", () => {
  test("are shown beside each other, put together by a senior's word, and the old address leads to the one kept", async () => {
    const [keptId, otherId] = [await idOfCustomer(till, "Karim"), await idOfCustomer(till, "Karimi")];
    const find = (await ada.open(`/customers/${keptId}/merge?q=karim`)).text;
    expect(find).toContain(`/customers/${keptId}/merge/${otherId}`);
    expect(find).not.toContain(`/customers/${keptId}/merge/${keptId}`);
    const both = (await ada.open(`/customers/${keptId}/merge/${otherId}`)).text;
    for (const name of ["Sam Karim", "Jon Karimi"]) expect(both).toContain(`<span>${name}</span>`);
    const versions = {
      recordVersion: await recordVersionOf(till, keptId),
      otherVersion: await recordVersionOf(till, otherId),
    };
    const wanted = { otherId, ...versions, name: "other" };
    const refused = await post(ada, `/customers/${keptId}/merge`, wanted);
    expect([refused.status, refused.text.includes(SENIOR_MUST)]).toEqual([403, true]);
    expect(refused.text).toMatch(/name="name" value="other" checked/);
    await post(ada, `/customers/${keptId}/merge`, { ...wanted, ...await seniors() });
    expect(await row(keptId)).toMatchObject({ givenName: "Jon", familyName: "Karimi" });
    const page = await ada.open(`/customers/${otherId}`);
    expect(page.path).toBe(`/customers/${keptId}`);
    expect(page.text).toContain("Another record of theirs became part of this one");
    expect(page.text).toContain("by Ada");
    expect(page.text).toContain("agreed by Mona");
  });
});
