import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Standing } from "../../src/operations/customer-standing.ts";
import { addCustomer, editCustomer, readCustomer } from "../../src/operations/customer-records.ts";
import type { Approval } from "../../src/operations/approval.ts";
import { chooseCustomer, parkSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { newId, type Operator } from "../../src/shop.ts";
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

const KEPT: Standing = { isConsenting: true, taxNumber: null };
const TAX_FREE: Standing = { isConsenting: true, taxNumber: "GB 123" };

let scene: Scene;
let jo: Operator;

beforeEach(async () => {
  scene = await openScene();
  jo = await standAt(scene, "Jo", 2);
});

afterEach(() => scene.close());

const TYPED = { givenName: "Casey", familyName: "Holt", phone: "", email: "", street: "", street2: "" };

function casey() {
  const read = readCustomer({ ...TYPED, postalCode: "", city: "", region: "", country: "GB" });
  if (!read.ok) throw new Error("unreadable");
  return read.customer;
}

async function add(standing?: Standing, by: Operator = scene.ada, approval: Approval = null) {
  const wanted = { saleId: newId(scene.shop, "sal"), customer: casey(), approval, ...(standing ? { standing } : {}) };
  return await addCustomer(scene.shop, { ...scene.press(), staffId: by.staffId }, by, wanted);
}

async function edit(saleId: string, customerId: string, standing: Standing | null, by: Operator = jo) {
  const known = await findCustomer(scene.shop.db.read, customerId);
  if (!known) throw new Error("gone");
  const change = { saleId, customerId, recordVersion: await recordVersion(scene, customerId), customer: known };
  const wanted = standing ? { ...change, standing } : change;
  return await editCustomer(scene.shop, { ...scene.press(), staffId: by.staffId }, by, wanted);
}

const row = (id: string) =>
  scene.shop.db.read.selectFrom("customer").selectAll().where("id", "=", id)
    .executeTakeFirstOrThrow();

async function events(customerId: string) {
  return await scene.shop.db.read.selectFrom("customerEvent").select(["kind", "staffId", "approvedBy"])
    .where("customerId", "=", customerId).orderBy("id").execute();
}

describe("consent", () => {
  test("given in the form it is on record, with who noted it and when", async () => {
    const { customerId } = await add(KEPT);
    const at = scene.clock.now();
    expect(await row(customerId)).toMatchObject({ consentAt: at, consentBy: scene.ada.staffId, isForSaleOnly: 0 });
    expect(await events(customerId)).toMatchObject([{ kind: "consent_given", staffId: scene.ada.staffId }]);
    scene.clock.advance(1_000);
    await edit(newId(scene.shop, "sal"), customerId, KEPT);
    expect(await row(customerId)).toMatchObject({ consentAt: at, consentBy: scene.ada.staffId });
    expect(await events(customerId)).toHaveLength(1);
  });

  test("without it a new customer is there for the sale only, and taken back it is so from then on", async () => {
    expect(await row((await add()).customerId)).toMatchObject({ consentAt: null, isForSaleOnly: 1 });
    const { customerId } = await add(KEPT);
    scene.clock.advance(1);
    await edit(newId(scene.shop, "sal"), customerId, { isConsenting: false, taxNumber: null });
    expect(await row(customerId)).toMatchObject({ consentAt: null, consentBy: null, isForSaleOnly: 1 });
    expect((await events(customerId)).map(({ kind }) => kind)).toEqual(["consent_given", "consent_withdrawn"]);
  });

  test("whoever was on file before anybody was asked stays so without a tick, and is asked again", async () => {
    const karim = await customerNamed(scene, "Karim");
    const without = { isConsenting: false, taxNumber: null };
    await edit(newId(scene.shop, "sal"), karim, without);
    expect(await row(karim)).toMatchObject({ consentAt: null, isForSaleOnly: 0 });
    await edit(newId(scene.shop, "sal"), karim, KEPT);
    await edit(newId(scene.shop, "sal"), karim, without);
    expect(await row(karim)).toMatchObject({ consentAt: null, isForSaleOnly: 1 });
  });

  test("a form that does not ask about it leaves it as it is", async () => {
    const { customerId } = await add(KEPT);
    const before = await row(customerId);
    await edit(newId(scene.shop, "sal"), customerId, null);
    expect(await row(customerId)).toMatchObject({ consentAt: before.consentAt, isForSaleOnly: 0 });
  });
});

describe("a customer who pays no tax", () => {
  test("a cashier needs a senior's word for it, for a new one as for a known one, and no one else's", async () => {
    expect(await problemOf(add(TAX_FREE))).toBe("needs_senior");
    const karim = await customerNamed(scene, "Karim");
    expect(await problemOf(edit(newId(scene.shop, "sal"), karim, TAX_FREE, scene.ada))).toBe("needs_senior");
    const ben = await standAt(scene, "Ben", 3);
    expect(await problemOf(add(TAX_FREE, scene.ada, { staffId: ben.staffId, pin: "333333" }))).not.toBe("nothing");
    expect(await row(karim)).toMatchObject({ isTaxFree: 0, taxNumber: null });
  });

  test("a cashier may change everything else of one whom a senior made so", async () => {
    const { customerId } = await add(TAX_FREE, jo);
    const saleId = newId(scene.shop, "sal");
    await chooseCustomer(scene.shop, { ...scene.press(), staffId: jo.staffId }, jo, { saleId, customerId });
    await edit(saleId, customerId, { ...TAX_FREE, isConsenting: false }, scene.ada);
    expect(await row(customerId)).toMatchObject({ isTaxFree: 1, taxNumber: "GB 123", isForSaleOnly: 1 });
    expect(await problemOf(edit(newId(scene.shop, "sal"), customerId, KEPT, scene.ada))).toBe("needs_senior");
    expect(await problemOf(edit(newId(scene.shop, "sal"), customerId, { ...TAX_FREE, taxNumber: "GB 9" }, scene.ada)))
      .toBe("needs_senior");
  });

  test("who answers for it is on record, and the number stays for the sales that had no tax by it", async () => {
    const { customerId } = await add(TAX_FREE, jo);
    scene.clock.advance(1);
    await edit(newId(scene.shop, "sal"), customerId, KEPT);
    expect(await row(customerId)).toMatchObject({ isTaxFree: 0, taxNumber: "GB 123" });
    expect((await events(customerId)).filter(({ kind }) => kind.startsWith("tax"))).toEqual([
      { kind: "tax_free_given", staffId: jo.staffId, approvedBy: jo.staffId },
      { kind: "tax_free_taken", staffId: jo.staffId, approvedBy: jo.staffId },
    ]);
  });

  test("their open sales are priced anew, and one for which money was taken is not", async () => {
    const customerId = await customerNamed(scene, "Karim");
    const [here, parked, paid] = [
      await scene.ringUp("TNT-RDG3"),
      await scene.ringUp("TNT-RDG3"),
      await scene.ringUp(
        "TNT-RDG3",
      ),
    ];
    await parkSale(scene.shop, scene.press(), parked);
    const cash = { ...await scene.seen(paid), given: "10" };
    await takeCash(scene.shop, scene.press(), scene.ada, cash);
    await edit(here, customerId, TAX_FREE);
    expect(await linesIn(scene, here)).toMatchObject([{ totalMinor: 32_417, taxMinor: 0 }]);
    expect(await linesIn(scene, parked)).toMatchObject([{ totalMinor: 32_417, taxMinor: 0 }]);
    expect(await linesIn(scene, paid)).toMatchObject([{ totalMinor: 38_900, taxMinor: 6_483 }]);
    await chooseCustomer(scene.shop, scene.press(), scene.ada, { saleId: here, customerId: null });
    expect(await saleRow(scene, here)).toMatchObject({ isTaxFree: 0 });
    expect(await linesIn(scene, here)).toMatchObject([{ totalMinor: 38_900 }]);
  });
});

test("a record is mended while money is taken at the prices of before, also when its tax has changed since", async () => {
  const saleId = await scene.ringUp("TNT-RDG3");
  const { customerId } = await add(KEPT);
  const choice = { saleId, customerId };
  await chooseCustomer(scene.shop, scene.press(), scene.ada, choice);
  await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(saleId), given: "10" });
  await edit(newId(scene.shop, "sal"), customerId, { isConsenting: true, taxNumber: "GB 1" });
  expect(await problemOf(edit(saleId, customerId, null))).toBe("nothing");
  expect((await linesIn(scene, saleId)).map(({ totalMinor }) => totalMinor)).toEqual([389_00]);
});
