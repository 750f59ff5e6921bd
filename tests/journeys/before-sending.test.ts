import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, newsArrives, openWindow, reads, SAM_MOBILE } from "./payment-scenes.ts";
import { openForStories, passReminder, restHand, says } from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

describe("the customer has a Klarna account", () => {
  test("their record is read out, and one press says that it is the same and sends the link", async () => {
    const { page, complaints } = await openWindow(stories);
    await page.getByRole("button", { name: /^Yes/ }).click();
    await reads(page, "“Are these the same as in your Klarna account?”");
    const record = await page.locator("#pay .pairs").innerText();
    for (const detail of ["Sam Karim", "564318", "sam.karim@example.com", "14 Mill Lane, Brackley, NN13 0ZZ"]) {
      expect(record).toContain(detail);
    }
    await page.getByRole("button", { name: /Same, text it/ }).click();
    await says(page, "Text sent to ••• •••318");
    expect(klarna.control.listMessages(SAM_MOBILE)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test("one detail differs: it is put right inside the window, with clear words about a slip and nothing lost", async () => {
    const counter = await openWindow(stories, { customer: "Priya Nair" });
    const { page } = counter;
    await page.getByRole("button", { name: /^Yes/ }).click();
    await page.getByRole("link", { name: "One differs, change it" }).click();
    await page.getByLabel("Mobile number").fill("12");
    await page.getByLabel("E-mail address").fill("priya.exam");
    await newsArrives(page);
    await page.keyboard.type("ple.com");
    await expectTyped(page, "12", "priya.example.com");

    await page.getByRole("button", { name: "Save details" }).click();
    await page.locator("#phone-problem").getByText("This is not a mobile number we can read.").waitFor();
    await page.locator("#email-problem").getByText("This is not an e-mail address.").waitFor();
    await newsArrives(page);
    await expectTyped(page, "12", "priya.example.com");
    expect(await page.locator("#phone").evaluate((field) => field === document.activeElement)).toBe(true);

    await page.getByLabel("Mobile number").fill("020 7946 0456");
    await page.getByLabel("E-mail address").fill("priya@example.com");
    await page.getByRole("button", { name: "Save details" }).click();
    await restHand(page);
    await page.getByRole("button", { name: /E-mail priya@example\.com/ }).click();
    await says(page, "E-mail sent to p•••@example.com");
    expect(klarna.control.listMessages("priya@example.com")).toHaveLength(1);
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("what is typed stays while the customer opens the link, and can be left as it was", async () => {
    const { page, complaints } = await openWindow(stories, { customer: "Grace Okafor" });
    await passReminder(page);
    await page.getByRole("button", { name: /Text message/ }).click();
    await page.getByRole("link", { name: "Change details" }).click();
    await page.getByLabel("Town").fill("Rotherham");
    klarna.customer.opens();
    await says(page, "In progress");
    expect(await page.getByLabel("Town").inputValue()).toBe("Rotherham");
    await page.getByRole("link", { name: /Leave them as they are/ }).click();
    await reads(page, "Take your time.");
    expect(complaints).toEqual([]);
  });
});

describe("where the link can go", () => {
  test("with a mobile and an e-mail on file the window asks which", async () => {
    const { page, complaints } = await openWindow(stories, { customer: "Callum Reid" });
    await passReminder(page);
    expect(await waysOffered(page)).toEqual(["Text message", "E-mail", "QR code"]);
    await page.getByRole("button", { name: /E-mail/ }).click();
    await says(page, "E-mail sent to c•••@example.net");
    expect(complaints).toEqual([]);
  });

  test("with only a mobile, a text or the QR code", async () => {
    const { page, complaints } = await openWindow(stories, { customer: "Tom Ashdown" });
    await passReminder(page);
    expect(await waysOffered(page)).toEqual(["Text message", "QR code"]);
    await page.getByRole("button", { name: /Text message/ }).click();
    await says(page, "Text sent to ••• •••731");
    expect(complaints).toEqual([]);
  });

  test("with only an e-mail, an e-mail or the QR code", async () => {
    const { page, complaints } = await openWindow(stories, { customer: "Elin Hughes" });
    await passReminder(page);
    expect(await waysOffered(page)).toEqual(["E-mail", "QR code"]);
    await page.getByRole("button", { name: /E-mail/ }).click();
    await says(page, "E-mail sent to e•••@example.org");
    expect(complaints).toEqual([]);
  });

  test("with neither, the QR code, or a number that is added in the window", async () => {
    const { page, complaints } = await openWindow(stories, { customer: "Margaret Whitlow" });
    await passReminder(page);
    await reads(page, "There is no mobile number or e-mail on file. Show the QR code, or add one.");
    expect(await waysOffered(page)).toEqual(["QR code"]);
    await page.getByRole("link", { name: "Add a number or e-mail" }).click();
    await page.getByLabel("Mobile number").fill("07755 564318");
    await page.getByRole("button", { name: "Save details" }).click();
    await restHand(page);
    await page.getByRole("button", { name: /Text message/ }).click();
    await says(page, "Text sent to ••• •••318");
    const [newest] = klarna.control.listMessages(SAM_MOBILE);
    expect(newest?.sessionId).toBe(klarna.customer.session().sessionId);
    expect(complaints).toEqual([]);
  });
});

async function expectTyped(page: Page, phone: string, email: string): Promise<void> {
  expect(await page.getByLabel("Mobile number").inputValue()).toBe(phone);
  expect(await page.getByLabel("E-mail address").inputValue()).toBe(email);
}

/** The first line of each button. */
async function waysOffered(page: Page): Promise<string[]> {
  const ways = await page.locator("#pay .picks button").allInnerTexts();
  return ways.map((text) => text.trim().split("\n")[0] ?? "");
}
