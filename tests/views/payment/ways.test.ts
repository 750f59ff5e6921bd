import { describe, expect, test } from "vitest";
import { LEO } from "../../../views/gallery/customers.ts";
import { makePayment, makeSending } from "../../../views/gallery/people-and-things.ts";
import { waysLeft, waysTo, wayValue } from "../../../views/payment/ways.ts";

const both = makePayment({ routes: { sms: ["klarna", "own_sms"], email: ["klarna", "own_mail"] } });
const values = (ways: ReturnType<typeof waysTo>) => ways.map(wayValue);

describe("the ways to send a link", () => {
  test("are the best route of every channel there is an address for", () => {
    expect(values(waysTo(both))).toEqual(["sms", "email"]);
    expect(values(waysTo({ ...both, routes: { sms: ["own_sms"], email: [] } }))).toEqual(["own_sms"]);
    expect(waysTo({ ...both, customer: LEO })).toEqual([]);
    expect(waysTo({ ...both, customer: null })).toEqual([]);
  });

  test.each(["refused", "asked"] as const)("leave out the route on which this message is %s", (state) => {
    const payment = { ...both, sendings: [makeSending({ state })] };
    expect(values(waysLeft(payment))).toEqual(["own_sms", "email"]);
    const ours = makeSending({ via: "own_sms", state: "refused" });
    expect(values(waysLeft({ ...payment, sendings: [ours, ...payment.sendings] }))).toEqual(["email"]);
  });

  test("offer a route again that refused another address than the one on file now", () => {
    const sendings = [makeSending({ state: "refused", isToThisAddress: false })];
    expect(values(waysLeft({ ...both, sendings }))).toEqual(["sms", "email"]);
  });

  test("offer a route again that took a message after it had refused one", () => {
    const sendings = [makeSending({ state: "done" }), makeSending({ state: "refused" })];
    expect(values(waysLeft({ ...both, sendings }))).toEqual(["sms", "email"]);
  });
});
