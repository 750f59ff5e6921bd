import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetCustomer } from "../../src/operations/forget-customer.ts";
import { addCustomer, readCustomer } from "../../src/operations/customer-records.ts";
import { mailReceipt } from "../../src/operations/receipt-mails.ts";
import { chooseCustomer, completeSale } from "../../src/operations/sale-life.ts";
import { takeCash } from "../../src/operations/take-tender.ts";
import { newId, type Operator } from "../../src/shop.ts";
import { findCustomer, forgettableCustomers } from "../../src/store/customers.ts";
import { createMemoryMailer } from "../support/memory-mailer.ts";
import { openStory, type Story } from "./story.ts";
import { customerNamed, openScene, problemOf, saleRow, type Scene, standAt } from "./support.ts";

const HOUR = 60 * 60_000;
const GONE = {
  givenName: "",
  familyName: "",
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  searchText: "",
};

const TYPED = { givenName: "Casey", familyName: "Holt", phone: "07755 564318", email: "casey@example.com" };
const HOME = {
  street: "1 Mill Lane",
  street2: "",
  postalCode: "NN13 0ZZ",
  city: "Brackley",
  region: "",
  country: "GB",
};

describe("a customer who did not agree to be kept", () => {
  let scene: Scene;
  let saleId: string;
  let customerId: string;

  beforeEach(async () => {
    scene = await openScene();
    saleId = await scene.ringUp("CLO-HAT");
    const read = readCustomer({ ...TYPED, ...HOME });
    if (!read.ok) throw new Error("unreadable");
    ({ customerId } = await addCustomer(scene.shop, scene.press(), scene.ada, { saleId, customer: read.customer }));
  });

  afterEach(() => scene.close());

  const known = () => findCustomer(scene.shop.db.read, customerId);
  const row = () =>
    scene.shop.db.read.selectFrom("customer").selectAll().where("id", "=", customerId)
      .executeTakeFirstOrThrow();

  async function later(ms: number): Promise<void> {
    scene.clock.advance(ms);
    await scene.runner.drain();
  }

  async function complete(): Promise<void> {
    const cash = { ...await scene.seen(saleId), given: "1000" };
    await takeCash(scene.shop, scene.press(), scene.ada, cash);
    await completeSale(scene.shop, scene.press(), scene.ada, saleId);
  }

  test("is there as long as the sale is open, however long that is", async () => {
    await later(72 * HOUR);
    expect(await known()).toMatchObject({ familyName: "Holt" });
  });

  test("is forgotten by itself an hour after it, and the sale stays in the books without a name", async () => {
    await complete();
    await later(HOUR - 1);
    expect(await known()).toBeDefined();
    await later(2 * HOUR);
    expect(await known()).toBeUndefined();
    expect(await row()).toMatchObject({ ...GONE, forgottenAt: scene.clock.now() });
    expect(await saleRow(scene, saleId)).toMatchObject({ status: "completed", customerId });
    const events = await scene.shop.db.read.selectFrom("customerEvent").selectAll().execute();
    expect(events).toMatchObject([{ customerId, kind: "forgotten_after_sale", staffId: null }]);
  });

  test("goes before whoever came later, when more are due than are forgotten at once", async () => {
    const { db, clock } = scene.shop;
    await complete();
    const karim = await customerNamed(scene, "Karim");
    await db.write.updateTable("customer").set({ isForSaleOnly: 1, updatedAt: clock.now() + 1 }).where("id", "=", karim)
      .execute();
    const due = (limit: number) => forgettableCustomers(db.read, clock.now() + HOUR, limit);
    expect(await due(1)).toEqual([customerId]);
    await db.write.updateTable("customer").set({ updatedAt: clock.now() + 2 }).where("id", "=", customerId).execute();
    expect(await due(1)).toEqual([karim]);
  });

  describe("whose receipt waits for a mail server that is away", () => {
    const mailer = createMemoryMailer();
    const states = () => scene.shop.db.read.selectFrom("receiptMail").select(["state", "answerCode"]).execute();
    const mail = (address: string, ofSale = saleId) =>
      mailReceipt(scene.shop, scene.press(), scene.ada, { of: { saleId: ofSale, returnId: null }, address });

    beforeEach(async () => {
      mailer.sent = [];
      mailer.outcome = { kind: "unavailable", code: "smtp_away" };
      scene.shop.receipts.mailer = mailer;
      await complete();
    });

    test.each([TYPED.email, "work@example.com"])("is forgotten only once it has gone to %s", async (address) => {
      await mail(address);
      for (let hour = 0; hour < 3; hour++) await later(HOUR);
      expect(await known()).toBeDefined();
      mailer.outcome = { kind: "done", reference: null };
      await later(HOUR);
      expect(mailer.sent.at(-1)?.address).toBe(address);
      expect(await states()).toMatchObject([{ state: "sent" }]);
      await later(HOUR);
      expect(await known()).toBeUndefined();
    });

    test("waits, too, for what goes to their address from a sale without them", async () => {
      await mailFromAnotherSale();
      await later(3 * HOUR);
      expect(await known()).toBeDefined();
    });

    test("is forgotten when it is given up after a day", async () => {
      await mail(TYPED.email);
      for (let hour = 0; hour < 30; hour++) for (let half = 0; half < 2; half++) await later(HOUR / 2);
      expect(await states()).toMatchObject([{ state: "failed" }]);
      expect(await known()).toBeUndefined();
    });

    test("where no mail server is set up any more, is forgotten after a week", async () => {
      await mail(TYPED.email);
      scene.shop.receipts.mailer = null;
      await later(6 * 24 * HOUR);
      expect(await known()).toBeDefined();
      await later(25 * HOUR);
      expect(await known()).toBeUndefined();
    });

    test("is forgotten at once by hand, and what waits never goes", async () => {
      await mail(TYPED.email);
      const jo = await standAt(scene, "Jo", 2);
      await forgetCustomer(scene.shop, { ...scene.press(), staffId: jo.staffId }, jo, { customerId, approval: null });
      expect(await known()).toBeUndefined();
      expect(await states()).toEqual([{ state: "failed", answerCode: "forgotten" }]);
    });

    /** Another sale in cash, of nobody, whose receipt goes to their address. */
    async function mailFromAnotherSale(): Promise<void> {
      const other = await scene.ringUp("CLO-HAT");
      await takeCash(scene.shop, scene.press(), scene.ada, { ...await scene.seen(other), given: "1000" });
      await completeSale(scene.shop, scene.press(), scene.ada, other);
      await mail(TYPED.email.toUpperCase(), other);
    }
  });

  test("is forgotten also when they were taken off the sale again", async () => {
    await chooseCustomer(scene.shop, scene.press(), scene.ada, { saleId, customerId: null });
    await later(2 * HOUR);
    expect(await known()).toBeUndefined();
  });

  test("and whoever was never asked stays", async () => {
    const karim = await customerNamed(scene, "Karim");
    await later(72 * HOUR);
    expect(await findCustomer(scene.shop.db.read, karim)).toMatchObject({ familyName: "Karim" });
  });
});

describe("while Klarna is open", () => {
  let story: Story;
  let jo: Operator;
  let customerId: string;

  beforeEach(async () => {
    story = await openStory();
    jo = await standAt(story.till, "Jo", 2);
    customerId = await customerNamed(story.till, "Karim");
    await story.till.shop.db.write.updateTable("customer").set({ isForSaleOnly: 1 }).where("id", "=", customerId)
      .execute();
  });

  afterEach(() => story.till.close());

  const known = () => findCustomer(story.till.shop.db.read, customerId);
  const forget = (by: Operator = jo) => {
    const action = { ...story.action(), staffId: by.staffId };
    return forgetCustomer(story.till.shop, action, by, { customerId, approval: null });
  };

  test("nobody is forgotten: refused in words, and not done by itself", async () => {
    await story.look();
    expect(await problemOf(forget())).toBe("customer_klarna_open");
    story.customer.approves();
    await story.look();
    await story.save();
    await story.complete();
    expect(await problemOf(forget())).toBe("customer_klarna_open");
    expect(await known()).toBeDefined();
  });

  test("once it was captured they may be, with who Klarna billed; by themselves an hour later", async () => {
    await story.look();
    story.customer.approves();
    await story.look();
    await story.save();
    await story.complete();
    await story.look();
    expect(await story.till.shop.db.read.selectFrom("klarnaBill").selectAll().execute()).toHaveLength(1);
    story.till.clock.advance(2 * HOUR);
    await story.till.runner.drain();
    expect(await known()).toBeUndefined();
    expect(await story.till.shop.db.read.selectFrom("klarnaBill").selectAll().execute()).toEqual([]);
    expect(await story.payment()).toMatchObject({ status: "captured", customerId });
    // A late call of Klarna's has the order read again, and who it names stays unwritten.
    await story.look();
    expect(await story.till.shop.db.read.selectFrom("klarnaBill").selectAll().execute()).toEqual([]);
  });

  test("on request a senior forgets them at once, and a sale that is not finished is in the way", async () => {
    await story.look();
    await story.cancel();
    await story.look();
    expect(await problemOf(forget(story.by))).toBe("needs_senior");
    expect(await problemOf(forget())).toBe("customer_on_sale");
    const { saleId } = story;
    await chooseCustomer(story.till.shop, story.action(), story.by, { saleId, customerId: null });
    await forget();
    expect(await known()).toBeUndefined();
    expect(await problemOf(forget())).toBe("customer_missing");
    const events = await story.till.shop.db.read.selectFrom("customerEvent").selectAll().execute();
    expect(events).toMatchObject([{ kind: "forgotten", staffId: jo.staffId, approvedBy: jo.staffId }]);
  });

  test("a person who is called for their payment needs them", async () => {
    await story.look();
    story.customer.approves();
    await story.look();
    await story.save();
    await story.complete();
    await story.look();
    const { paymentId, saleId } = story;
    const now = story.till.clock.now();
    const item = { id: newId(story.till.shop, "att"), kind: "capture_refused" as const, mode: "practice" as const };
    const words = { amountMinor: 1, weThink: "captured", klarnaSays: "CAPTURED", readAt: now, openedAt: now };
    await story.till.shop.db.write.insertInto("attentionItem").values({ ...item, ...words, paymentId, saleId })
      .execute();
    expect(await problemOf(forget())).toBe("customer_klarna_open");
  });
});
