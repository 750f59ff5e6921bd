import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createOwnRoutes } from "../../src/own-routes.ts";
import { sendPaymentLink } from "../../src/operations/send-link.ts";
import { type LinkRoute, type MessageChannel } from "../../src/domain/link-routes.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";
import { openStory, type Story } from "./story.ts";

const SMS_TOKEN = "sms-token-of-the-shop";
type Outcome = "done" | "refused" | "unavailable" | "unknown";

let world: World;
type World = Awaited<ReturnType<typeof openWorld>>;

afterEach(async () => {
  await world.story.till.close();
  await world.smtp.close();
});

/** A story in a shop with a mail server and a text provider of its own, each of which can be told what to do. */
async function openWorld() {
  const smtp: SmtpServer = startSmtpServer();
  const texts: { to: string; text: string }[] = [];
  const provider: { answer: () => Response } = { answer: () => Response.json({ id: "t1" }) };
  const config = {
    mail: { url: smtp.url, from: "Fernbank Outdoor <till@fernbank.example>" },
    sms: { url: "https://sms.example/send", token: SMS_TOKEN, from: "Fernbank", form: "json" as const },
  };
  const takeText: typeof globalThis.fetch = async (input, init) => {
    const answer = provider.answer();
    if (answer.status < 400 || answer.status >= 500) texts.push(await new Request(input, init).json());
    return answer;
  };
  const story: Story = await openStory(createOwnRoutes(config, { clock: systemClock, fetch: takeText }));
  await story.till.runner.drain();
  const messages = () => story.till.simulator.control.listMessages();
  return {
    story,
    smtp,
    texts,
    /** How many messages the customer was sent, by whomever. */
    received: () => messages().length + smtp.letters.length + texts.length,
    press: (channel: MessageChannel, via?: LinkRoute) =>
      sendPaymentLink(story.till.shop, story.action(), story.by, { paymentId: story.paymentId, channel, via }),
    /** Makes a route end so. An unknown one has sent its message all the same. */
    set: (route: LinkRoute, outcome: Outcome) => SET[route](outcome, { story, smtp, provider }),
  };
}

type Things = { story: Story; smtp: SmtpServer; provider: { answer: () => Response } };

const SET: Record<LinkRoute, (outcome: Outcome, things: Things) => void> = {
  klarna(outcome, { story }) {
    const { control } = story.till.simulator;
    control.clearFaults();
    const fault = { kind: "distribute", times: 20 } as const;
    if (outcome === "refused") control.addFault({ ...fault, status: 400, badValue: "method" });
    if (outcome === "unavailable") control.addFault({ ...fault, unreachable: true });
    if (outcome === "unknown") control.addFault({ ...fault, status: 500, applied: true });
  },
  own_mail(outcome, { smtp }) {
    const troubles = {
      done: null,
      refused: { at: "RCPT", line: "550 no" },
      unavailable: { at: "EHLO", closes: true },
      unknown: { at: ".", closes: true },
    } as const;
    smtp.trouble = troubles[outcome];
  },
  own_sms(outcome, { provider }) {
    const statuses = { done: 200, refused: 400, unavailable: 429, unknown: 500 } as const;
    provider.answer = () => new Response("{}", { status: statuses[outcome] });
  },
};

const CASES = (["done", "refused", "unavailable", "unknown"] as const).flatMap((outcome) =>
  ([["sms", "klarna"], ["email", "klarna"], ["sms", "own_sms"], ["email", "own_mail"]] as const).map((
    [channel, via],
  ) => ({ channel, via, outcome }))
);

describe("every route, and everything that can become of it", () => {
  test.each(CASES)("$channel by $via is $outcome: one row says so, the payment lives on", async (one) => {
    world = await openWorld();
    const { story } = world;
    world.set(one.via, one.outcome);
    await world.press(one.channel, one.via);
    await story.laterOn();
    const state = one.outcome !== "unavailable" ? one.outcome : one.via === "klarna" ? "asked" : "refused";
    expect(await story.sendings()).toMatchObject([{ channel: one.channel, via: one.via, state }]);
    expect((await story.payment()).status).toBe("waiting");
    expect(world.received()).toBe(
      one.outcome === "done" || one.via !== "own_mail" && one.outcome === "unknown" ? 1 : 0,
    );
    world.set(one.via, "done");
    await story.laterOn();
    await story.laterOn();
    const isRetried = one.via === "klarna" && one.outcome === "unavailable";
    expect(await story.sendings()).toMatchObject([{ state: isRetried ? "done" : state }]);
  });

  test("nothing secret and no address is in the log, whatever becomes of it", async () => {
    world = await openWorld();
    // What was done comes last: three messages are the most for a payment.
    for (const { channel, via, outcome } of CASES.toReversed()) {
      world.set(via, outcome);
      await world.press(channel, via).catch(() => {});
      world.story.till.clock.advance(30_000);
      await world.story.till.runner.drain();
    }
    const log = world.story.till.lines.join("\n");
    expect(log).toContain("link_not_sent");
    expect(log).not.toMatch(/sms-token|smtp-pass|karim@|7755564318/);
  });
});

describe("which route a message takes", () => {
  test("Klarna's first; once it refused the way for the shop, the next payment goes by our own at once", async () => {
    world = await openWorld();
    const { story, press } = world;
    story.till.simulator.control.setSwitches({ smsEnabled: false });
    await press("sms");
    expect(await story.sendings()).toMatchObject([{ via: "klarna", state: "refused", refusalAbout: "channel" }]);
    expect(world.received()).toBe(0);
    await press("sms");
    expect((await story.sendings()).at(-1)).toMatchObject({ via: "own_sms", state: "done", correlationId: "t1" });
    const { linkUrl } = await story.payment();
    expect(world.texts).toMatchObject([{ to: "+447755564318", text: expect.stringContaining(linkUrl ?? "none") }]);
    await press("email");
    expect((await story.sendings()).at(-1)).toMatchObject({ via: "klarna", state: "done" });
  });

  test("ours when the cashier says so, with the link of this payment in it", async () => {
    world = await openWorld();
    await world.press("email", "own_mail");
    const { linkUrl } = await world.story.payment();
    expect(world.smtp.letters).toMatchObject([{ to: "sam.karim@example.com" }]);
    expect(world.smtp.letters[0]?.text.split(/\r?\n/)).toContain(linkUrl);
    expect(await world.story.sendings()).toMatchObject([{ via: "own_mail", state: "done" }]);
  });

  test("a message that waits for Klarna goes by our own instead, and not by both", async () => {
    world = await openWorld();
    world.set("klarna", "unavailable");
    await world.press("sms");
    expect(await world.story.sendings()).toMatchObject([{ via: "klarna", state: "asked" }]);
    await world.press("sms", "own_sms");
    await world.story.laterOn();
    world.set("klarna", "done");
    await world.story.laterOn();
    await world.story.laterOn();
    expect(await world.story.sendings()).toMatchObject([{ via: "own_sms", state: "done" }]);
    expect(world.received()).toBe(1);
  });

  test("none of our own without a link of Klarna's", async () => {
    world = await openWorld();
    await world.story.till.shop.db.write.updateTable("payment").set({ linkUrl: null }).execute();
    await expect(world.press("sms", "own_sms")).rejects.toMatchObject({ problem: { kind: "no_route" } });
  });
});

const anyOutcome = fc.constantFrom<Outcome>("done", "refused", "unavailable", "unknown");
const anyPress = fc.record({
  channel: fc.constantFrom<MessageChannel>("sms", "email"),
  isOurs: fc.boolean(),
  outcomes: fc.record({ klarna: anyOutcome, own_mail: anyOutcome, own_sms: anyOutcome }),
  restMs: fc.constantFrom(0, 1_000, 25_000, 700_000),
});

test("a payment never gets two messages from one press, whatever the routes do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyPress, { minLength: 1, maxLength: 6 }), async (presses) => {
      world = await openWorld();
      const { story } = world;
      try {
        let made = 0;
        for (const { channel, isOurs, outcomes, restMs } of presses) {
          for (const route of ["klarna", "own_mail", "own_sms"] as const) world.set(route, outcomes[route]);
          const via = isOurs ? ({ sms: "own_sms", email: "own_mail" } as const)[channel] : undefined;
          const isTaken = await world.press(channel, via).then(() => true, () => false);
          made += isTaken ? 1 : 0;
          story.till.clock.advance(restMs);
          await story.till.runner.drain();
          expect(world.received()).toBeLessThanOrEqual(made);
        }
        for (const route of ["klarna", "own_mail", "own_sms"] as const) world.set(route, "done");
        for (let round = 0; round < 4; round++) await story.laterOn();
        const sendings = await story.sendings();
        expect(sendings.length).toBeLessThanOrEqual(made);
        expect(world.received()).toBeLessThanOrEqual(sendings.filter(({ state }) => state !== "refused").length);
      } finally {
        await story.till.close();
        await world.smtp.close();
      }
    }),
    { numRuns: 12 },
  );
  world = await openWorld();
}, 60_000);
