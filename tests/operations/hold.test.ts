import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerIdCheck, extendLimit, passReminder, takeOverPayment } from "../../src/operations/payment-window.ts";
import { cancelPayment, releasePayment } from "../../src/operations/payment-wishes.ts";
import { savePayment } from "../../src/operations/save-payment.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { parkSale } from "../../src/operations/sale-life.ts";
import { paymentView } from "../../src/routes/present.ts";
import type { Operator } from "../../src/shop.ts";
import { faceOf } from "../../views/payment/face.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, problemOf, reworded, saleRow, standAt } from "./support.ts";

const MINUTE_MS = 60_000;

let story: Story;
let ben: Operator;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
  ben = await standAt(story.till, "Ben", 2);
});

afterEach(() => story.till.close());

async function eventKinds(): Promise<string[]> {
  const events = await story.till.shop.db.read.selectFrom("paymentEvent").select("kind").orderBy("position").execute();
  return events.map((event) => event.kind).filter((kind) => kind !== "status");
}

describe("another register", () => {
  test("watches: it can do nothing to the payment", async () => {
    const { shop } = story.till;
    const { paymentId, action } = story;
    const deeds = [
      passReminder(shop, action(), ben, paymentId),
      sendPaymentLink(shop, action(), ben, { paymentId, channel: "sms" }),
      extendLimit(shop, action(), ben, paymentId),
      answerIdCheck(shop, action(), ben, { paymentId, answer: "matches" }),
      cancelPayment(shop, action(), ben, paymentId),
    ];
    for (const deed of deeds) expect(await problemOf(deed)).toBe("payment_elsewhere");
    story.customer.approves();
    await story.look();
    expect(await problemOf(savePayment(shop, action(), ben, paymentId))).toBe("payment_elsewhere");
    expect(await story.wishes()).toEqual([]);
    expect(await story.sendings()).toEqual([]);
  });

  test("takes the payment over, its sale with it, and then the first one watches", async () => {
    const { shop } = story.till;
    await parkSale(shop, story.action(), story.saleId);
    await takeOverPayment(shop, story.action(), ben, story.paymentId);
    expect(await saleRow(story.till, story.saleId)).toMatchObject({ status: "open", registerId: ben.registerId });
    expect(await problemOf(story.send("sms"))).toBe("payment_elsewhere");
    await sendPaymentLink(shop, story.action(), ben, { paymentId: story.paymentId, channel: "sms" });
    story.customer.approves();
    await story.look();
    await savePayment(shop, story.action(), ben, story.paymentId);
    expect(await eventKinds()).toEqual(["session_made", "taken_over", "saved"]);
    const started = await story.payment();
    expect(started).toMatchObject({ staffId: story.by.staffId, heldByStaffId: ben.staffId });
  });
});

describe("a decision about money that came against a wish to cancel", () => {
  async function race(): Promise<void> {
    story.customer.approves();
    await story.cancel();
    await takeOverPayment(story.till.shop, story.action(), ben, story.paymentId);
  }

  test("is the starter's own, or a senior's", async () => {
    story.customer.approves();
    await story.cancel();
    await story.save();
    expect((await story.payment()).savedAt).not.toBeNull();
  });

  test.each([
    ["keep", savePayment],
    ["release", releasePayment],
  ])("to %s needs a senior's PIN when another cashier started it", async (_, decide) => {
    const { shop } = story.till;
    await race();
    const jo = await standAt(story.till, "Jo", 3);
    const asked = (staffId: string, pin: string) =>
      decide(shop, story.action(), ben, story.paymentId, { staffId, pin });
    expect(await problemOf(decide(shop, story.action(), ben, story.paymentId))).toBe("needs_senior");
    expect(await problemOf(asked(jo.staffId, "000000"))).toBe("wrong_pin");
    expect(await problemOf(asked(ben.staffId, "222222"))).toBe("needs_senior");
    expect(await story.payment()).toMatchObject({ status: "authorized", savedAt: null });
    await asked(jo.staffId, "333333");
    const decided = await story.payment();
    expect(decided.savedAt !== null || decided.status === "released").toBe(true);
    const [event] = await shop.db.read.selectFrom("paymentEvent").selectAll().where("detail", "like", "%approvedBy%")
      .execute();
    expect(JSON.parse(event?.detail ?? "{}")).toEqual({ approvedBy: jo.staffId });
  });

  test("needs nobody when the till's own limit lost the race: nobody wanted it stopped", async () => {
    story.till.clock.advance(15 * MINUTE_MS);
    story.customer.approves();
    await story.look();
    expect(await story.wishes()).toMatchObject([{ kind: "cancel", staffId: null, state: "refused" }]);
    await takeOverPayment(story.till.shop, story.action(), ben, story.paymentId);
    await savePayment(story.till.shop, story.action(), ben, story.paymentId);
    expect((await story.payment()).savedAt).not.toBeNull();
  });

  test("wrong PINs bring the growing delay here, too", async () => {
    await race();
    const mona = await standAt(story.till, "Mona", 3);
    for (const pin of ["000000", "111111", "999998", "999997"]) {
      await problemOf(releasePayment(story.till.shop, story.action(), ben, story.paymentId, { ...mona, pin }));
    }
    expect(
      await problemOf(
        releasePayment(story.till.shop, story.action(), ben, story.paymentId, { ...mona, pin: "999999" }),
      ),
    ).toBe("pin_too_soon");
  });
});

describe("five more minutes", () => {
  test("move the limit, each time it is asked, up to an hour from the start", async () => {
    const { limitAt, createdAt } = await story.payment();
    const extend = () => extendLimit(story.till.shop, story.action(), story.by, story.paymentId);
    await extend();
    expect((await story.payment()).limitAt).toBe(limitAt + 5 * MINUTE_MS);
    for (let more = 0; more < 8; more++) await extend();
    expect((await story.payment()).limitAt).toBe(createdAt + 60 * MINUTE_MS);
    expect(await problemOf(extend())).toBe("limit_reached");
  });

  test("keep the payment open past the first limit", async () => {
    await extendLimit(story.till.shop, story.action(), story.by, story.paymentId);
    story.till.clock.advance(16 * MINUTE_MS);
    await story.look();
    expect((await story.payment()).status).toBe("waiting");
    story.till.clock.advance(5 * MINUTE_MS);
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "timeout" });
  });

  test("come too late once it is being stopped", async () => {
    story.till.simulator.control.addFault({ kind: "disableHostedSession", drop: true, times: 9 });
    await story.cancel();
    const extend = extendLimit(story.till.shop, story.action(), story.by, story.paymentId);
    expect(await problemOf(extend)).toBe("payment_not_open");
  });
});

describe("an ID check", () => {
  test("is answered here, on the record, and asked anew when Klarna asks anew", async () => {
    const { control } = story.till.simulator;
    const { shop } = story.till;
    const { reference } = await story.payment();
    control.askForId(reference);
    await story.look();
    await answerIdCheck(shop, story.action(), story.by, { paymentId: story.paymentId, answer: "differs" });
    await story.look();
    expect(await story.payment()).toMatchObject({ status: "in_progress", idCheckAnswer: "differs" });
    control.passIdCheck(reference);
    await story.look();
    expect(await story.payment()).toMatchObject({ idCheckChallenge: null, idCheckAnswer: null });
    expect(await eventKinds()).toEqual(["session_made", "id_check_answered"]);
  });

  test.each([undefined, null, {}])("is answered also where Klarna shows no code: %o", async (manual_identification) => {
    const { shop, wire } = story.till;
    wire.through = async (request, on) => {
      const answer = await on(request);
      if (!isRead(request, "hpp") || !answer.ok) return answer;
      return await reworded(answer, { status: "MANUAL_ID_CHECK", manual_identification });
    };
    await story.look();
    await answerIdCheck(shop, story.action(), story.by, { paymentId: story.paymentId, answer: "matches" });
    await story.look();
    const seen = await paymentView(shop, await story.payment());
    expect(faceOf(seen, story.till.clock.now()).name).toBe("id_check");
    expect(seen.idCheckAnswer).toBe("matches");
  });

  test("that Klarna does not ask for cannot be answered", async () => {
    const { shop } = story.till;
    const answer = answerIdCheck(shop, story.action(), story.by, { paymentId: story.paymentId, answer: "matches" });
    expect(await problemOf(answer)).toBe("payment_not_open");
  });
});
