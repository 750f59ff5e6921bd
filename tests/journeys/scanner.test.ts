import { afterAll, describe, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { complaintsOf, openWindow, ringUpTorch } from "./payment-scenes.ts";
import { GOODS, namesOf, scanKeys, standAtTill, typeAt } from "./scanner.ts";
import { expectTotal, heard, line, listen, openForStories, restHand, says } from "./support.ts";

const [TENT, PEGS, HAT, TORCH] = ["2000001001103", "2000001005101", "2000003007103", "2000001010105"];
const UNKNOWN = "5012345678900";
const MISREAD = "2000001001104";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

describe("a basket of twelve products", () => {
  test.each([10, 80])("scanned with %i ms between the keys has every line, in its order", async (delay) => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    for (const [barcode] of GOODS) await scanKeys(page, barcode, { delay });
    await line(page, "Insect repellent").waitFor();
    expect(await namesOf(page)).toEqual(GOODS.map(([, name]) => name));
    expect(await page.locator("#scan").inputValue()).toBe("");
    await page.locator("#scan-result", { hasText: "Added Insect repellent, £7.50" }).waitFor();
    await line(page, "Insect repellent").and(page.locator(".is-on")).waitFor();
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("scanned faster than the till answers is whole before the payment begins", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.route("**/lines", async (route) => {
      await page.waitForTimeout(150);
      await route.continue();
    });
    for (const [barcode] of GOODS.slice(0, 5)) await scanKeys(page, barcode, { delay: 0 });
    // There is nothing to pay before the first of them is in the basket.
    await page.locator("#lines .line").first().waitFor();
    await page.keyboard.press("F10");
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
    expect(await namesOf(page)).toEqual(GOODS.slice(0, 5).map(([, name]) => name));
    expect(complaintsOf(counter)).toEqual([]);
  });
});

describe("wherever the focus is", () => {
  test("a scan lands in the basket, and the field it was typed into gets back what it held", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();

    const quantity = page.getByRole("textbox", { name: "Quantity of Ridgeline 3 tent" });
    await quantity.focus();
    await scanKeys(page, PEGS);
    await line(page, "Tent pegs, 10").waitFor();

    await page.getByRole("button", { name: "One more Tent pegs, 10" }).focus();
    await scanKeys(page, HAT, { end: "Tab" });
    await line(page, "Wool hat").waitFor();

    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await scanKeys(page, TORCH);
    await line(page, "Head torch 300").waitFor();
    expect(await namesOf(page)).toEqual(["Ridgeline 3 tent", "Tent pegs, 10", "Wool hat", "Head torch 300"]);
    await expectTotal(page, "£452.00");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("what a person has begun to type in the scan field is still there after it", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.keyboard.type("wool", { delay: 130 });
    await page.locator("#tiles").getByRole("button", { name: /Wool hat/ }).waitFor();
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    expect(await page.locator("#scan").inputValue()).toBe("wool");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("of a fast scan nothing is drawn in the scan field; what a person types fast stands there in its order", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.evaluate(() => {
      document.body.dataset["typed"] = "";
      document.getElementById("scan")?.addEventListener("input", () => document.body.dataset["typed"] += "x");
    });
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    expect(await page.locator("body").getAttribute("data-typed")).toBe("");
    expect(await page.locator("#scan").inputValue()).toBe("");

    await typeAt(page, [["w", 0], ["o", 20], ["o", 40], ["l", 180]]);
    await expect.poll(() => page.locator("#scan").inputValue()).toBe("wool");
    await page.locator("#tiles").getByRole("button", { name: /Wool hat/ }).waitFor();
    await typeAt(page, [[" ", 0], ["h", 20]]);
    await page.keyboard.press("Backspace");
    await expect.poll(() => page.locator("#scan").inputValue()).toBe("wool ");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("a quantity that has the focus shows what it is once its product is scanned again", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await scanKeys(page, TENT);
    const quantity = page.getByRole("textbox", { name: "Quantity of Ridgeline 3 tent" });
    await quantity.focus();
    await scanKeys(page, TENT);
    await expectTotal(page, "£778.00");
    expect(await quantity.inputValue()).toBe("2");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("on the panels of a sale it lands there too, several in a row in their order, and the products are shown", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    const sale = page.url();
    await page.keyboard.press("F3");
    await page.getByLabel(/Name, mobile or e-mail/).waitFor();
    await scanKeys(page, HAT);
    await page.locator("#scan-result", { hasText: "Added Wool hat" }).waitFor();
    expect(page.url()).toBe(sale);

    await page.keyboard.press("F10");
    await page.getByRole("heading", { name: "How is the customer paying?" }).waitFor();
    for (const code of [PEGS, TORCH, TENT]) await scanKeys(page, code, { delay: 0 });
    await page.locator("#scan-result", { hasText: "Added Ridgeline 3 tent" }).waitFor();
    expect(await namesOf(page)).toEqual(["Ridgeline 3 tent", "Wool hat", "Tent pegs, 10", "Head torch 300"]);
    await expectTotal(page, "£841.00");

    await page.keyboard.press("F4");
    await page.getByLabel("Cash given").fill("9");
    await scanKeys(page, UNKNOWN);
    await page.locator("#scan-result [data-missed]", { hasText: UNKNOWN }).waitFor();
    expect(page.url()).toBe(sale);
    expect(complaintsOf(counter).filter(isNotMissing)).toEqual([]);
  });

  test("a form that somebody fills in is not left for it: it says so, and nothing typed is lost", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    await page.goto(`${page.url()}/customer/new`);
    await page.getByLabel("First name").fill("Robin");
    await page.getByLabel("Last name").focus();
    await scanKeys(page, HAT);
    await page.getByText("Save or leave this form first. That scan was not added.").waitFor();
    expect(await page.getByLabel("First name").inputValue()).toBe("Robin");
    expect(await page.getByLabel("Last name").inputValue()).toBe("");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("a person who types a number fast into a form keeps it", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.goto(`${page.url()}/customer/new`);
    await page.getByLabel("Mobile number").focus();
    await scanKeys(page, "07755564318", { delay: 80, end: "Tab" });
    expect(await page.getByLabel("Mobile number").inputValue()).toBe("07755564318");
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("outside of a sale it does nothing but say so", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.goto(`${stories.till.url}/payments`);
    await listen(page);
    await scanKeys(page, TENT);
    await page.getByText("No sale is open on this page. Go to the sale, then scan again.").waitFor();
    expect(await heard(page)).toEqual([]);
    expect(page.url()).toBe(`${stories.till.url}/payments`);
    expect(complaintsOf(counter)).toEqual([]);
  });
});

describe("a scan that is no product", () => {
  test("a misread one is refused in words and with its own sound, and adds nothing", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await listen(page);
    for (const code of [MISREAD, "96385075", "036000291453", "10012345678901"]) {
      await page.locator("#scan-result").evaluate((result) => result.replaceChildren());
      await scanKeys(page, code);
      await page.locator("#scan-result").getByText("That scan was misread. Nothing was added.").waitFor();
    }
    expect(await heard(page)).toEqual(["locked", "locked", "locked", "locked"]);
    await page.getByText("Nothing rung up yet").waitFor();
    expect(complaintsOf(counter).filter(isNotMissing)).toEqual([]);
  });

  test("a slow scanner's keys are drawn, and no search for them takes away what is said of the scan", async () => {
    const { page } = await standAtTill(stories);
    let searches = 0;
    page.on("request", (request) => void (searches += Number(request.url().includes("/products?"))));
    await scanKeys(page, MISREAD, { delay: 80 });
    await page.locator("#scan-result").getByText("That scan was misread. Nothing was added.").waitFor();
    await page.waitForTimeout(1_000);
    expect(await page.locator("#scan-result").innerText()).toContain("That scan was misread. Nothing was added.");
    expect(searches).toBe(0);
  });

  test("an unknown one is said with its number, and stays until somebody has seen to it", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await listen(page);
    // All kinds of article numbers with a right check digit, and a code that is none.
    for (const code of [UNKNOWN, "96385074", "036000291452", "10012345678902", "01234565", "SHELF-7"]) {
      await scanKeys(page, code);
      await page.locator("#scan-result [data-missed]", { hasText: code }).waitFor();
    }
    await scanKeys(page, TENT);
    await line(page, "Ridgeline 3 tent").waitFor();
    expect(await heard(page)).toEqual([...Array<string>(6).fill("locked"), "added"]);
    await page.locator("#scan-result", { hasText: "Added Ridgeline 3 tent" }).waitFor();
    expect(await page.locator("#scan-missed [data-missed]").count()).toBe(6);

    await page.getByRole("button", { name: `Seen to, put ${UNKNOWN} away` }).click();
    expect(await page.locator("#scan-missed [data-missed]").count()).toBe(5);
    await restHand(page);
    await page.locator("#scan-missed [data-missed]", { hasText: "SHELF-7" }).getByRole("link", {
      name: "Search for it",
    })
      .click();
    await page.getByText("No product matches “SHELF-7”.").waitFor();
    expect(await page.locator("#scan-missed [data-missed]").count()).toBe(5);
    expect(complaintsOf(counter).filter(isNotMissing)).toEqual([]);
  });

  test("typed by hand an unknown one is looked up as it is, and outlives its list", async () => {
    const counter = await standAtTill(stories);
    const { page } = counter;
    await page.keyboard.type(MISREAD, { delay: 120 });
    await page.locator(`#tiles[data-query="${MISREAD}"]`).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#scan-missed [data-missed]", { hasText: MISREAD }).waitFor();
    expect(complaintsOf(counter).filter(isNotMissing)).toEqual([]);
  });
});

describe("while the basket is locked", () => {
  test("in the payment window a scan is swallowed with a low double beep, also out of a field", async () => {
    const counter = await openWindow(stories);
    const { page } = counter;
    await listen(page);
    await scanKeys(page, TENT);
    await page.getByText("The basket is locked. That scan was not added.").waitFor();
    await says(page, "Waiting");
    await page.getByRole("button", { name: /^No, or not sure/ }).click();
    await page.getByRole("link", { name: /Change/ }).first().click();
    const phone = page.getByLabel("Mobile number");
    await phone.waitFor();
    const before = await phone.inputValue();
    await phone.focus();
    await scanKeys(page, TENT);
    await expect.poll(() => heard(page)).toEqual(["locked", "locked"]);
    expect(await phone.inputValue()).toBe(before);
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("a letter that answers is still pressed by its one key", async () => {
    const counter = await openWindow(stories, { who: "Ben", register: "Till 2, Front desk" });
    const { page } = counter;
    await page.keyboard.press("n");
    await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
    expect(complaintsOf(counter)).toEqual([]);
  });

  test("a sale that is paid in part says so", async () => {
    const counter = await ringUpTorch(stories, { who: "Aisha", register: "Till 3, Workshop" });
    const { page } = counter;
    await page.locator("#strip").getByRole("link", { name: /^Pay/ }).click();
    await page.locator("#tender").getByRole("link", { name: /Cash/ }).click();
    await page.getByLabel("Cash given").fill("10");
    await page.getByRole("button", { name: /Take cash/ }).click();
    await page.getByRole("button", { name: /Take back/ }).waitFor();
    await scanKeys(page, TENT);
    await page.getByText("The basket is locked. That scan was not added.").waitFor();
    await page.getByRole("button", { name: /Take back/ }).waitFor();
    expect(complaintsOf(counter)).toEqual([]);
  });
});

/** A browser counts a product that is not there as a failure, too. */
const isNotMissing = (text: string) => !text.includes("status of 404");
