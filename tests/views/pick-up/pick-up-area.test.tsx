import { expect, test } from "vitest";
import { pickUpFaces } from "../../../views/gallery/pick-up-faces.tsx";

async function pageOf(name: string): Promise<string> {
  const face = pickUpFaces().find((one) => one.name === `pick-up-${name}`);
  return String(await face?.render());
}

const typed = (page: string) => [...page.matchAll(/name="pieces-[^"]*"[^>]* value="(\d+)"/g)].map(([, count]) => count);

test("all that waits is offered, and typed already, where somebody pays for all of it", async () => {
  const page = await pageOf("begun");
  expect(page).toContain('id="hand-over-all"');
  expect(typed(page)).not.toContain("0");
});

test("where nobody would pay for some of it, not all of it can leave, and what may is chosen", async () => {
  const page = await pageOf("partly-gone");
  expect(page).toContain('id="hand-over-some"');
  expect(page).not.toContain('id="hand-over-all"');
  expect(new Set(typed(page))).toEqual(new Set(["0"]));
});
