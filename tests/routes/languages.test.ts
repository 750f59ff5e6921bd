import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Language } from "../../src/domain/language.ts";
import { createMailRoute } from "../../src/mail/mail-route.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";
import { purchaseOf } from "../../src/operations/klarna-purchase.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import {
  idOfCustomer,
  paymentRow,
  payWithKlarna,
  post,
  recordVersionOf,
  ringUp,
  setScene,
  signInFields,
} from "./scene.ts";

const ADAS_PIN = "111111";

let till: TestTill;
let mailServer: SmtpServer;

beforeEach(async () => {
  mailServer = startSmtpServer();
  const mail = { url: mailServer.url, from: "Fernbank Outdoor <till@fernbank.example>", timeoutMs: 5_000 };
  const own_mail = createMailRoute({ ...mail, clock: systemClock, assertNoTransaction: () => {} });
  till = await openTestTill({ ownRoutes: { own_mail, own_sms: null } });
});

afterEach(async () => {
  await till.close();
  await mailServer.close();
});

/** Ada signs in on a page that speaks this language. */
async function adaIn(language: string) {
  const ada = till.browser();
  const page = await ada.open(`/sign-in?language=${language}`);
  await ada.submit(page, "/sessions", { ...await signInFields(till, "Ada"), pin: ADAS_PIN });
  return ada;
}

async function tellInGerman(customerId: string): Promise<void> {
  await till.shop.db.write.updateTable("customer").set({ language: "de" }).where("id", "=", customerId).execute();
}

test("one press on the sign-in page changes its language, and whoever signs in keeps it until the next press", async () => {
  const page = await till.browser().open("/sign-in?next=/payments");
  expect(page.text).toContain('<html lang="en-GB">');
  expect(page.text).toContain('href="/sign-in?next=%2Fpayments&amp;language=sv" lang="sv"');
  const ada = await adaIn("sv");
  expect((await ada.open("/payments")).text).toMatch(/<html lang="sv-SE">.*Klarnabetalningar/s);
  const again = await till.signIn("Ada");
  expect((await again.open("/payments")).text).toContain('<html lang="sv-SE">');
  expect((await (await till.signIn("Ben")).open("/payments")).text).toContain('<html lang="en-GB">');
  expect((await (await adaIn("en")).open("/payments")).text).toContain('<html lang="en-GB">');
});

test("a wrong PIN keeps the page’s language and nobody’s is changed; a language that is none of ours changes nothing", async () => {
  const visitor = till.browser();
  const page = await visitor.open("/sign-in?language=nl");
  const answer = await visitor.submit(page, "/sessions", { ...await signInFields(till, "Ada"), pin: "000000" });
  expect(answer.text).toContain("Die pincode klopt niet");
  expect((await (await till.signIn("Ada")).open("/payments")).text).toContain('<html lang="en-GB">');
  expect((await till.browser().open("/sign-in?language=xx")).text).toContain('<html lang="en-GB">');
});

test("what went wrong is said in the cashier’s language", async () => {
  const ada = await adaIn("de");
  const saleId = await ringUp(till, ada);
  const answer = await post(ada, `/sales/${saleId}/lines`, { typed: "nothing like it" });
  expect(answer.text).toContain("Kein Artikel hat den Code oder Namen „nothing like it“. Nichts wurde hinzugefügt.");
});

test("the cashier reads the window in their language and says their lines in the customer’s, marked as such", async () => {
  const ada = await adaIn("sv");
  const { saleId, customerId } = await setScene(till, ada);
  await tellInGerman(customerId);
  const paymentId = await payWithKlarna(till, ada, saleId, "authorized");
  const { text } = await ada.open(`/payments/${paymentId}`);
  expect(text).toMatch(/<b>Slutförd<\/b>/);
  expect(text).toMatch(/<small>[^<]*kunden<\/small><span lang="de-DE">„[^<]*<\/span><small>”/);
});

test("a receipt is in the customer’s language, amounts and dates included; of nobody known, in the shop’s", async () => {
  const ada = await adaIn("sv");
  const { saleId, customerId } = await setScene(till, ada);
  await tellInGerman(customerId);
  await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
  await post(ada, `/sales/${saleId}/completion`);
  const receipt = (await ada.open(`/sales/${saleId}/receipt`)).text;
  expect(receipt).toMatch(/<html lang="sv-SE">.*<article class="receipt receipt-80" lang="de-DE".*Skriv ut/s);
  expect(receipt).toMatch(/Summe.*389,00\u00a0£/s);
  const anybody = await ringUp(till, ada);
  await post(ada, `/sales/${anybody}/tenders`, { kind: "cash", given: "400" });
  await post(ada, `/sales/${anybody}/completion`);
  expect((await ada.open(`/sales/${anybody}/receipt`)).text).toMatch(/lang="en-GB".*Total.*£389\.00/s);
});

test("our own message with the link is in the customer’s language", async () => {
  const ada = await till.signIn("Ada");
  const { saleId, customerId } = await setScene(till, ada);
  await tellInGerman(customerId);
  const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  await post(ada, `/payments/${paymentId}/reminder`, { hasAccount: "no" });
  await post(ada, `/payments/${paymentId}/sendings`, { channel: "own_mail" });
  await till.runner.drain();
  const [letter] = mailServer.letters;
  expect(letter?.text).toContain("Öffnen Sie diesen Link auf Ihrem Handy");
  expect(letter?.text).toContain("379,00\u00a0£");
  expect((await paymentRow(till, paymentId)).status).toBe("waiting");
});

test("a customer’s language is a choice in their record, the shop’s own until somebody says otherwise", async () => {
  const ada = await till.signIn("Ada");
  const { saleId, customerId } = await setScene(till, ada);
  const edit = (await ada.open(`/sales/${saleId}/customer/${customerId}/edit`)).text;
  expect(edit).toMatch(/<option value="en" selected[^>]*>English/);
  const record = { givenName: "Sam", familyName: "Karim", phone: "", country: "GB", then: "basket" };
  const recordVersion = await recordVersionOf(till, customerId);
  const path = `/sales/${saleId}/customers/${customerId}`;
  expect((await post(ada, path, { ...record, recordVersion, language: "xx" })).text).toContain(
    "choose one from the list",
  );
  await post(ada, path, { ...record, recordVersion, language: "nl" });
  const { language } = await till.shop.db.read.selectFrom("customer").select("language").where("id", "=", customerId)
    .executeTakeFirstOrThrow();
  expect(language).toBe("nl");
  expect(await idOfCustomer(till, "Karim")).toBe(customerId);
});

test("Klarna’s page opens in the customer’s language where Klarna has it in the country, else in the shop’s", async () => {
  const ada = await till.signIn("Ada");
  const { saleId, customerId } = await setScene(till, ada);
  const payment = await paymentRow(till, await payWithKlarna(till, ada, saleId, "waiting"));
  const { write } = till.shop.db;
  await write.updateTable("shop").set({ country: "SE", locale: "sv-SE" }).execute();
  const localeFor = async (language: Language | null) => {
    await write.updateTable("customer").set({ language }).where("id", "=", customerId).execute();
    return (await purchaseOf(till.shop, payment)).purchase.locale;
  };
  expect([await localeFor(null), await localeFor("en"), await localeFor("de")]).toEqual(["sv-SE", "en-SE", "sv-SE"]);
});
