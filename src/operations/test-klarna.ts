import { isAboutPlace } from "../domain/own-refusals.ts";
import { KlarnaError } from "../klarna/errors.ts";
import type { KlarnaCredentials, KlarnaGateway, Purchase } from "../klarna/gateway.ts";
import type { Shop } from "../shop.ts";
import { findShop } from "../store/shop.ts";

/** What a payment does first, in this order. */
export type TestStep = "payment_session" | "hosted_session" | "disable";

/** What Klarna's answer most likely means: only ever a guess. */
export type TestGuess =
  | "credentials"
  | "inactive"
  | "not_in_agreement"
  | "no_hosted_page"
  | "country"
  | "busy"
  | "klarna_trouble"
  | "no_way"
  | "slow"
  | "not_klarna"
  | "ends_by_itself"
  | "unclear";

export type KlarnaTest = {
  url: string;
  at: number;
  tookMs: number;
  /** The steps that Klarna took. */
  done: TestStep[];
  /** Where it stopped, what was answered there, and what that may mean; null: nowhere. */
  stopped:
    | {
      step: TestStep;
      httpStatus: number | null;
      code: string | null;
      correlationId: string | null;
      guess: TestGuess;
    }
    | null;
};

/**
 * A sum that no limit of Klarna's is near in any market, in minor units: 500 of what a currency counts in, be that euros or
 * forints (klarna.md 7.1 [T]).
 */
export const TEST_AMOUNT_MINOR = 50_000;

/**
 * Does at Klarna what the start of a payment does, and takes it back: a payment session, a hosted page, and its end.
 * No customer is told, no money moves. Says what was answered; what that means is for a person to judge.
 */
export async function testKlarna(
  shop: Shop,
  url: string,
  credentials: KlarnaCredentials,
  lineName: string,
): Promise<KlarnaTest> {
  const startedAt = shop.clock.now();
  const done: TestStep[] = [];
  const gateway = shop.openGateway(url, credentials);
  const stopped = await takeSteps(gateway, await testPurchase(shop, lineName), done);
  if (stopped) shop.log.info("klarna_test", { url, ...stopped });
  return { url, at: startedAt, tookMs: shop.clock.now() - startedAt, done, stopped };
}

async function takeSteps(gateway: KlarnaGateway, purchase: Purchase, done: TestStep[]): Promise<KlarnaTest["stopped"]> {
  let step: TestStep = "payment_session";
  try {
    const { paymentSessionId } = await gateway.createPaymentSession(purchase);
    done.push(step);
    step = "hosted_session";
    const { hostedSessionId } = await gateway.createHostedSession({ paymentSessionId, callbackUrl: null });
    done.push(step);
    step = "disable";
    const { outcome, correlationId } = await gateway.disableHostedSession(hostedSessionId);
    if (outcome !== "disabled") {
      const httpStatus = outcome === "gone" ? 404 : 400;
      return { step, httpStatus, code: null, correlationId, guess: "ends_by_itself" };
    }
    done.push(step);
    return null;
  } catch (error) {
    if (!(error instanceof KlarnaError)) throw error;
    const { httpStatus, code, correlationId } = error.detail;
    return { step, httpStatus, code, correlationId, guess: guessFor(step, error) };
  }
}

/** klarna.md 1.1, 1.5, 1.6, 8 and 11.11: what such an answer has meant, where that is known at all. */
export function guessFor(step: TestStep, { detail: { httpStatus, code, messages } }: KlarnaError): TestGuess {
  if (code === "unreachable") return "no_way";
  if (code === "timeout" || code === "connection_lost") return "slow";
  if (code === "redirect" || code === "answer_malformed" || code === "answer_too_large") return "not_klarna";
  if (httpStatus === 401) return "credentials";
  if (httpStatus === 429 || code === "rate_limited") return "busy";
  if (httpStatus !== null && httpStatus >= 500) return "klarna_trouble";
  if (step === "disable") return "ends_by_itself";
  if (code === "MERCHANT_INACTIVE") return "inactive";
  if (step === "hosted_session" && (httpStatus === 403 || httpStatus === 404)) return "no_hosted_page";
  if (httpStatus === 403) return "not_in_agreement";
  if (httpStatus === 404) return "not_klarna";
  const isPlace = messages.some((message) => /purchase_country|purchase_currency|locale/.test(message));
  return isPlace || isAboutPlace(code) ? "country" : "unclear";
}

async function testPurchase({ db }: Shop, lineName: string): Promise<Purchase> {
  const shop = await findShop(db.read);
  if (!shop) throw new Error("there is no shop to test for");
  const { name: place, country, currency, locale } = shop;
  const amountMinor = TEST_AMOUNT_MINOR;
  const line = { kind: "goods" as const, code: null, name: lineName, quantity: 1, unitPriceMinor: amountMinor };
  const lines = [{
    ...line,
    priceStyle: "inclusive" as const,
    discountMinor: 0,
    taxRateBasisPoints: 0,
    taxMinor: 0,
    totalMinor: amountMinor,
  }];
  return { country, currency, locale, amountMinor, lines, customer: null, reference: "test", place };
}
