import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf } from "./payment-scenes.ts";
import {
  openCounter,
  openForStories,
  passReminder,
  restHand,
  says,
  scan,
  signIn,
  startKlarna,
  TENT_BARCODE,
} from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

const PEGS_BARCODE = "2000001005101";
const A_PEG_MINOR = 1_200;

const order = () => klarna.control.listOrders()[0];

test("goods are paid, picked up in two parts, and Klarna pays for each as it leaves", async () => {
  const { page, context, complaints } = await paid("Jo");
  await completeForLater(page);
  await page.locator("#complete").getByText("Waiting for pick-up").waitFor();
  expect(order()).toMatchObject({ status: "AUTHORIZED", captured_amount: 0 });

  await page.goto(`${stories.till.url}/sales/new`);
  await page.locator("#held").getByText("1 Klarna payment is not captured yet").waitFor();
  await page.locator("#held").getByRole("link", { name: "Pick-ups" }).click();
  await page.getByRole("heading", { name: "Waiting for pick-up" }).waitFor();
  await page.getByRole("table").getByRole("link", { name: /Sale \d+/ }).click();
  await page.locator("#pick-up").waitFor();
  await page.getByLabel(/pegs/).fill("9");
  await page.getByLabel(/tent/).fill("0");
  await page.getByRole("button", { name: "Hand over what is typed" }).click();
  await page.getByText("no more of it than still waits here").waitFor();
  expect(await page.getByLabel(/pegs/).inputValue()).toBe("9");
  await page.getByLabel(/pegs/).fill("1");
  await page.getByRole("button", { name: "Hand over what is typed" }).click();
  await page.locator("#complete").waitFor();
  await expect.poll(() => order()?.captured_amount).toBe(A_PEG_MINOR);
  expect(order()?.status).toBe("PART_CAPTURED");

  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByText(/Goods for £12.00 handed over by Jo/).waitFor();
  await page.getByRole("button", { name: "Hand over everything" }).click();
  await page.getByText("Nothing is left to be picked up.").waitFor();
  await expect.poll(() => order()?.status).toBe("CAPTURED");
  expect(order()?.captures.map((one) => one.captured_amount)).toEqual([
    A_PEG_MINOR,
    (order()?.order_amount ?? 0) - A_PEG_MINOR,
  ]);
  expect(complaintsOf({ page, context, complaints })).toEqual([]);
});

test("what the customer does not take is let go, by a senior's word", async () => {
  const { page, complaints } = await paid("Ada");
  await completeForLater(page);
  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByLabel(/tent/).fill("0");
  await page.getByRole("button", { name: "Hand over what is typed" }).click();
  await page.locator("#complete").waitFor();
  await expect.poll(() => order()?.captured_amount).toBe(2 * A_PEG_MINOR);
  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByRole("link", { name: /does not take the rest/ }).click();
  await page.locator("#approverId").selectOption({ label: "Jo" });
  await page.locator("#approverPin").fill("333333");
  await page.getByRole("button", { name: "Let the rest go" }).click();
  await page.getByText("Nothing is left to be picked up.").waitFor();
  await expect.poll(() => order()?.remaining_authorized_amount).toBe(0);
  expect(order()).toMatchObject({ status: "CLOSED", captured_amount: 2 * A_PEG_MINOR });
  expect(complaints).toEqual([]);
});

test("a piece that is not wanted any more goes off the sale by a senior's word, and the others are paid as they leave", async () => {
  const { page, context, complaints } = await paid("Ada");
  await completeForLater(page);
  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByRole("link", { name: "Some of it is no longer wanted…" }).click();
  await page.getByRole("heading", { name: /does the customer not want\?/ }).waitFor();
  await page.getByLabel(/pegs/).fill("3");
  await page.getByRole("button", { name: "See what goes back" }).click();
  await page.getByText("no more of it than still waits here").waitFor();
  await page.getByLabel(/pegs/).fill("1");
  await restHand(page);
  await page.getByRole("button", { name: "See what goes back" }).click();
  await page.getByText("£12.00 will not be taken. The customer owes nothing for it.").waitFor();
  await page.locator("#approverId").selectOption({ label: "Jo" });
  await page.locator("#approverPin").fill("333333");
  await restHand(page);
  await page.getByRole("button", { name: "Take them off the sale" }).click();
  await page.locator("#complete").getByText("Waiting for pick-up").waitFor();
  await page.locator("#complete").getByText("Goods for £12.00 not taken, noted by Ada").waitFor();
  expect(order()).toMatchObject({ status: "AUTHORIZED", captured_amount: 0 });

  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.locator("#pick-up").getByText("Goods for £12.00 not taken, noted by Ada").waitFor();
  await page.getByRole("button", { name: "Hand over everything" }).click();
  await page.getByText("Nothing is left to be picked up.").waitFor();
  await page.locator("#complete").getByText("Goods for £12.00 not taken, noted by Ada").waitFor();
  await expect.poll(() => order()?.status).toBe("CLOSED");
  expect(order()).toMatchObject({ captured_amount: (order()?.order_amount ?? 0) - A_PEG_MINOR });
  expect(complaintsOf({ page, context, complaints })).toEqual([]);
});

test("a finished sale whose goods are all still here is cancelled, and its approval can be made longer before that", async () => {
  const { page, complaints } = await paid("Jo");
  await completeForLater(page);
  const sale = page.url();
  await page.goto(`${stories.till.url}/payments?filter=authorized`);
  await page.locator("#list").getByRole("link", { name: /^Details of payment/ }).first().click();
  await page.getByRole("link", { name: "Ask Klarna to hold it longer" }).click();
  await page.getByRole("button", { name: "Ask Klarna to hold it longer" }).click();
  await page.getByText("Klarna holds the money longer now.").waitFor();

  await page.goto(sale);
  await page.getByRole("link", { name: "Cancel this sale…" }).click();
  await page.getByRole("button", { name: "The customer changed their mind" }).click();
  await page.locator("#voided").getByText(/given back. The customer owes nothing/).waitFor();
  expect(order()?.status).toBe("CANCELLED");
  expect(complaints).toEqual([]);
});

test("it works without script, and Klarna's messages can be asked for again", async () => {
  const { page } = await paid("Jo", { javaScriptEnabled: false });
  await completeForLater(page);
  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByRole("button", { name: "Hand over everything" }).click();
  await page.getByText("Nothing is left to be picked up.").waitFor();
  await expect.poll(() => order()?.status).toBe("CAPTURED");
  const before = klarna.control.countRequests("sendOut");
  await page.goto(`${stories.till.url}/payments?filter=captured`);
  await page.locator("#list").getByRole("link", { name: /^Details of payment/ }).first().click();
  await page.getByRole("link", { name: "Ask Klarna to send its messages again" }).click();
  await page.getByRole("button", { name: "Ask Klarna to send its messages again" }).click();
  await page.getByText("Klarna has taken the request").waitFor();
  expect(klarna.control.countRequests("sendOut")).toBe(before + 1);
});

test("something that was taken comes back while the rest waits, and the rest is handed over after that", async () => {
  const { page, context, complaints } = await paid("Jo");
  await completeForLater(page);
  const sale = page.url();
  await page.getByRole("link", { name: "Hand over…" }).click();
  await page.getByLabel(/tent/).fill("0");
  await page.getByLabel(/pegs/).fill("1");
  await page.getByRole("button", { name: "Hand over what is typed" }).click();
  await page.locator("#complete").waitFor();
  await expect.poll(() => order()?.captured_amount).toBe(A_PEG_MINOR);

  await page.goto(`${sale}/return`);
  await page.locator("#still-waiting").getByText(/are still here. They do not come back/).waitFor();
  expect(await page.getByRole("button", { name: "One more of Ridgeline 3 tent" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: /^One more of .*pegs/i }).click();
  await page.locator("#strip .grand", { hasText: "£12.00" }).waitFor();
  expect(await page.getByRole("button", { name: /^One more of .*pegs/i }).isDisabled()).toBe(true);
  expect(await page.locator("#strip").getByRole("button").allInnerTexts()).toEqual(["Refund £12.00"]);
  await restHand(page);
  await page.getByRole("button", { name: "Refund £12.00" }).click();
  await page.locator("#return-state", { hasText: "confirmed by Klarna" }).waitFor();
  expect(order()).toMatchObject({ status: "PART_CAPTURED", refunded_amount: A_PEG_MINOR });

  await page.goto(`${sale}/return`);
  await page.getByText("Return 1").waitFor();
  await page.getByRole("link", { name: "What still waits" }).click();
  await page.getByRole("button", { name: "Hand over everything" }).click();
  await page.getByText("Nothing is left to be picked up.").waitFor();
  await expect.poll(() => order()?.status).toBe("CAPTURED");
  expect(order()).toMatchObject({ captured_amount: order()?.order_amount, refunded_amount: A_PEG_MINOR });
  expect(complaintsOf({ page, context, complaints })).toEqual([]);
});

/** A tent and two packs of pegs, paid with Klarna and saved; the sale only waits to be completed. */
async function paid(name: string, options: Parameters<typeof openCounter>[2] = {}) {
  const counter = await openCounter(stories.browser, stories.till, options);
  const { page } = counter;
  await signIn(page, name, "Till 1, Front door");
  for (const code of [TENT_BARCODE, PEGS_BARCODE, PEGS_BARCODE]) await scan(page, code);
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  klarna.customer.approves();
  await says(page, "Completed");
  await page.locator("#save").click();
  await page.getByRole("heading", { name: "Everything is paid" }).waitFor();
  return counter;
}

async function completeForLater(page: Page): Promise<void> {
  await page.getByLabel(/The goods are picked up later/).check();
  await page.getByRole("button", { name: /Complete sale/ }).click();
  await page.locator("#complete").waitFor();
}
