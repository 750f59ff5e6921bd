import { expect, test } from "vitest";
import { spreadDiscount } from "../../src/domain/discount.ts";
import { minorDigits } from "../../src/domain/money.ts";
import { taxInside } from "../../src/domain/tax.ts";
import type { OrderSnapshot, Purchase, PurchaseLine } from "../../src/klarna/gateway.ts";
import { findMarket, klarnaBaseUrl, klarnaRegionOf, type Market, MARKETS } from "../../src/klarna/markets.ts";
import { openSimulated, type Simulated } from "./simulated.ts";
import { failureOf, goods, purchase } from "./support.ts";
import { TEST_MARKETS, type TestMarket } from "./test-people.ts";

/** From the payment session to a part refund, once in each market: its host, currency, language, tax and people. */

const REFERENCE = "20418-1";

function marketOf({ country }: TestMarket): Market {
  const market = findMarket(country);
  if (!market) throw new Error(`Klarna does not sell in ${country}`);
  return market;
}

/** Everything goes to the host of the market's own region. */
function openMarket(market: Market): Simulated {
  const region = klarnaRegionOf(market.country);
  if (!region) throw new Error(`${market.country} has no region`);
  const baseUrl = klarnaBaseUrl(region, "playground");
  return openSimulated({ simulator: { publicUrl: baseUrl }, client: { baseUrl } });
}

/** Three at 19.99 and one at 0.35, of which ten in a hundred are taken off: nothing of it divides evenly. */
function basketOf(market: Market, { taxRate, mailDomain, approvedPhone }: TestMarket): Purchase {
  const one = 10 ** minorDigits(market.currency);
  const priced = (name: string, quantity: number, price: number): PurchaseLine => {
    const unitPriceMinor = Math.round(price * one);
    const totalMinor = quantity * unitPriceMinor;
    const taxMinor = taxInside(totalMinor, taxRate);
    return goods({ name, quantity, unitPriceMinor, totalMinor, taxRateBasisPoints: taxRate, taxMinor });
  };
  const whole = [priced("Mug", 3, 19.99), priced("Postcard", 1, 0.35)];
  const grossMinor = whole.reduce((sum, line) => sum + line.totalMinor, 0);
  const shares = spreadDiscount(Math.floor(grossMinor / 10), whole.map((line) => line.totalMinor));
  const lines = whole.map((line, index) => takenOff(line, shares[index] ?? 0));
  return purchase({
    country: market.country,
    currency: market.currency,
    locale: market.locales[0] ?? "",
    lines,
    amountMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
    reference: REFERENCE,
    customer: customerOf(market, `customer@email.${mailDomain}`, approvedPhone),
  });
}

const REGIONS: Readonly<Record<string, string>> = { AU: "NSW", CA: "ON", US: "NY" };

function customerOf({ country, address }: Market, email: string, phone: string) {
  const name = { givenName: "Sam", familyName: "Karim", email, phone };
  return {
    ...name,
    street: "Main Street 1",
    street2: null,
    postalCode: address.postalCodeExample,
    city: "Town",
    region: REGIONS[country] ?? null,
    country,
  };
}

/** Where Klarna's test people are reached: AT and DE are printed with a zero that is only dialled inside the country. */
function reachOf(phone: string): string {
  return phone.replace(/^\+(43|49)0/, "+$1");
}

/** The customer opens Klarna's link and pays, after it was texted to somebody whom Klarna declines, who tried first. */
async function pay({ gateway, simulator }: Simulated, basket: Purchase, people: TestMarket) {
  const { paymentSessionId } = await gateway.createPaymentSession(basket);
  const session = await gateway.createHostedSession({ paymentSessionId, callbackUrl: null });
  const { hostedSessionId } = session;
  const { country } = basket;
  await gateway.sendLink(hostedSessionId, { channel: "sms", phone: reachOf(people.deniedPhone), country });
  simulator.control.approve(hostedSessionId);
  const declined = await gateway.readHostedSession(hostedSessionId);
  await gateway.sendLink(hostedSessionId, { channel: "email", email: `customer@email.${people.mailDomain}` });
  await gateway.sendLink(hostedSessionId, { channel: "sms", phone: reachOf(people.approvedPhone), country });
  const messages = simulator.control.listMessages();
  simulator.control.approve(hostedSessionId, { contact: reachOf(people.approvedPhone) });
  const completed = await gateway.readHostedSession(hostedSessionId);
  if (completed.state === "gone" || completed.orderId === null) throw new Error("there is no order");
  return { session, messages, declined, orderId: completed.orderId };
}

async function read({ gateway }: Simulated, orderId: string): Promise<OrderSnapshot> {
  const order = await gateway.readOrder(orderId);
  if (order.state === "gone") throw new Error("the order is gone");
  return order;
}

/** One of the three mugs, at what was paid for it. */
function oneMug(basket: Purchase): PurchaseLine {
  const [mugs] = basket.lines;
  if (!mugs) throw new Error("there are no mugs");
  const [discountMinor = 0] = spreadDiscount(mugs.discountMinor, [1, 1, 1].map(() => mugs.unitPriceMinor));
  return takenOff({ ...mugs, quantity: 1, totalMinor: mugs.unitPriceMinor }, discountMinor);
}

function takenOff(line: PurchaseLine, discountMinor: number): PurchaseLine {
  const totalMinor = line.totalMinor - discountMinor;
  return { ...line, discountMinor, totalMinor, taxMinor: taxInside(totalMinor, line.taxRateBasisPoints) };
}

test("every market has its people", () => {
  expect(TEST_MARKETS.map(({ country }) => country)).toEqual(MARKETS.map(({ country }) => country));
});

test.each(TEST_MARKETS.map((people) => [people.country, people] as const))(
  "%s: a link, an order, a capture and a part refund",
  async (country, people) => {
    const market = marketOf(people);
    const klarna = openMarket(market);
    const basket = basketOf(market, people);
    expect(basket.amountMinor).toBe(5_429);

    const { session, messages, declined, orderId } = await pay(klarna, basket, people);
    expect(declined.state).toBe("try_declined");
    const digits = new Intl.NumberFormat(basket.locale, { style: "currency", currency: market.currency });
    const { deniedPhone, mailDomain, approvedPhone } = people;
    const reached = [reachOf(deniedPhone), `customer@email.${mailDomain}`, reachOf(approvedPhone)];
    expect(messages.map(({ contact }) => contact).sort()).toEqual(reached.sort());
    for (const { link, text } of messages) {
      expect(link).toBe(session.linkUrl);
      expect(text).toContain(digits.format(54.29));
    }

    const authorized = await read(klarna, orderId);
    const whole = { amountMinor: 5_429, currency: market.currency, reference: REFERENCE, fraud: "accepted" };
    expect(authorized).toMatchObject({ ...whole, state: "authorized", remainingMinor: 5_429, billing: { country } });

    const lines = [oneMug(basket)];
    const capture = { idempotencyKey: "c-1", amountMinor: 5_429, reference: "wish_1", lines: [], country };
    const { captureId } = await klarna.gateway.captureOrder(orderId, capture);
    const amountMinor = lines[0]?.totalMinor ?? 0;
    const { refundId } = await klarna.gateway.refundOrder(orderId, {
      idempotencyKey: "r-1",
      amountMinor,
      reference: "wish_2",
      lines,
      country,
    });
    expect(await read(klarna, orderId)).toMatchObject({
      ...whole,
      state: "captured",
      capturedMinor: 5_429,
      refundedMinor: amountMinor,
      remainingMinor: 0,
      captures: [{ captureId, reference: "wish_1", amountMinor: 5_429, refundedMinor: amountMinor }],
      refunds: [{ refundId, reference: "wish_2", amountMinor }],
    });

    const restMinor = 5_429 - amountMinor;
    const tooMuch = { idempotencyKey: "r-2", amountMinor: restMinor + 1, reference: "wish_3" };
    const error = await failureOf(klarna.gateway.refundOrder(orderId, tooMuch));
    expect([error.kind, error.detail.code]).toEqual(["refused", "REFUND_NOT_ALLOWED"]);
    await klarna.gateway.refundOrder(orderId, { ...tooMuch, amountMinor: restMinor });
    expect(await read(klarna, orderId)).toMatchObject({ refundedMinor: 5_429, state: "captured" });
  },
);
