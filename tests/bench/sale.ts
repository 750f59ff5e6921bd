/** The deeds of a cashier as the till's pages send them. */
import { type Cashier, mintId } from "../real/cashier.ts";

const TENT = "2000001001103";
const SOCKS = "2000003006106";
/** The pages and the deeds of a sale from its first line to its receipt. */
export const SALE_READS = 3;
export const SALE_WRITES = 5;

const asHtmx = { "hx-request": "true" };

/** So many lines go into one sale before the next is begun, as in a shop. */
const LINES_PER_SALE = 8;
let openSaleId = "";
let lines = 0;

/** One more line in the sale that is open. */
export async function addNextLine(cashier: Cashier): Promise<void> {
  if (lines++ % LINES_PER_SALE === 0) openSaleId = mintId("sal");
  await addLine(cashier, openSaleId);
}

export async function addLine(cashier: Cashier, saleId: string): Promise<void> {
  await post(cashier, `/sales/${saleId}/lines`, { typed: lines % 2 === 0 ? TENT : SOCKS, quantity: "1" });
}

/** Three lines, cash for all of it, the end, and the receipt. */
export async function sellOnce(cashier: Cashier): Promise<void> {
  const saleId = mintId("sal");
  for (const typed of [TENT, SOCKS, TENT]) await post(cashier, `/sales/${saleId}/lines`, { typed, quantity: "1" });
  const page = await get(cashier, `/sales/${saleId}/tender/cash`);
  const [, version = ""] = /name="version" value="(\d+)"/.exec(page) ?? [];
  await post(cashier, `/sales/${saleId}/tenders`, { kind: "cash", given: "1000.00", version });
  await post(cashier, `/sales/${saleId}/completion`, {});
  await get(cashier, `/sales/${saleId}`);
  await get(cashier, `/sales/${saleId}/receipt`);
}

export async function post(cashier: Cashier, path: string, fields: Record<string, string>): Promise<void> {
  const own = { formToken: cashier.formToken, actionId: mintId("act") };
  const { status, text } = await cashier.browser.send("POST", path, { ...own, ...fields }, asHtmx);
  if (status >= 400) throw new Error(`${path} was answered with ${status}: ${text.slice(0, 300)}`);
}

export async function get(cashier: Cashier, path: string): Promise<string> {
  const { status, text } = await cashier.browser.send("GET", path, undefined, asHtmx);
  if (status >= 400) throw new Error(`${path} was answered with ${status}`);
  return text;
}
