import { expect, test } from "vitest";
import {
  approve,
  line,
  logIn,
  openCounter,
  openForStories,
  openMessage,
  passReminder,
  restHand,
  saveAndComplete,
  says,
  scan,
  signIn,
  startKlarna,
  takePhone,
  tapTile,
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
  await second.page.getByRole("button", { name: /^Print/ }).click();
  expect(await second.page.locator(".receipt").innerText()).toContain("Front desk");
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test("a second register watches, takes over after one confirmation, and then the first one watches", async () => {
  const { browser, till } = stories;
  const first = await openCounter(browser, till);
  await signIn(first.page, "Ada", "Till 1, Front door");
  await first.page.goto(`${till.url}/sales/new`);
  await tapTile(first.page, "Head torch 300");
  await line(first.page, "Head torch 300").waitFor();
  await startKlarna(first.page, "Grace Okafor");
  await passReminder(first.page);
  await first.page.getByRole("button", { name: /Text message/ }).click();
  await says(first.page, "Text sent to");

  const second = await openCounter(browser, till);
  await signIn(second.page, "Ben", "Till 2, Front desk");
  await second.page.goto(`${till.url}/payments?filter=open`);
  await second.page.locator("#list tbody tr", { hasText: "Grace Okafor" }).getByRole("link").first().click();
  await says(second.page, "Waiting Open on Till 1, with Ada");
  await second.page.getByText("You can watch here. Save and Cancel are on Till 1.").waitFor();
  expect(await second.page.locator("#pay form").count()).toBe(0);

  await second.page.getByRole("link", { name: /Take over from Ada/ }).click();
  await second.page.getByText("Take this payment over from Ada? Then Till 1 only watches.").waitFor();
  await says(first.page, "Text sent to");
  await restHand(second.page);
  await second.page.getByRole("button", { name: /Yes, take it over/ }).click();
  await says(second.page, "Text sent to");
  await says(first.page, "Waiting Open on Till 2, with Ben");
  expect(await first.page.locator("#pay form").count()).toBe(0);
  await first.page.getByText("A Klarna payment is open on Till 2.").waitFor();

  const phone = await takePhone(browser);
  await openMessage(phone, till, "+441144960385");
  await says(first.page, "In progress Open on Till 2");
  await logIn(phone, "+441144960385");
  await approve(phone);
  await says(second.page, "Completed");
  await says(first.page, "Completed");
  await saveAndComplete(second.page);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
