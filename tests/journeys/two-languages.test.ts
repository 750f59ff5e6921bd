import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import {
  approve,
  expectTotal,
  line,
  logIn,
  openCounter,
  openForStories,
  openMessage,
  restHand,
  says,
  scan,
  takePhone,
  TENT_BARCODE,
} from "./support.ts";

const stories = openForStories();

test("Ada works in Swedish; a German customer is spoken to in German and takes a German receipt home", async () => {
  const { browser, till } = stories;
  const { page, complaints } = await openCounter(browser, till);
  const ada = demoStaff.find(({ name }) => name === "Ada");

  await page.getByRole("link", { name: "Svenska" }).click();
  await page.getByRole("heading", { name: "Vem står i kassan?" }).waitFor();
  await page.locator("label").filter({ hasText: /^Ada/ }).click();
  await page.locator("#pin").fill(ada?.pin ?? "");
  await page.getByRole("button", { name: /Lås kassan/ }).waitFor();
  await scan(page, TENT_BARCODE);
  await line(page, "Ridgeline 3 tent").waitFor();
  await expectTotal(page, "389,00\u00a0£");

  await addGermanCustomer(page);
  await page.locator("#strip").getByRole("link", { name: /Ta betalt/ }).click();
  await page.locator("#tender").getByRole("button", { name: /Betala senare/ }).click();
  await says(page, "Väntar");
  await page.getByRole("button", { name: /Nej, eller osäker/ }).click();
  await page.getByRole("heading", { name: "Vart ska Klarna skicka länken?" }).waitFor();
  await restHand(page);
  await page.getByRole("button", { name: /Sms/ }).click();
  await says(page, "Sms skickat till");
  const spoken = page.locator(".say");
  expect(await spoken.locator("small").first().innerText()).toBe("Säg till kunden");
  expect(await spoken.locator("span").getAttribute("lang")).toBe("de-DE");
  expect(await spoken.locator("span").innerText()).toContain("Klarna hat Ihnen eine SMS geschickt");
  expect(await spoken.locator("small").last().innerText()).toContain("Klarna har skickat ett sms till dig");

  const phone = await takePhone(browser);
  await openMessage(phone, till, "+447755564319");
  await logIn(phone, "+447755564319");
  await approve(phone);
  await says(page, "Slutförd");
  expect(await page.title()).toContain("Slutförd");
  await page.getByText("„Vielen Dank. Klarna hat Ihre Zahlung genehmigt.“").waitFor();

  await page.locator("#save").click();
  await page.getByRole("heading", { name: "Allt är betalt" }).waitFor();
  await restHand(page);
  await page.getByRole("button", { name: /Avsluta köp/ }).click();
  await page.locator("#complete", { hasText: "Helt betalt" }).waitFor();
  await page.getByRole("link", { name: "Visa kvittot" }).click();
  await readsGermanReceipt(page);
  expect(complaints).toEqual([]);
});

async function addGermanCustomer(page: Page): Promise<void> {
  await page.locator("#strip").getByRole("link", { name: /Lägg till/ }).click();
  await page.getByRole("link", { name: "Lägg till ny kund" }).click();
  await page.getByLabel("Förnamn").fill("Grete");
  await page.getByLabel("Efternamn").fill("Sommer");
  await page.getByLabel("Mobilnummer").fill("07755 564319");
  await page.getByLabel("Kundens språk").selectOption({ label: "Deutsch" });
  await page.getByRole("button", { name: "Spara kund" }).click();
  await page.locator("#strip", { hasText: "Grete Sommer" }).waitFor();
}

/** In German but for the page around it, which is the cashier's. */
async function readsGermanReceipt(page: Page): Promise<void> {
  const receipt = page.locator(".receipt");
  await receipt.getByText("Sie bezahlen an Klarna, nicht an das Geschäft.").waitFor();
  expect(await receipt.getAttribute("lang")).toBe("de-DE");
  expect(await receipt.innerText()).toContain("389,00\u00a0£");
  expect(await page.getByRole("link", { name: "Till köpet" }).count()).toBe(1);
}
