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
  scan,
  signIn,
  startKlarna,
  takePhone,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();

test("a payment lives on through a reload and a killed server, while Waiting and while In progress", async () => {
  const { browser, till } = stories;
  const { page } = await openCounter(browser, till);
  await signIn(page, "Ada");
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await startKlarna(page, "Sam Karim");
  await passReminder(page);
  await page.getByRole("button", { name: /Text message/ }).click();
  await says(page, "Text sent to");

  await page.reload();
  await says(page, "Waiting");
  await till.kill();
  await page.locator("#offline:not([hidden])").waitFor();
  await till.restart();
  await page.locator("#offline[hidden]").waitFor({ state: "attached" });

  const phone = await takePhone(browser);
  await openMessage(phone, till, "+447755564318");
  await says(page, "In progress");

  await till.kill();
  await till.restart();
  await logIn(phone, "+447755564318");
  await approve(phone);
  await says(page, "Completed");
  await saveAndComplete(page);
  expect(till.logs()).not.toContain('"event":"fault"');
});
