import { demoStaff } from "../../db/demo-shop.ts";
import { systemClock } from "../../src/clock.ts";
import { systemRandom } from "../../src/random.ts";
import { newId } from "../../src/shop.ts";
import { type Answer, Browser, formOn } from "../support/browser.ts";
import type { Pair } from "./pair.ts";

/** Somebody of the demo shop, signed in with their PIN at a register of the real till. */
export type Cashier = { name: string; browser: Browser; formToken: string };

/** A form with its own action id, as it was drawn; sent again it is the same press. */
export type PressedForm = { path: string; fields: Record<string, string> };

export function mintId(prefix: "act" | "sal"): string {
  return newId({ clock: systemClock, random: systemRandom }, prefix);
}

export async function signIn(pair: Pair, name: string, register: number): Promise<Cashier> {
  const browser = new Browser(pair.till.url, (request) => fetch(request));
  const pin = demoStaff.find((one) => one.name === name)?.pin ?? "";
  const staffId = pair.people.find((one) => one.name === name)?.id ?? "";
  const place = pair.file.prepare<[number], { id: string }>("select id from register where number = ?").get(register);
  await browser.send("POST", "/sessions", { staffId, registerId: place?.id ?? "", pin, next: "/" });
  const page = await browser.open("/help/klarna");
  return { name, browser, formToken: formOn(page.text, "/sign-out").fields["formToken"] ?? "" };
}

/** A form drawn just now. */
export function draw(path: string, fields: Record<string, string> = {}): PressedForm {
  return { path, fields: { ...fields, actionId: mintId("act") } };
}

/** Sends a form; null when the till died before it answered. */
export async function press({ browser, formToken }: Cashier, { path, fields }: PressedForm): Promise<Answer | null> {
  try {
    return await browser.send("POST", path, { ...fields, formToken });
  } catch {
    return null;
  }
}

/** Sends a form until it is answered: whoever saw their till die presses the same button once more when it is back. */
export async function pressUntilAnswered(pair: Pair, cashier: Cashier, form: PressedForm): Promise<Answer> {
  while (true) {
    await pair.serving();
    const answer = await press(cashier, form);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
