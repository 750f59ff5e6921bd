import { describe, expect, test } from "vitest";
import { isOver, PAYMENT_STATUSES } from "../../../src/domain/payment.ts";
import { PAYMENT_STATES } from "../../../views/gallery/payment-states.ts";
import {
  makeFrame,
  makePayment,
  makeSale,
  makeSending,
  NOW,
  SECOND,
} from "../../../views/gallery/people-and-things.ts";
import { en } from "../../../views/messages/catalogue.ts";
import { faceOf, isLive, UNSURE_AFTER_MS } from "../../../views/payment/face.ts";
import { factsOf } from "../../../views/payment/parts.tsx";

const texts = en.payment;

describe("faceOf", () => {
  test.each(PAYMENT_STATUSES)("a payment that is %s has a face with a word and a sentence", (status) => {
    const face = faceOf(makePayment({ status }), NOW);
    expect(texts.words[face.word]).not.toBe("");
    expect(texts.sentences[face.name](factsOf(makeFrame(), makePayment({ status }), makeSale()))).not.toBe("");
  });

  test.each(PAYMENT_STATES)("the state $name wears the face $face", ({ payment, face }) => {
    expect(faceOf(payment, NOW).name).toBe(face);
  });

  test("every face is shown by some state of the gallery", () => {
    const shown = new Set(PAYMENT_STATES.map(({ face }) => face));
    expect(Object.keys(texts.sentences).filter((name) => !shown.has(faceNamed(name)))).toEqual([]);
  });

  test("words, sentences, classes and icons of all states", () => {
    const rows = PAYMENT_STATES.map(({ name, payment }) => {
      const face = faceOf(payment, NOW);
      const sentence = texts.sentences[face.name](factsOf(makeFrame(), payment, makeSale()));
      return `${name}: ${texts.words[face.word]} · ${sentence} [${face.tone}, ${face.icon}, step ${face.step}]`;
    });
    expect(rows).toMatchSnapshot();
  });

  test("one failed look is no reason to be unsure before half a minute has passed", () => {
    const silentFor = (ms: number) => makePayment({ sendings: [makeSending()], failedChecks: 1, checkedAt: NOW - ms });
    expect(faceOf(silentFor(UNSURE_AFTER_MS - 1), NOW).name).toBe("sent");
    expect(faceOf(silentFor(UNSURE_AFTER_MS), NOW).name).toBe("unsure");
  });

  test("a wish to cancel is never shown as cancelled before Klarna answered", () => {
    for (const cancelWish of ["asked", "unknown"] as const) {
      expect(faceOf(makePayment({ cancelWish }), NOW).word).toBe("cancelling");
    }
    expect(faceOf(makePayment({ cancelWish: "refused" }), NOW).word).toBe("checking");
  });

  test("approval is Completed also while looks fail", () => {
    const payment = makePayment({ status: "authorized", failedChecks: 9, checkedAt: NOW - 600 * SECOND });
    expect(faceOf(payment, NOW).name).toBe("completed");
  });

  test("an approval that met a cancellation asks what to do, until it is saved", () => {
    const race = makePayment({ status: "authorized", cancelWish: "unknown" });
    expect(faceOf(race, NOW).name).toBe("race");
    expect(faceOf({ ...race, isSaved: true }, NOW).name).toBe("saved");
    expect(faceOf({ ...race, releaseWish: "asked" }, NOW).name).toBe("releasing");
    expect(faceOf({ ...race, releaseWish: "done" }, NOW).name).toBe("releasing");
  });

  test.each([
    ["unauthorized", "not_accepted"],
    ["FORBIDDEN", "not_accepted"],
    ["BAD_VALUE", "basket_refused"],
    ["lines_do_not_add_up", "basket_refused"],
    ["country_not_served", "start_refused"],
  ])("Klarna's refusal %s is %s", (refusalCode, face) => {
    expect(faceOf(makePayment({ status: "rejected", refusalCode }), NOW).name).toBe(face);
  });

  test("a payment that is over does not listen any more", () => {
    for (const status of PAYMENT_STATUSES.filter(isOver)) expect(isLive(makePayment({ status }))).toBe(false);
    expect(isLive(makePayment({ status: "in_review" }))).toBe(true);
  });

  test("an approved one listens until it is saved: another register may save it, or give it back", () => {
    expect(isLive(makePayment({ status: "authorized" }))).toBe(true);
    expect(isLive(makePayment({ status: "authorized", isSaved: true }))).toBe(false);
  });
});

function faceNamed(name: string) {
  return PAYMENT_STATES.find(({ face }) => face === name)?.face ?? "reminder";
}
