import { afterEach, beforeEach, expect } from "vitest";
import { brokenRules } from "../../../src/store/own-books.ts";
import { accounts, refunds, setLimit, takeBack, type Told } from "../returns-support.ts";
import { openStory, type Story } from "../story.ts";

export const TENT = 38_900;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** For the tests of one file: a tent that Klarna pays for and that is about to be sold, and what comes back of it. */
export function openForRefunds() {
  let story: Story;
  const begin = async () => {
    story = await openStory();
    await setLimit(story.till, 1_000_000);
    await story.till.runner.drain();
  };
  beforeEach(async () => {
    await begin();
    story.customer.approves();
    await story.look();
    await story.save();
  });
  afterEach(async () => {
    expect(await brokenRules(story.till.shop.db.read, 0)).toEqual([]);
    await story.till.close();
  });
  return {
    get story() {
      return story;
    },
    /** Another till, whose customer has not paid yet. */
    async beginAnew(): Promise<void> {
      await story.till.close();
      await begin();
    },
    control: () => story.till.simulator.control,
    back: (told: Told) => takeBack(story.till, story.saleId, told),
    part: (freeMinor: number): Told => ({ freeMinor, note: "Scratched" }),
    wishesToRefund: async () => (await story.wishes()).filter(({ kind }) => kind === "refund"),
    open: async () => (await story.attention()).filter(({ closedAt }) => closedAt === null),
    async sold(): Promise<void> {
      await story.complete();
      await story.till.runner.drain();
      expect((await story.payment()).status).toBe("captured");
    },
    /** Our book says of this payment what Klarna's says, and nothing is owed. */
    async expectAgreement(refundedMinor: number): Promise<void> {
      const ours = (await refunds(story.till)).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect([ours, story.order()?.refunded_amount]).toEqual([refundedMinor, refundedMinor]);
      const held = await accounts(story.till);
      expect([held["klarna_refund_pending"], held["klarna_receivable"] ?? 0]).toEqual([
        undefined,
        TENT - refundedMinor,
      ]);
      expect((await story.payment()).status).toBe("captured");
      expect((await story.payment()).nextCheckAt).toBeNull();
    },
  };
}
