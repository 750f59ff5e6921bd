import { expect, test } from "vitest";
import { exchangeFaces } from "../../../views/gallery/exchange-faces.tsx";

/** The rows of the strip that say what moves, beneath the two that say what both halves come to, on a page of the gallery. */
async function moved(name: string): Promise<string[]> {
  const face = exchangeFaces().find((one) => one.name === `exchange-${name}`);
  const html = String(await face?.render());
  const strip = html.slice(html.indexOf('id="totals"'));
  const rows = [...strip.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)</g)].map(([, label, amount]) => `${label} ${amount}`);
  return rows.slice(2);
}

test.each([
  ["ringing-up", ["Goes back £189.00"]],
  ["dearer", ["To pay £10.00"]],
  ["cheaper", ["Goes back £151.00"]],
  ["anew", ["To pay £199.00", "Goes back £189.00"]],
  ["paid-out", []],
  ["let-go", ["To pay £199.00", "Klarna lets go of £189.00"]],
])("the strip of an exchange, %s: what is paid and what goes back is what the steps say", async (name, rows) => {
  expect(await moved(name)).toEqual(rows);
});
