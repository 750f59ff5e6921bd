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

test("a sale put aside on one register is found and paid with Klarna on a second one", async () => {
  const { browser, till } = stories;
  const first = await openCounter(browser, till);
  await signIn(first.page, "Ada", "Till 1, Front door");
  await scan(first.page, TENT_BARCODE);
  await line(first.page, "Ridgeline 3 tent").waitFor();
  await first.page.getByRole("button", { name: /Park/ }).click();
  await first.page.getByText("Nothing rung up yet").waitFor();

  const second = await openCounter(browser, till);
  await signIn(second.page, "Ben", "Till 2, Front desk");
  await second.page.getByRole("link", { name: /Recall/ }).click();
  await second.page.getByRole("button", { name: /Recall/ }).first().click();
  await line(second.page, "Ridgeline 3 tent").waitFor();
  await startKlarna(second.page, "Sam Karim");
  await passReminder(second.page);
  await second.page.getByRole("button", { name: /E-mail/ }).click();
  await says(second.page, "E-mail sent to");

  await first.page.goto(`${till.url}/payments`);
  await first.page.locator("#list").getByRole("link").first().click();
  await says(first.page, "Waiting");

  const phone = await takePhone(browser);
  await openMessage(phone, till, "sam.karim@example.com");
  await says(first.page, "In progress");
  await logIn(phone, "sam.karim@example.com");
  await approve(phone);
  await says(first.page, "Completed");
  await says(second.page, "Completed");
  await saveAndComplete(second.page);
  await second.page.getByRole("link", { name: /Print/ }).click();
  expect(await second.page.locator(".receipt").innerText()).toContain("Front desk");
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
