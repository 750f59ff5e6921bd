import { describe, expect, test } from "vitest";
import type { Answer, Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  type Dump,
  dump,
  freshIds,
  idOfCustomer,
  idOfProduct,
  pathOf,
  paymentRow,
  payWithKlarna,
  post,
  postRoutes,
  recordVersionOf,
  ringUp,
  saleRow,
  setScene,
} from "./scene.ts";

/** One form, ready to be sent, and what else the same form could have said. */
type Form = { ids: Record<string, string>; fields: Record<string, string>; other: Record<string, string> };
type Prepare = (till: TestTill, who: Browser) => Promise<Form>;

const OTHER = { note: "something else" };
const RECORD = { givenName: "Casey", familyName: "Holt", phone: "", country: "GB", then: "klarna" };

const FORMS: Record<string, Prepare> = {
  "POST /sales/:saleId/lines": async (till, who) => ({
    ids: { saleId: await ringUp(till, who) },
    fields: { productId: await idOfProduct(till, "CLO-HAT") },
    other: { productId: await idOfProduct(till, "CLO-SCK") },
  }),
  "POST /sales/:saleId/lines/:lineId/quantity": inOpenSale({ quantity: "3" }, { quantity: "4" }),
  "POST /sales/:saleId/lines/:lineId/removal": inOpenSale({}, OTHER),
  "POST /sales/:saleId/lines/:lineId/restoration": async (till, who) => {
    const form = await inOpenSale({}, OTHER)(till, who);
    await post(who, pathOf("POST /sales/:saleId/lines/:lineId/removal", form.ids), form.fields);
    return { ...form, fields: { version: String(Number(form.fields["version"]) + 1) } };
  },
  "POST /sales/:saleId/parking": inOpenSale({}, OTHER),
  "POST /sales/:saleId/recall": inScene({}, OTHER),
  "POST /sales/:saleId/customer": async (till, who) => {
    const { ids } = await inOpenSale({}, OTHER)(till, who);
    const { id: customerId } = await till.shop.db.read.selectFrom("customer").select("id").executeTakeFirstOrThrow();
    return { ids, fields: { customerId, then: "klarna" }, other: { customerId: "", then: "klarna" } };
  },
  "POST /sales/:saleId/customers": inOpenSale(RECORD, { ...RECORD, givenName: "Robin" }),
  "POST /sales/:saleId/customers/:customerId": async (till, who) => {
    const { ids } = await inScene({}, OTHER)(till, who);
    const record = { ...RECORD, recordVersion: await recordVersionOf(till, ids["customerId"] ?? "") };
    return { ids, fields: record, other: { ...record, givenName: "Robin" } };
  },
  "POST /sales/:saleId/tenders": seeingSale({ kind: "cash", given: "5.00" }, { kind: "cash", given: "6.00" }),
  "POST /sales/:saleId/tenders/:tenderId/removal": inScene({}, OTHER),
  "POST /sales/:saleId/payments": seeingSale({}, OTHER),
  "POST /sales/:saleId/voiding": inScene({ reason: "mistake" }, { reason: "other" }),
  "POST /sales/:saleId/completion": async (till, who) => {
    const form = await inScene({}, OTHER)(till, who);
    till.clock.advance(1);
    await post(who, pathOf("POST /sales/:saleId/tenders", form.ids), { kind: "cash", given: "400" });
    return form;
  },
  "POST /payments/:paymentId/reminder": inPayment("waiting", { hasAccount: "yes" }, { hasAccount: "no" }),
  "POST /payments/:paymentId/sendings": inPayment("waiting", { channel: "sms" }, { channel: "email" }),
  "POST /payments/:paymentId/customer": async (till, who) => {
    const { ids } = await inPayment("waiting", {}, OTHER)(till, who);
    const customerId = await idOfCustomer(till, "Karim");
    const record = { ...RECORD, familyName: "Karim", recordVersion: await recordVersionOf(till, customerId) };
    return { ids, fields: record, other: { ...record, givenName: "Robin" } };
  },
  "POST /payments/:paymentId/extension": inPayment("waiting", {}, OTHER),
  "POST /payments/:paymentId/id-check": async (till, who) => {
    const form = await inPayment("in_progress", { answer: "matches" }, { answer: "differs" })(till, who);
    till.simulator.control.askForId((await paymentRow(till, form.ids["paymentId"] ?? "")).reference);
    till.clock.advance(10_000);
    await till.runner.drain();
    return form;
  },
  "POST /payments/:paymentId/takeover": async (till, who) => {
    const ben = await till.signIn("Ben", 2);
    const { saleId } = await setScene(till, ben);
    const ids = { paymentId: await payWithKlarna(till, ben, saleId, "waiting") };
    await who.open("/payments");
    return { ids, fields: {}, other: OTHER };
  },
  "POST /payments/:paymentId/cancellation": inPayment("in_progress", {}, OTHER),
  "POST /payments/:paymentId/decision": inPayment("authorized", { decision: "release" }, { decision: "keep" }),
  "POST /payments/:paymentId/settlement": async (till, who) => {
    const { ids } = await inPayment("waiting", {}, OTHER)(till, who);
    till.simulator.control.addFault({ kind: "readHostedSession", status: 404 });
    till.clock.advance(10_000);
    await till.runner.drain();
    const { id: approverId } = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Mona")
      .executeTakeFirstOrThrow();
    const fields = { finding: "unpaid", approverId, pin: "999999" };
    return { ids, fields, other: { ...fields, finding: "returned" } };
  },
  "POST /payments/:paymentId/release": inPayment("authorized", {}, OTHER),
  "POST /payments/:paymentId/saving": inPayment("authorized", {}, OTHER),
};

/** Has a test of its own: it is no deed that could be done twice, or it takes a manager (channel-reset.test.ts). */
const IN_PAYMENT = ["check", "klarna-channel"].map((noun) => `POST /payments/:paymentId/${noun}`);
const APART = ["POST /sessions", "POST /sign-out", ...IN_PAYMENT];

test("every form of the till is sent twice in one of these tests", () => {
  expect(postRoutes().toSorted()).toEqual([...Object.keys(FORMS), ...APART].toSorted());
});

describe.each(Object.entries(FORMS))("%s", (route, prepare) => {
  test.each([{}, { "hx-request": "true" }])(
    "sent again with %o it repeats the answer and not the deed",
    async (kind) => {
      await inTill(async (till, ada) => {
        const form = await prepare(till, ada);
        const sent = { ...form.fields, ...await freshIds(ada) };
        const before = await dump(till);
        const first = await ada.send("POST", pathOf(route, form.ids), sent, kind);
        const between = await dump(till);
        const second = await ada.send("POST", pathOf(route, form.ids), sent, kind);
        expect(first.status).toBeLessThan(400);
        expect(between).not.toEqual(before);
        expect(await dump(till)).toEqual(between);
        expect(plainly(second)).toEqual(plainly(first));
      });
    },
  );

  test("sent twice at once it has the effect and the answer of being sent once", async () => {
    const [alone] = await afterSending(route, prepare, 1);
    const [together, answers] = await afterSending(route, prepare, 2);
    expect(together).toEqual(alone);
    const [first, second] = answers;
    expect(first?.status).toBeLessThan(400);
    expect([second?.status, second?.location]).toEqual([first?.status, first?.location]);
  });

  test("the same form with other content is refused and changes nothing", async () => {
    await inTill(async (till, ada) => {
      const form = await prepare(till, ada);
      const ids = await freshIds(ada);
      await ada.send("POST", pathOf(route, form.ids), { ...form.fields, ...ids });
      const before = await dump(till);
      const answer = await ada.send("POST", pathOf(route, form.ids), { ...form.fields, ...form.other, ...ids });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("This form was already used for something else. Nothing was changed.");
      expect(await dump(till)).toEqual(before);
    });
  });
});

test("sent again after its Klarna payment has ended, the choice of a customer starts no other payment", async () => {
  await inTill(async (till, ada) => {
    const form = await inOpenSale({}, OTHER)(till, ada);
    const { id: customerId } = await till.shop.db.read.selectFrom("customer").select("id").executeTakeFirstOrThrow();
    const sent = { customerId, then: "klarna", ...await freshIds(ada) };
    const path = pathOf("POST /sales/:saleId/customer", form.ids);
    const first = await ada.send("POST", path, sent);
    await till.runner.drain();
    await post(ada, `${first.location}/cancellation`);
    await till.runner.drain();
    expect(await paymentRow(till, first.location?.slice("/payments/".length) ?? "")).toMatchObject({
      status: "cancelled",
    });
    expect(await ada.send("POST", path, sent)).toMatchObject({ status: 303, location: first.location });
    expect((await dump(till, ["payment"]))["payment"]).toHaveLength(1);
  });
});

test("a look asked for twice, or at once, looks and does nothing else", async () => {
  await inTill(async (till, ada) => {
    const { ids } = await inPayment("waiting", {}, OTHER)(till, ada);
    const path = pathOf("POST /payments/:paymentId/check", ids);
    const sent = await freshIds(ada);
    const before = await dump(till);
    const answers = [await ada.send("POST", path, sent), await ada.send("POST", path, sent)];
    answers.push(...await Promise.all([ada.send("POST", path, sent), ada.send("POST", path, sent)]));
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    await till.runner.drain();
    expect(await dump(till)).toEqual(before);
  });
});

test("signing in twice with one form leaves one shift, and signing out twice ends at the sign-in page", async () => {
  await inTill(async (till) => {
    const staff = await till.shop.db.read.selectFrom("staff").select("id").where("name", "=", "Ben")
      .executeTakeFirstOrThrow();
    const place = await till.shop.db.read.selectFrom("register").select("id").executeTakeFirstOrThrow();
    const fields = { staffId: staff.id, registerId: place.id, pin: "222222", next: "/payments" };
    const ben = till.browser();
    const answers = await Promise.all([ben.send("POST", "/sessions", fields), ben.send("POST", "/sessions", fields)]);
    answers.push(await ben.send("POST", "/sessions", fields));
    expect(answers.map((answer) => answer.location)).toEqual(["/payments", "/payments", "/payments"]);
    const shifts = await till.shop.db.read.selectFrom("shift").select("id").where("staffId", "=", staff.id).execute();
    expect(shifts).toHaveLength(1);
    const sent = await freshIds(ben);
    const ends = await Promise.all([ben.send("POST", "/sign-out", sent), ben.send("POST", "/sign-out", sent)]);
    ends.push(await ben.send("POST", "/sign-out", sent));
    expect(ends.map((answer) => answer.status)).toEqual([303, 303, 303]);
    for (const end of ends) expect(end.location).toMatch(/^\/sign-in(\?|$)/);
    expect((await ben.open("/payments")).path).toBe("/sign-in?next=%2Fpayments");
  });
});

async function inTill(story: (till: TestTill, ada: Browser) => Promise<void>): Promise<void> {
  const till = await openTestTill();
  try {
    await story(till, await till.signIn("Ada"));
  } finally {
    await till.close();
  }
}

/** What the books of a new till hold after a form was sent so often at once, and what was answered. */
async function afterSending(route: string, prepare: Prepare, times: number): Promise<[Dump, Answer[]]> {
  const books: Dump[] = [];
  const answers: Answer[] = [];
  await inTill(async (till, ada) => {
    const form = await prepare(till, ada);
    const sent = { ...form.fields, ...await freshIds(ada) };
    const sendings = Array.from({ length: times }, () => ada.send("POST", pathOf(route, form.ids), sent));
    answers.push(...await Promise.all(sendings));
    await till.runner.drain();
    books.push(withoutChance(await dump(till)));
  });
  return [books[0] ?? {}, answers];
}

function inOpenSale(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => {
    const saleId = await ringUp(till, who);
    const { id: lineId } = await till.shop.db.read.selectFrom("lineItem").select("id").executeTakeFirstOrThrow();
    const version = String((await saleRow(till, saleId)).version);
    return { ids: { saleId, lineId }, fields: { version, ...fields }, other };
  };
}

/** The same with the sale as the form has seen it. */
function seeingSale(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => {
    const ids = await setScene(till, who);
    const version = String((await saleRow(till, ids.saleId)).version);
    return { ids, fields: { version, ...fields }, other };
  };
}

function inScene(fields: Record<string, string>, other: Record<string, string>): Prepare {
  return async (till, who) => ({ ids: await setScene(till, who), fields, other });
}

function inPayment(
  stage: Parameters<typeof payWithKlarna>[3],
  fields: Record<string, string>,
  other: Record<string, string>,
): Prepare {
  return async (till, who) => {
    const { saleId } = await setScene(till, who);
    return { ids: { paymentId: await payWithKlarna(till, who, saleId, stage) }, fields, other };
  };
}

/** An answer but for the ids that its forms were given. */
function plainly({ status, location, text }: Answer) {
  return { status, location, text: text.replace(/act_\w{26}/g, "act") };
}

/** The columns that no two runs share, or that say when somebody looked. */
const CHANCE = new Set([
  "callbackTokenHash",
  "checkedAt",
  "contentHash",
  "addressKey",
  "correlationId",
  "hostedSessionId",
  "idCheckChallenge",
  "idempotencyKey",
  "klarnaReference",
  "linkUrl",
  "nextCheckAt",
  "orderId",
  "paymentSessionId",
  "qrImageUrl",
]);

/** Two runs of one story side by side: every id becomes its kind, and what is chance only says whether it is there. */
function withoutChance(books: Dump): Dump {
  const plain = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\b([a-z]{3})_[0-9a-z]{26}/g, "$1");
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, CHANCE.has(key) ? inner !== null : inner]),
    );
  };
  return Object.fromEntries(
    Object.entries(books).map(([book, rows]) => [book, rows.map((row) => JSON.stringify(row, plain)).toSorted()]),
  );
}
