import { afterEach, beforeEach, expect, test } from "vitest";
import { voidSale } from "../../src/operations/void-sale.ts";
import { openStory, type Story } from "./story.ts";
import { isRead, reworded } from "./support.ts";

let story: Story;

beforeEach(async () => {
  story = await openStory();
  await story.till.runner.drain();
});

afterEach(() => story.till.close());

const open = async () => (await story.attention()).filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);

/** Klarna's answers of this kind are reworded until this is called off. */
function lie(path: "hpp" | "ordermanagement", words: Record<string, unknown>): () => void {
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    return isRead(request, path) ? await reworded(answer, words) : answer;
  };
  return () => story.till.wire.through = null;
}

/** How each of them is called for; Klarna is right again afterwards, and the customer has paid. */
const CALLED: Record<string, () => Promise<void>> = {
  async order_differs() {
    const isOver = lie("ordermanagement", { order_amount: 1 });
    story.customer.approves();
    await story.look();
    isOver();
  },
  async completed_without_order() {
    const isOver = lie("hpp", { order_id: null, authorization_token: null });
    story.customer.approves();
    await story.look();
    isOver();
  },
  async end_not_seen() {
    story.till.simulator.control.addFault({ kind: "readHostedSession", status: 404, times: 1 });
    await story.look();
    story.customer.approves();
  },
};

test.each(Object.keys(CALLED))(
  "whoever was called for %s is called off once the order is there and right",
  async (kind) => {
    await CALLED[kind]!();
    expect(await open()).toEqual([kind]);
    await story.look();
    expect((await story.payment()).status).toBe("authorized");
    expect(await open()).toEqual([]);
  },
);

test("whoever was called since Klarna would not let go is called off once it has", async () => {
  story.customer.approves();
  await story.look();
  story.till.simulator.control.addFault({ kind: "cancelOrder", status: 403, times: 1 });
  const giveUp = { saleId: story.saleId, reason: "mistake", approval: null } as const;
  await voidSale(story.till.shop, story.action(), story.by, giveUp);
  await story.look();
  expect(await open()).toEqual(["release_refused"]);
  await story.release();
  await story.look();
  expect((await story.payment()).status).toBe("released");
  expect(await open()).toEqual([]);
});
