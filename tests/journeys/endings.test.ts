import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { cancelPayment, complaintsOf, newsArrives, openWindow, reads, textSent } from "./payment-scenes.ts";
import { openForStories, payInCash, restHand, saveAndComplete, says, takePhone } from "./support.ts";
import { letPass } from "./till-book.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterEach(() => {
  klarna.through = null;
  klarna.plugIn();
  klarna.control.setSwitches({ fraudStatus: "ACCEPTED" });
});
afterAll(() => klarna.close());

describe("cancelled", () => {
  test("by the customer: it is said at once, nothing was taken, and the sale is paid in cash from there", async () => {
    const { page, complaints } = await textSent(stories);
    klarna.customer.opens();
    await says(page, "In progress");
    klarna.customer.cancels();
    await says(page, "Cancelled The customer backed out. No money was taken.");
    await page.getByRole("button", { name: /Send a new link/ }).waitFor();
    await payInCash(page, "40", "£8.00");
    expect(complaints).toEqual([]);
  });

  test("by the cashier, with no answer from Klarna: Cancelling until there is one, and the basket stays locked", async () => {
    const { page, complaints } = await textSent(stories);
    await klarna.unplug();
    await cancelPayment(page);
    await says(page, "Cancelling Asking Klarna to stop the link");
    expect(await page.getByRole("button", { name: "Cancelling…" }).isDisabled()).toBe(true);
    letPass(stories.till, 31_000);
    await reads(page, "Klarna has not answered yet. The basket stays locked until it does");
    await page.getByText("Basket locked").waitFor();
    await page.getByRole("link", { name: /Leave it for now/ }).waitFor();

    klarna.plugIn();
    await says(page, "You cancelled. Klarna has closed the link. No money was taken.");
    await payInCash(page, "32");
    expect(complaints).toEqual([]);
  });
});

describe("expired", () => {
  test("by the till's limit: Klarna closes the link, and a new one is one press away", async () => {
    const { page, complaints } = await textSent(stories);
    const { link } = klarna.customer.session();
    letPass(stories.till, 15 * 60_000);
    await says(page, "Expired Time ran out at");
    await says(page, "Klarna has closed the link. No money was taken.");
    const phone = await takePhone(stories.browser);
    await phone.goto(link);
    await phone.getByRole("heading", { name: "The shop stopped this payment" }).waitFor();
    await page.getByRole("button", { name: /Send a new link/ }).click();
    await reads(page, "Done shopping?");
    await says(page, "Waiting");
    expect(complaints).toEqual([]);
  });

  test("by Klarna's own end, seen unpaid until then", async () => {
    const { page, complaints } = await textSent(stories);
    const { sessionId } = klarna.customer.session();
    const end = new Date(Date.now() + 60_000).toISOString();
    let isOver = false;
    klarna.through = async (request, on) => {
      if (!request.url.endsWith(`/hpp/v1/sessions/${sessionId}`)) return await on(request);
      if (isOver) return new Response(null, { status: 404 });
      isOver = true;
      return Response.json({ ...await (await on(request)).json(), expires_at: end });
    };
    await says(page, "Expired The link ran out at");
    await says(page, "No money was taken.");
    await payInCash(page, "32");
    expect(complaints).toEqual([]);
  });
});

test("Klarna no longer knows the link and its end was not seen: a manager looks in the portal and settles it", async () => {
  const counter = await textSent(stories);
  const { page } = counter;
  const { sessionId } = klarna.customer.session();
  klarna.through = (request, on) =>
    request.url.endsWith(`/hpp/v1/sessions/${sessionId}`) ? new Response(null, { status: 404 }) : on(request);
  await says(page, "Ask a manager Our book and Klarna’s differ.");
  await reads(page, "Keep the goods, and take no other payment yet.");
  await page.getByRole("link", { name: /Settle by hand/ }).click();
  await page.getByLabel("Senior or manager").selectOption("Mona");
  await page.getByLabel("Their PIN").fill("9999");
  await newsArrives(page);
  await page.keyboard.type("99");
  await page.getByRole("button", { name: /No payment is there/ }).click();
  await says(page, "No money was taken.");
  await payInCash(page, "32");
  expect(complaintsOf(counter)).toEqual([]);
});

describe("in review", () => {
  test("the goods stay, the next customer is served, and once Klarna accepts it is found, saved and completed", async () => {
    klarna.control.setSwitches({ fraudStatus: "PENDING" });
    const { page, complaints } = await textSent(stories);
    klarna.customer.approves();
    await says(page, "In review Klarna is still deciding. Goods stay here.");
    await reads(page, "Keep the goods in the shop.");
    await page.getByRole("button", { name: /Put aside, next sale/ }).click();
    await page.getByText("Nothing rung up yet").waitFor();

    await page.goto(`${stories.till.url}/payments?filter=open`);
    const row = page.locator("#list tbody tr", { hasText: "In review" });
    await row.waitFor();
    klarna.control.decideFraud(klarna.customer.session().orderId ?? "", "ACCEPTED");
    await row.getByRole("link").first().click();
    await page.getByRole("button", { name: "Check now" }).or(page.locator("#save:enabled")).first().click();
    await says(page, "Completed");
    await saveAndComplete(page);
    expect(complaints).toEqual([]);
  });

  test("Klarna says no in the end: it is said quietly, no money was taken, and cash is the next step", async () => {
    klarna.control.setSwitches({ fraudStatus: "PENDING" });
    const { page, complaints } = await openWindow(stories, { customer: "Jon Karimi" });
    await page.getByRole("button", { name: /No, or not sure/ }).click();
    await restHand(page);
    await page.getByRole("button", { name: /QR code/ }).click();
    await says(page, "Turn the screen to the customer");
    klarna.customer.approves();
    await says(page, "In review");
    klarna.control.decideFraud(klarna.customer.session().orderId ?? "", "REJECTED");
    await says(page, "Declined Klarna said no for good. No money was taken.");
    await reads(page, "“Klarna can’t offer this today.");
    expect(await page.getByRole("button", { name: /Send a new link/ }).count()).toBe(0);
    await payInCash(page, "50", "£18.00");
    expect(complaints).toEqual([]);
  });
});
