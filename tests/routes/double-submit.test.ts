import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "../../src/security/permissions.ts";
import type { Answer, Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { FORMS, inOpenSale, inPayment, OTHER, type Prepare } from "./every-form.ts";
import { type Dump, dump, freshIds, isSeniors, pathOf, paymentRow, post, postRoutes } from "./scene.ts";
import { plainly, withoutChance } from "./side-by-side.ts";

/** Has a test of its own: it is no deed that could be done twice, or it takes a manager (channel-reset.test.ts). */
const IN_PAYMENT = ["check", "klarna-channel"].map((noun) => `POST /payments/:paymentId/${noun}`);
const AT_THE_DOOR = ["POST /sessions", "POST /sign-out", "POST /set-up", "POST /set-up/country"];
/** A look at a gift card: nothing is done. */
const LOOKS = ["POST /gift-cards", "POST /sales/:saleId/tender/gift-card"];
const TRIALS = [
  "POST /settings/klarna/test",
  "POST /settings/klarna/callback-test",
  "POST /settings/printers/:registerId/test",
  "POST /z-reports/:reportId/prints",
];
const APART = [...AT_THE_DOOR, ...IN_PAYMENT, ...TRIALS, ...LOOKS];

/** Who sends a form, when it is not Ada's to send. */
const whoSends = (route: string) => isSeniors(PERMISSIONS[route]) ? "Mona" : "Ada";

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
      }, whoSends(route));
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
    }, whoSends(route));
  });
});

const OF_SALE = Object.entries(FORMS).filter(([route]) => route.startsWith("POST /sales/:saleId/"));

test.each(OF_SALE)(
  "%s with other content is refused in words also once the sale is put aside",
  async (route, prepare) => {
    await inTill(async (till, ada) => {
      const form = await prepare(till, ada);
      const ids = await freshIds(ada);
      await ada.send("POST", pathOf(route, form.ids), { ...form.fields, ...ids });
      await post(ada, pathOf("POST /sales/:saleId/parking", form.ids));
      const answer = await ada.send("POST", pathOf(route, form.ids), { ...form.fields, ...form.other, ...ids });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain("This form was already used for something else. Nothing was changed.");
    }, whoSends(route));
  },
);

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
    const shifts = till.shop.db.read.selectFrom("shift").select("id").where("registerId", "=", place.id);
    expect(await shifts.where("closedAt", "is", null).execute()).toHaveLength(1);
    const sent = await freshIds(ben);
    const ends = await Promise.all([ben.send("POST", "/sign-out", sent), ben.send("POST", "/sign-out", sent)]);
    ends.push(await ben.send("POST", "/sign-out", sent));
    expect(ends.map((answer) => answer.status)).toEqual([303, 303, 303]);
    for (const end of ends) expect(end.location).toMatch(/^\/sign-in(\?|$)/);
    expect((await ben.open("/payments")).path).toBe("/sign-in?next=%2Fpayments");
  });
});

async function inTill(story: (till: TestTill, who: Browser) => Promise<void>, name = "Ada"): Promise<void> {
  const till = await openTestTill();
  try {
    await story(till, await till.signIn(name));
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
  }, whoSends(route));
  return [books[0] ?? {}, answers];
}
