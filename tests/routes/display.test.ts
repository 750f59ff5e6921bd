import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../support/browser.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { look, setUpScreen } from "./display-scene.ts";
import { idOfCustomer, paymentRow, payWithKlarna, post, ringUp, saleRow } from "./scene.ts";
import { eventsIn, streamBrowser } from "./streams.ts";

const TENT = "Ridgeline 3 tent";
const HAT = "CLO-HAT";

let till: TestTill;
let ada: Browser;
let visitor: Browser;
let screen: string;

beforeEach(async () => {
  till = await openTestTill();
  ada = await till.signIn("Ada");
  visitor = till.browser();
  screen = await setUpScreen(ada);
});

afterEach(() => till.close());

describe("the address", () => {
  test("is made by a cashier for their register, holds 256 bits, and only its hash is kept", async () => {
    const token = screen.slice("/display/".length);
    expect(token).toMatch(/^[\w-]{43}$/);
    const books = JSON.stringify([
      await till.shop.db.read.selectFrom("customerDisplay").selectAll().execute(),
      await till.shop.db.read.selectFrom("actionResult").selectAll().execute(),
    ]);
    expect(books).not.toContain(token);
    expect(await till.shop.db.read.selectFrom("customerDisplay").select("tokenHash").execute()).toHaveLength(1);
  });

  test("opens without a session; one that nobody gave out shows nothing and is not followed", async () => {
    await ringUp(till, ada);
    expect((await visitor.send("GET", screen)).text).toContain(TENT);
    for (const token of ["A".repeat(43), `${screen.slice(9, -1)}${screen.endsWith("A") ? "B" : "A"}`]) {
      const page = await visitor.send("GET", `/display/${token}`);
      expect([page.status, page.text.includes(TENT)]).toEqual([404, false]);
      expect(page.text).toContain("This screen was stopped");
      expect((await visitor.send("GET", `/display/${token}/show`)).text).not.toContain(TENT);
      expect((await visitor.send("GET", `/display/${token}/live`)).status).toBe(204);
    }
  });

  test("with a new one the old one shows nothing any more, and its stream ends at once", async () => {
    const { browser, streams } = streamBrowser(till);
    await browser.send("GET", `${screen}/live`);
    const events = eventsIn(streams[0] ?? new Response());
    await events.next();
    const renewed = await setUpScreen(ada);
    expect(renewed).not.toBe(screen);
    expect(await events.next()).toMatchObject({ done: true });
    expect((await visitor.send("GET", screen)).status).toBe(404);
    expect((await visitor.send("GET", renewed)).status).toBe(200);
  });

  test("is taken away by one press, and what polls is told so without being told to ask again", async () => {
    await ringUp(till, ada);
    await post(ada, "/customer-screen/ending");
    const part = await visitor.send("GET", `${screen}/show`);
    expect(part.status).toBe(200);
    expect(part.text).toContain("This screen was stopped");
    expect(part.text).not.toMatch(/hx-get|hx-sse|Ridgeline/);
    expect((await ada.open("/customer-screen")).text).toContain("Set up the customer’s screen");
  });

  test("keeps nobody signed in: a cashier's cookie beside it counts for nothing", async () => {
    const seen = () => till.shop.db.read.selectFrom("session").select("seenAt").executeTakeFirstOrThrow();
    const before = await seen();
    till.clock.advance(10 * 60_000);
    expect((await ada.send("GET", screen)).text).not.toContain("Ada");
    await ada.send("GET", `${screen}/show`);
    expect(await seen()).toEqual(before);
  });

  test("is never written into the log, not even when the till has a fault", async () => {
    await till.shop.db.write.schema.dropTable("customerDisplay").execute();
    expect((await visitor.send("GET", screen)).status).toBe(500);
    const lines = till.lines.join("\n");
    expect(lines).toContain('"fault"');
    expect(lines).not.toContain(screen.slice(9));
  });
});

describe("what it shows", () => {
  test("the shop's name while nothing is rung up, and Practice as a word", async () => {
    const { text } = await visitor.send("GET", screen);
    expect(text).toContain("Welcome");
    expect(text).toContain("Fernbank Outdoor");
    expect(text).toContain("<b>Practice</b>");
  });

  test("the lines with what came off, and the sum", async () => {
    const saleId = await ringUp(till, ada, ["TNT-RDG3", HAT]);
    await post(ada, `/sales/${saleId}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    const text = plain(await visitor.send("GET", screen));
    expect(text).toContain(TENT);
    expect(text).toMatch(/Total £\d+\.\d\d/);
  });

  test("nothing of the customer, of the cashier, nor of what one could press", async () => {
    const saleId = await ringUp(till, ada);
    const paymentId = await payWithKlarna(till, ada, saleId, "waiting");
    const shown = [await visitor.send("GET", screen)];
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
    shown.push(await visitor.send("GET", screen));
    till.simulator.control.approve((await paymentRow(till, paymentId)).reference);
    await look(till);
    shown.push(await visitor.send("GET", screen));
    for (const { text } of shown) {
      expect(text).not.toMatch(/Sam|Karim|@|\+44|07\d|•••|Ada|Till 1/);
      expect(text).not.toMatch(/<(a|button|form|input|select|textarea)[\s>]/);
      expect(text).not.toContain(paymentId);
      expect(text).not.toContain(saleId);
    }
  });

  test("no other register's sale, nor one that another register took up", async () => {
    const ben = await till.signIn("Ben", 2);
    const bens = await setUpScreen(ben);
    const saleId = await ringUp(till, ada);
    expect(plain(await visitor.send("GET", bens))).not.toContain(TENT);
    await post(ben, `/sales/${saleId}/recall`);
    expect(plain(await visitor.send("GET", screen))).toContain("Welcome");
    expect(plain(await visitor.send("GET", bens))).toContain(TENT);
  });

  test("a sale that is put aside or given up is gone from it, and an older open one does not come back", async () => {
    await ringUp(till, ada, [HAT]);
    till.clock.advance(1_000);
    const parked = await ringUp(till, ada);
    await post(ada, `/sales/${parked}/parking`);
    expect(plain(await visitor.send("GET", screen))).toContain("Welcome");
    till.clock.advance(1_000);
    const voided = await ringUp(till, ada);
    expect(plain(await visitor.send("GET", screen))).toContain(TENT);
    await post(ada, `/sales/${voided}/voiding`, { reason: "mistake" });
    expect(plain(await visitor.send("GET", screen))).toContain("Welcome");
  });

  test("not the sale that a colleague changes from another register", async () => {
    const ben = await till.signIn("Ben", 2);
    const bens = await setUpScreen(ben);
    const other = await ringUp(till, ada, [HAT]);
    till.clock.advance(1_000);
    const saleId = await ringUp(till, ada);
    expect(plain(await visitor.send("GET", screen))).toContain(TENT);
    till.clock.advance(1_000);
    await post(ben, `/sales/${other}/lines`, { typed: HAT });
    expect((await saleRow(till, other)).updatedAt).toBeGreaterThan((await saleRow(till, saleId)).updatedAt);
    expect(plain(await visitor.send("GET", screen))).toContain(TENT);
    expect(plain(await visitor.send("GET", bens))).toContain("Welcome");
    // Worked at where it is held, it is shown there, also when nothing of the sale itself changes.
    await post(ada, `/sales/${other}/customer`, { customerId: await idOfCustomer(till, "Karim") });
    await post(ada, `/sales/${saleId}/lines`, { typed: HAT });
    await payWithKlarna(till, ada, other, "waiting");
    expect((await visitor.send("GET", screen)).text).toContain("Scan the code");
  });

  test("an older receipt that is printed meanwhile takes nothing away from it", async () => {
    const sold = await ringUp(till, ada, [HAT]);
    await post(ada, `/sales/${sold}/tenders`, { kind: "cash", given: "400" });
    await post(ada, `/sales/${sold}/completion`);
    till.clock.advance(10_000);
    await ringUp(till, ada);
    till.clock.advance(1_000);
    await post(ada, `/sales/${sold}/prints`, { way: "screen" });
    expect(plain(await visitor.send("GET", screen))).toContain(TENT);
  });

  test("a basket that was left behind goes by itself", async () => {
    await ringUp(till, ada);
    till.clock.advance(31 * 60_000);
    expect(plain(await visitor.send("GET", screen))).toContain("Welcome");
  });

  test("the change and thanks after cash, for a minute", async () => {
    const saleId = await ringUp(till, ada);
    await post(ada, `/sales/${saleId}/tenders`, { kind: "cash", given: "400" });
    expect(plain(await visitor.send("GET", screen))).toContain("Your change £11.00");
    await post(ada, `/sales/${saleId}/completion`);
    const text = plain(await visitor.send("GET", screen));
    expect(text).toContain("Thank you");
    expect(text).toContain("Your change £11.00");
    till.clock.advance(61_000);
    expect(plain(await visitor.send("GET", screen))).toContain("Welcome");
  });
});

describe("a Klarna payment on it", () => {
  let saleId: string;
  let paymentId: string;

  beforeEach(async () => {
    saleId = await ringUp(till, ada);
    paymentId = await payWithKlarna(till, ada, saleId, "waiting");
  });

  const shown = async () => (await visitor.send("GET", screen)).text;

  test("the code is there by itself, before the cashier has pressed anything, and is no sending of theirs", async () => {
    const text = await shown();
    expect(text).toContain("Scan the code");
    expect(text).toContain('class="qr"');
    expect(await till.shop.db.read.selectFrom("sending").selectAll().execute()).toEqual([]);
  });

  test("a message sent takes its place, and the code comes back when the cashier shows it", async () => {
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "email" });
    expect(await shown()).toContain("You get an e-mail with a link.");
    expect(await shown()).not.toContain('class="qr"');
    till.clock.advance(1_000);
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "qr" });
    expect(await shown()).toContain('class="qr"');
  });

  test("opened, another try, and paid are said in the customer's words", async () => {
    const { reference } = await paymentRow(till, paymentId);
    till.simulator.control.open(reference);
    await look(till);
    expect(await shown()).toContain("Klarna is open on your phone");
    till.simulator.control.decline(reference);
    await look(till);
    expect(await shown()).toContain("That try did not go through");
    till.simulator.control.approve(reference);
    await look(till);
    expect(await shown()).toContain("Klarna has confirmed it.");
    await post(ada, `/payments/${paymentId}/saving`);
    await post(ada, `/sales/${saleId}/completion`);
    expect(await shown()).toContain("Thank you");
  });

  test("cancelled, it says for a minute that nothing was paid with Klarna, and shows the basket again", async () => {
    await post(ada, `/payments/${paymentId}/cancellation`);
    await look(till);
    expect((await saleRow(till, saleId)).status).toBe("open");
    expect(await shown()).toContain("Not paid with Klarna.");
    expect(await shown()).toContain(TENT);
    till.clock.advance(61_000);
    expect(await shown()).not.toContain("Not paid with Klarna.");
  });

  test("put aside while it is open, it is nobody's to scan", async () => {
    await post(ada, `/sales/${saleId}/parking`);
    expect(await shown()).not.toContain('class="qr"');
  });

  test("taken over by another register, it leaves this screen for that one", async () => {
    const ben = await till.signIn("Ben", 2);
    const bens = await setUpScreen(ben);
    await post(ben, `/payments/${paymentId}/takeover`);
    expect(await shown()).toContain("Welcome");
    expect((await visitor.send("GET", bens)).text).toContain("Scan the code");
  });
});

/** What can be read on it. */
function plain({ text }: { text: string }): string {
  return text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}
