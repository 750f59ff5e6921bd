import { expect, test } from "vitest";
import { closedPort } from "./klarna-stand-in.ts";
import {
  approve,
  expectTotal,
  line,
  logIn,
  openCounter,
  openForStories,
  openMessage,
  passReminder,
  saveAndComplete,
  says,
  scan,
  signIn,
  startKlarna,
  takePhone,
  tapTile,
  TENT_BARCODE,
} from "./support.ts";

const SHOP_NAME = "till.shop";

const port = closedPort();
const shopUrl = `http://${SHOP_NAME}:${port}`;
const stories = openForStories({
  browserArgs: [`--host-resolver-rules=MAP ${SHOP_NAME} 127.0.0.1`],
  till: { env: { TILLSIDE_PORT: `${port}`, TILLSIDE_ORIGINS: `${shopUrl},http://127.0.0.1:${port}` } },
});

test("under the shop's own name and without https the till works, its keys, its stream and its link to copy", async () => {
  const { browser } = stories;
  const { page, complaints } = await openCounter(browser, { url: shopUrl });
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await signIn(page, "Ada");
  await scan(page, TENT_BARCODE);
  await tapTile(page, "Lace pair");
  await expectTotal(page, "£393.50");
  await startKlarna(page, "Jon Karimi");
  await passReminder(page);
  await page.getByRole("button", { name: /QR code/ }).click();
  await says(page, "Turn the screen to the customer");
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.getByRole("textbox", { name: "The customer’s link" }).inputValue();

  const phone = await takePhone(browser);
  await phone.goto(link);
  await says(page, "In progress");
  await logIn(phone, "casey.new@example.com");
  await approve(phone);
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(complaints).toEqual([]);
});

test("without JavaScript a sale is rung up, paid with Klarna, saved and completed; the window asks by itself", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till, { javaScriptEnabled: false });
  await signIn(page, "Ben", "Till 2, Front desk");
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await tapTile(page, "Lace pair");
  await expectTotal(page, "£393.50");
  await page.getByRole("button", { name: "One more Lace pair" }).click();
  await expectTotal(page, "£398.00");
  await page.getByRole("button", { name: "Remove Lace pair" }).click();
  await expectTotal(page, "£389.00");

  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");
  const phone = await takePhone(browser);
  await openMessage(phone, till, "+447755564318");
  await says(page, "In progress");
  await logIn(phone, "+447755564318");
  await approve(phone);
  await says(page, "Completed");
  await saveAndComplete(page);
  await page.getByRole("button", { name: /^Print/ }).click();
  await page.locator(".receipt").getByText("£389.00").first().waitFor();
  expect(complaints).toEqual([]);
});
