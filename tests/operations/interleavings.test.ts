import { expect, test } from "vitest";
import { checkPayment } from "../../src/operations/check-payment.ts";
import { hintFromKlarna } from "../../src/operations/payment-wishes.ts";
import { openStory, type Story } from "./story.ts";

/**
 * {cancel, customer pays, poll, callback} in every order, with every request to Klarna stopped twice: before it reaches
 * Klarna, and before its answer reaches us. What is true in the end depends on one thing only: whether Klarna heard of
 * the payment or of the cancellation first.
 */

const ACTORS = ["cancel", "pays", "poll", "callback"] as const;
type Actor = (typeof ACTORS)[number];
/** What may happen next: somebody begins, or the oldest stopped request goes on. */
type Choice = Actor | "onward";

/** Requests wait here until they are told to go on. */
class Gate {
  readonly #waiting: (() => void)[] = [];

  pass(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get isHolding(): boolean {
    return this.#waiting.length > 0;
  }

  release(): void {
    this.#waiting.shift()?.();
  }
}

/** One run of the story along a given list of choices. */
class Run {
  readonly begun: Actor[] = [];
  /** Who was first at Klarna. */
  first: "paid" | "cancelled" | null = null;
  readonly #gate = new Gate();
  readonly #deeds: Promise<unknown>[] = [];

  private constructor(readonly story: Story) {}

  static async open(): Promise<Run> {
    const story = await openStory();
    await story.till.runner.drain();
    const run = new Run(story);
    story.till.wire.through = async (request, on) => {
      await run.#gate.pass();
      const answer = await on(request);
      if (request.method === "DELETE" && answer.status === 204) run.first ??= "cancelled";
      await run.#gate.pass();
      return answer;
    };
    return run;
  }

  choices(): Choice[] {
    const left: Choice[] = ACTORS.filter((actor) => !this.begun.includes(actor));
    return this.#gate.isHolding ? [...left, "onward"] : left;
  }

  async take(choice: Choice): Promise<void> {
    if (choice === "onward") this.#gate.release();
    else {
      this.begun.push(choice);
      this.#deeds.push(this.#begin(choice));
    }
    await settled();
  }

  async #begin(actor: Actor): Promise<unknown> {
    const { story } = this;
    const { shop } = story.till;
    switch (actor) {
      // Once Klarna has said that it is paid, there is nothing to cancel.
      case "cancel":
        return await story.cancel().catch((error) => expect(error.problem.kind).toBe("payment_not_open"));
      case "poll":
        return await checkPayment(shop, story.paymentId, "poll");
      case "callback":
        await hintFromKlarna(shop, story.paymentId);
        return await checkPayment(shop, story.paymentId, "callback");
      case "pays":
        try {
          story.customer.approves();
          this.first ??= "paid";
        } catch {
          expect(this.first).toBe("cancelled");
        }
    }
  }

  /** Everything that can be told apart from here on: states at both ends, who has begun, what is on its way. */
  async key(): Promise<string> {
    const { status, nextCheckAt, leaseOwner, completionSeenAt } = await this.story.payment();
    const wishes = (await this.story.wishes()).map((wish) => wish.state);
    const session = this.story.session()?.status;
    const due = nextCheckAt === this.story.till.clock.now();
    return JSON.stringify([
      [...this.begun].sort(),
      this.#gate.isHolding,
      status,
      due,
      leaseOwner !== null,
      completionSeenAt !== null,
      wishes,
      session,
      this.first,
      this.story.till.simulator.control.countRequests("readHostedSession"),
      this.story.till.simulator.control.countRequests("disableHostedSession"),
      this.story.till.simulator.control.countRequests("readOrder"),
    ]);
  }

  /** Lets everything finish and the loop go on, then says what is true at both ends. */
  async end() {
    this.story.till.wire.through = null;
    while (this.#gate.isHolding) await this.take("onward");
    await Promise.all(this.#deeds);
    for (let looks = 0; looks < 3; looks++) await this.story.look();
    const { status } = await this.story.payment();
    const wishes = (await this.story.wishes()).map(({ kind, state }) => `${kind} ${state}`);
    return { status, wishes, klarna: this.story.order()?.status ?? this.story.session()?.status };
  }
}

/** Until nothing moves by itself any more: the database answers in microtasks and immediates. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 30; turns++) await new Promise((resolve) => setImmediate(resolve));
}

test("in every interleaving the same ending is true, and it is the one Klarna heard of first", async () => {
  const seen = new Set<string>();
  const endings = new Map<string, number>();
  const paths: Choice[][] = [[]];
  let runs = 0;
  while (paths.length > 0) {
    const path = paths.pop() ?? [];
    const run = await Run.open();
    for (const choice of path) await run.take(choice);
    const choices = run.choices();
    const key = await run.key();
    const isKnown = seen.has(key);
    seen.add(key);
    if (!isKnown) { for (const choice of choices) paths.push([...path, choice]); }
    if (choices.every((choice) => choice === "onward")) {
      runs++;
      const isCancelled = run.begun.includes("cancel");
      const ending = await run.end();
      const said = `${path.join(" ")} → ${JSON.stringify(ending)}`;
      expect(ending.status, said).toBe(run.first === "paid" ? "authorized" : "cancelled");
      expect(ending.klarna, said).toBe(run.first === "paid" ? "AUTHORIZED" : "DISABLED");
      expect(ending.wishes.filter((wish) => /asked|unknown/.test(wish)), said).toEqual([]);
      expect(await run.story.attention(), said).toEqual([]);
      expect(isCancelled).toBe(true);
      endings.set(ending.status, (endings.get(ending.status) ?? 0) + 1);
    } else await run.end();
    await run.story.till.close();
  }
  expect(runs).toBeGreaterThan(40);
  expect([...endings.keys()].toSorted()).toEqual(["authorized", "cancelled"]);
}, 240_000);
