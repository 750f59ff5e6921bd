import { afterAll, expect, test } from "vitest";
import { startStandIn } from "./klarna-stand-in.ts";
import { ringUpTorch } from "./payment-scenes.ts";
import { line, openForStories, says } from "./support.ts";

const klarna = startStandIn();
const stories = openForStories({ till: { env: klarna.env } });

afterAll(() => klarna.close());

test.each(["keys", "fingers"])(
  "from the customer being done to the link being sent it takes three presses, by %s",
  async (hand) => {
    const { page, complaints } = await ringUpTorch(stories);
    await page.keyboard.press("F3");
    await page.getByLabel(/Name, mobile or e-mail/).fill("Sam Karim");
    await page.getByRole("button", { name: "Choose Sam Karim" }).click();
    await page.locator("#customer", { hasText: "Sam Karim" }).waitFor();
    await line(page, "Head torch 300").waitFor();

    // The customer says that this is all.
    const isByKeys = hand === "keys";
    if (isByKeys) await page.keyboard.press("F9");
    else await page.locator("#keys").getByRole("button", { name: "Klarna" }).click();
    await says(page, "Waiting");
    if (isByKeys) await page.keyboard.press("n");
    else await page.getByRole("button", { name: /No, or not sure/ }).click();
    await page.getByRole("heading", { name: "Where should Klarna send the link?" }).waitFor();
    if (isByKeys) await page.keyboard.press("F9");
    else await page.getByRole("button", { name: /Text message/ }).click();
    await says(page, "Text sent to");
    expect(complaints).toEqual([]);
  },
);
