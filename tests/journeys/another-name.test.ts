import { expect, test } from "vitest";
import {
  approve,
  line,
  logIn,
  openCounter,
  openForStories,
  openMessage,
  passReminder,
  saveAndComplete,
  says,
  signIn,
  startKlarna,
  takePhone,
  tapTile,
} from "./support.ts";

const stories = openForStories();
const SAMS_PHONE = "+447755564318";

test("Klarna's bill is in another name: the cashier sees both, asks, and takes Klarna's into the record", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");

  const phone = await takePhone(browser);
  await openMessage(phone, till, SAMS_PHONE);
  await logIn(phone, SAMS_PHONE, { "First name": "Nadia", "Street and number": "2 High Street" });
  await approve(phone);

  await says(page, "Klarna has approved the payment, for another name");
  const differences = page.locator("#differences");
  const read = await differences.innerText();
  for (const part of ["The names are different", "Nadia Karim", "Sam Karim", "2 High Street", "14 Mill Lane"]) {
    expect(read).toContain(part);
  }
  await page.getByRole("button", { name: /Same person, save/ }).waitFor();
  await differences.getByRole("button", { name: "Take Klarna’s into the record" }).click();
  await differences.waitFor({ state: "detached" });
  await says(page, "Klarna has approved the payment");
  await saveAndComplete(page);
  await page.goto(`${till.url}/payments`);
  await page.locator("#list tbody tr", { hasText: "Nadia Karim" }).waitFor();
  expect(complaints).toEqual([]);
});

test("not the same person: the payment is given back, and the sale is paid in another way", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await tapTile(page, "Head torch 300");
  await line(page, "Head torch 300").waitFor();
  await startKlarna(page, "Nadia Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");

  const phone = await takePhone(browser);
  await openMessage(phone, till, SAMS_PHONE);
  await logIn(phone, "+447700900555", { "First name": "Robin", "Last name": "Vale" });
  await approve(phone);

  await says(page, "Klarna has approved the payment, for another name");
  await page.getByRole("link", { name: /Not the same person/ }).click();
  await page.locator("#pay").getByRole("button", { name: /^Yes/ }).click();
  await says(page, "Released");
  await page.locator("#pay").getByRole("link", { name: /Cash/ }).waitFor();
  expect(complaints).toEqual([]);
});
