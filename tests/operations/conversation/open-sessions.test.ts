import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { editCustomer, readCustomer } from "../../../src/operations/customer-records.ts";
import { eventsOf } from "../../../src/store/payments.ts";
import { openStory, type Story } from "../story.ts";
import { customerNamed, recordVersion } from "../support.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
});

afterEach(() => story.till.close());

/** Sam's record with this e-mail address, as the form sends it. */
async function changeEmail(email: string): Promise<void> {
  const { till, saleId, by } = story;
  const typed = { givenName: "Sam", familyName: "Karim", phone: "+447755564318", email, street: "14 Mill Lane" };
  const read = readCustomer({
    ...typed,
    street2: "",
    postalCode: "NN13 0ZZ",
    city: "Brackley",
    region: "",
    country: "GB",
  });
  if (!read.ok) throw new Error("the record is not right");
  const customerId = await customerNamed(till, "Karim");
  await editCustomer(till.shop, story.action(), by, {
    saleId,
    customerId,
    recordVersion: await recordVersion(till, customerId),
    customer: read.customer,
  });
}

/** The e-mail address in Klarna's book. */
async function emailAtKlarna(): Promise<unknown> {
  const { paymentSessionId } = await story.payment();
  const authorization = `Basic ${btoa("practice:practice")}`;
  const answer = await story.till.simulator.app.request(`/payments/v1/sessions/${paymentSessionId}`, {
    headers: { authorization },
  });
  return (await answer.json()).billing_address.email;
}

describe("while Klarna is away at the start", () => {
  test.each<[string, () => void]>([
    ["no connection", () => through(() => Promise.reject(new TypeError("client error (Connect)")))],
    ["a lost connection", () => through(() => Promise.reject(new TypeError("connection closed")))],
    ["500", () => through(() => Promise.resolve(new Response("Internal error", { status: 500 })))],
    ["503", () => through(() => Promise.resolve(new Response(null, { status: 503 })))],
    [
      "429",
      () => through(() => Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": "20" } }))),
    ],
    ["HTML for JSON", () => through(() => Promise.resolve(new Response("<html>Welcome</html>", { status: 200 })))],
    ["other JSON", () => through(() => Promise.resolve(Response.json({ session: 7 })))],
    ["a redirect", () => through(() => Promise.resolve(Response.redirect("https://elsewhere.test")))],
    ["silence", () => {
      // The first request's deadline passes while it is under way; whoever asks after that finds nobody.
      let deadline = () => {};
      let isFirst = true;
      through(() => {
        if (!isFirst) return Promise.reject(new TypeError("client error (Connect)"));
        isFirst = false;
        story.till.clock.advance(10_000);
        deadline();
        return new Promise(() => {});
      });
      Object.assign(story.till.clock, { wait: () => new Promise<void>((resolve) => deadline = resolve) });
    }],
  ])("%s: it stays at the start, says so, and goes on when Klarna is back", async (_, break_) => {
    break_();
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "created", failedChecks: 1, linkUrl: null });
    expect(story.till.shop.klarna.state).toBe("away");
    story.till.wire.through = null;
    Object.assign(story.till.clock, { wait: standStill });
    await story.laterOn();
    expect(await story.payment()).toMatchObject({ status: "waiting", failedChecks: 0, failureCode: null });
  });

  test("Klarna is left alone for as long as it asks with its 429", async () => {
    through(() => Promise.resolve(new Response(null, { status: 429, headers: { "retry-after": "20" } })));
    await story.till.runner.drain();
    expect((await story.payment()).nextCheckAt).toBe(story.till.clock.now() + 20_000);
  });

  test("a hosted page whose answer was lost is opened anew: nobody holds the first one's link", async () => {
    story.till.simulator.control.addFault({ kind: "createHostedSession", drop: true, applied: true });
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "created", hostedSessionId: null });
    await story.laterOn();
    const pages = story.till.simulator.control.listSessions();
    expect(pages).toHaveLength(2);
    expect(pages.map((page) => page.sessionId)).toContain((await story.payment()).hostedSessionId);
    expect(story.till.simulator.control.countRequests("createPaymentSession")).toBe(1);
  });

  test("the till's limit ends it at once, as the till's own deed", async () => {
    through(() => Promise.reject(new TypeError("client error (Connect)")));
    await story.till.runner.drain();
    story.till.clock.advance(15 * 60_000);
    await story.till.runner.drain();
    expect(await story.payment()).toMatchObject({ status: "cancelled", endedBy: "timeout", nextCheckAt: null });
    const last = (await eventsOf(story.till.shop.db.read, story.paymentId)).at(-1);
    expect(last).toMatchObject({ toStatus: "cancelled", cause: "timeout", staffId: null });
  });
});

describe("a customer whose record changes", () => {
  test("is told to Klarna while the link waits", async () => {
    await story.till.runner.drain();
    expect(await emailAtKlarna()).toBe("sam.karim@example.com");
    await changeEmail("sam@new.example.com");
    await story.till.runner.drain();
    expect(await emailAtKlarna()).toBe("sam@new.example.com");
    expect((await story.payment()).customerVersionTold).toBe(2);
    await story.look();
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(1);
  });

  test("is told before a link is sent to them", async () => {
    await story.till.runner.drain();
    await changeEmail("sam@new.example.com");
    await story.send("email");
    expect(await emailAtKlarna()).toBe("sam@new.example.com");
    expect(story.till.simulator.control.listMessages().map((message) => message.contact)).toEqual([
      "sam@new.example.com",
    ]);
  });

  test("is not told once the customer is on Klarna's page", async () => {
    await story.till.runner.drain();
    story.customer.opens();
    await story.look();
    await changeEmail("sam@new.example.com");
    await story.look();
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(0);
  });

  test("that Klarna refuses to take is not told again, and the link works all the same", async () => {
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "updatePaymentSession", badValue: "billing_address.email" });
    await changeEmail("sam@new.example.com");
    await story.look();
    story.customer.approves();
    await story.look();
    expect((await story.payment()).status).toBe("authorized");
    expect(story.till.simulator.control.countRequests("updatePaymentSession")).toBe(1);
  });

  test("that Klarna cannot take now does not keep us from seeing that they paid", async () => {
    await story.till.runner.drain();
    story.till.simulator.control.addFault({ kind: "updatePaymentSession", status: 500, times: 100 });
    await changeEmail("sam@new.example.com");
    story.customer.approves();
    await story.laterOn();
    expect((await story.payment()).status).toBe("authorized");
  });
});

test("a wish to cancel that comes while Klarna refuses the start is settled by that refusal", async () => {
  through(async () => {
    await story.cancel();
    return Response.json({ error_code: "BAD_VALUE", error_messages: [] }, { status: 400 });
  });
  await story.till.runner.drain();
  expect(await story.payment()).toMatchObject({ status: "rejected", refusalCode: "BAD_VALUE", nextCheckAt: null });
  expect(await story.wishes()).toMatchObject([{ kind: "cancel", state: "done", answerCode: "BAD_VALUE" }]);
});

function through(answer: () => Promise<Response>): void {
  story.till.wire.through = answer;
}

const standStill = () => new Promise<void>(() => {});
