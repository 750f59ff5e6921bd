import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import type { Approval } from "../../src/operations/approval.ts";
import { editCustomer } from "../../src/operations/customer-records.ts";
import { forgetCustomer } from "../../src/operations/forget-customer.ts";
import { mergeCustomers } from "../../src/operations/merge-customers.ts";
import { receiptFacts } from "../../src/operations/receipts.ts";
import { chooseCustomer, completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import type { Operator } from "../../src/shop.ts";
import { findCustomer } from "../../src/store/customers.ts";
import {
  customerNamed,
  linesIn,
  openScene,
  problemOf,
  recordVersion,
  saleRow,
  type Scene,
  standAt,
} from "./support.ts";

const NUMBER = "GB 123";

let scene: Scene;
let jo: Operator;
let nair: string;
let saleId: string;

beforeEach(async () => {
  scene = await openScene();
  jo = await standAt(scene, "Jo", 2);
  nair = await customerNamed(scene, "Nair");
  await scene.shop.db.write.updateTable("customer").set({ isTaxFree: 1, taxNumber: NUMBER }).where("id", "=", nair)
    .execute();
  saleId = await scene.ringUp("TNT-RDG3");
});

afterEach(() => scene.close());

const asOf = (by: Operator) => ({ ...scene.press(), staffId: by.staffId });
const josWord = (): Approval => ({
  staffId: jo.staffId,
  pin: demoStaff.find(({ name }) => name === "Jo")?.pin ?? "",
});
const choose = (by: Operator, approval: Approval = null, customerId = nair) =>
  chooseCustomer(scene.shop, asOf(by), by, { saleId, customerId, approval });
const sale = () => saleRow(scene, saleId);

/** Saves her record at this sale with another city and, perhaps, another number. */
async function edit(by: Operator, taxNumber?: string, approval: Approval = null) {
  const customer = await findCustomer(scene.shop.db.read, nair);
  if (!customer) throw new Error("gone");
  const standing = taxNumber ? { standing: { isConsenting: true, taxNumber } } : {};
  const wanted = {
    saleId,
    customerId: nair,
    recordVersion: customer.version,
    customer: { ...customer, city: "Oxford" },
  };
  return await editCustomer(scene.shop, asOf(by), by, { ...wanted, ...standing, approval });
}

async function pay(): Promise<void> {
  await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(saleId), given: "1000" });
  await completeSale(scene.shop, scene.press(), scene.ada, saleId);
}

describe("a customer who pays no tax takes it off a sale", () => {
  test("not for a cashier alone, and with a senior's word on record", async () => {
    expect(await problemOf(choose(scene.ada))).toBe("needs_senior");
    expect(await problemOf(choose(scene.ada, { staffId: jo.staffId, pin: "000000" }))).toBe("wrong_pin");
    expect(await linesIn(scene, saleId)).toMatchObject([{ totalMinor: 38_900 }]);
    scene.clock.advance(60_000);
    await choose(scene.ada, josWord());
    expect(await linesIn(scene, saleId)).toMatchObject([{ totalMinor: 32_417, taxMinor: 0 }]);
    expect(await sale()).toMatchObject({ customerId: nair, isTaxFree: 1, taxNumber: NUMBER, taxFreeBy: jo.staffId });
  });

  test("for a senior without a PIN, and for a cashier who chooses the same one again or edits their record", async () => {
    await choose(jo);
    await choose(scene.ada);
    await edit(scene.ada);
    expect(await sale()).toMatchObject({ isTaxFree: 1, taxNumber: NUMBER, taxFreeBy: jo.staffId });
    await choose(scene.ada, null, await customerNamed(scene, "Karim"));
    expect(await sale()).toMatchObject({ isTaxFree: 0, taxNumber: null, taxFreeBy: null });
    expect(await problemOf(choose(scene.ada))).toBe("needs_senior");
  });

  test("nor for a cashier who saves their record at the sale, or finds it taxed from before", async () => {
    expect(await problemOf(edit(scene.ada))).toBe("needs_senior");
    expect(await sale()).toMatchObject({ isTaxFree: 0 });
    await edit(scene.ada, undefined, josWord());
    expect(await sale()).toMatchObject({ isTaxFree: 1, taxFreeBy: jo.staffId });
  });

  test("for nobody while no number is on their record", async () => {
    await scene.shop.db.write.updateTable("customer").set({ taxNumber: null }).where("id", "=", nair).execute();
    expect(await problemOf(choose(jo))).toBe("no_tax_number");
  });
});

describe("the number by which a sale has no tax", () => {
  const onReceipt = async () => (await receiptFacts(scene.shop.db.read, saleId)).taxNumber;

  test("is what the record says until the sale is finished, and stays on its receipt after that", async () => {
    await choose(jo);
    await edit(jo, "GB 456");
    expect(await sale()).toMatchObject({ taxNumber: "GB 456" });
    await pay();
    await edit(jo, "GB 789");
    expect(await onReceipt()).toBe("GB 456");
  });

  test("outlives that the customer is forgotten", async () => {
    await choose(jo);
    await pay();
    await forgetCustomer(scene.shop, asOf(jo), jo, { customerId: nair, approval: null });
    expect(await onReceipt()).toBe(NUMBER);
  });

  test.each(["kept", "other"] as const)("is lost by no merge, when the tax of the %s one is chosen", async (tax) => {
    await choose(jo);
    await pay();
    const keptId = await customerNamed(scene, "Karim");
    const versions = {
      keptVersion: await recordVersion(scene, keptId),
      otherVersion: await recordVersion(scene, nair),
    };
    const choice = { name: "kept", email: "kept", phone: "kept", address: "kept", tax } as const;
    await mergeCustomers(scene.shop, asOf(jo), jo, { keptId, otherId: nair, choice, approval: null, ...versions });
    expect(await onReceipt()).toBe(NUMBER);
    expect(await findCustomer(scene.shop.db.read, keptId)).toMatchObject({
      taxNumber: NUMBER,
      isTaxFree: tax === "other" ? 1 : 0,
    });
  });

  test("that was chosen away stays with the double", async () => {
    const keptId = await customerNamed(scene, "Karim");
    await scene.shop.db.write.updateTable("customer").set({ isTaxFree: 1, taxNumber: "GB 9" }).where("id", "=", keptId)
      .execute();
    const versions = {
      keptVersion: await recordVersion(scene, keptId),
      otherVersion: await recordVersion(scene, nair),
    };
    const choice = { name: "kept", email: "kept", phone: "kept", address: "kept", tax: "other" } as const;
    await mergeCustomers(scene.shop, asOf(jo), jo, { keptId, otherId: nair, choice, approval: null, ...versions });
    const rows = await scene.shop.db.read.selectFrom("customer").select(["id", "taxNumber"]).execute();
    expect(rows).toEqual(expect.arrayContaining([{ id: keptId, taxNumber: NUMBER }, { id: nair, taxNumber: "GB 9" }]));
  });
});
