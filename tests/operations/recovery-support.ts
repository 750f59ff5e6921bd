import { afterEach, beforeEach } from "vitest";
import { addLine } from "../../src/operations/basket.ts";
import { completeSale } from "../../src/operations/sale-life.ts";
import { createMemoryLogbook, type MemoryLogbook } from "../support/memory-logbook.ts";
import { type Backup, backUp } from "../support/test-till.ts";
import { refunds, setLimit, takeBack } from "./returns-support.ts";
import { openStory, type Story } from "./story.ts";
import { openScene, paymentRow, saleRow, type Scene } from "./support.ts";

export const HOUR = 3_600_000;

/** One logbook over the lives of a till whose database is backed up and put back; everything is closed after each test. */
export type Loss = {
  logbook: MemoryLogbook;
  /** The payment that is lost when the backup is put back. */
  lost: Story;
  tills: Scene[];
};

export function prepareLoss(): Loss {
  let story: Story | undefined;
  const loss: Loss = {
    logbook: createMemoryLogbook(),
    tills: [],
    get lost() {
      if (!story) throw new Error("nothing was lost yet");
      return story;
    },
    set lost(one) {
      story = one;
    },
  };
  beforeEach(() => {
    story = undefined;
    loss.tills = [];
    loss.logbook = createMemoryLogbook();
  });
  afterEach(async () => {
    for (const till of loss.tills) await till.close();
    await story?.till.close();
  });
  return loss;
}

/** A payment that begins after the backup was made. */
export async function afterBackup(loss: Loss): Promise<Backup> {
  const { logbook } = loss;
  const first = await openScene({ logbook });
  const backup = await backUp(first);
  loss.lost = await openStory({ logbook, restored: backup });
  loss.tills.push(first);
  return backup;
}

/** The backup is put back, and the till starts. */
export async function restore(loss: Loss, backup: Backup): Promise<Scene> {
  const till = await openScene({ logbook: loss.logbook, restored: backup });
  loss.tills.unshift(till);
  return till;
}

export const attentionItems = (till: Scene) => till.shop.db.read.selectFrom("attentionItem").selectAll().execute();

/** What somebody is called for now. */
export const openItems = async (till: Scene) =>
  (await attentionItems(till)).filter((item) => item.closedAt === null).map((item) => item.kind);

export const tillEvents = async (till: Scene) =>
  (await till.shop.db.read.selectFrom("tillEvent").selectAll().execute()).map((event) => event.kind);

export const scan = (till: Scene, saleId: string, typed = "TNT-RDG3") =>
  addLine(till.shop, till.press(), till.ada, { saleId, quantity: 1, typed });

export const lostSale = ({ lost }: Loss, till: Scene) => saleRow(till, lost.saleId);
export const lostPayment = ({ lost }: Loss, till: Scene) => paymentRow(till, lost.paymentId);

/** A tent that Klarna has paid for, in a till beside which others may be put back. */
export async function soldTent(loss: Loss, { isForPickUp = false } = {}): Promise<Scene> {
  loss.lost = await openStory({ logbook: loss.logbook });
  const { till, saleId } = loss.lost;
  await setLimit(till, 1_000_000);
  await till.runner.drain();
  loss.lost.customer.approves();
  await loss.lost.look();
  await loss.lost.save();
  await completeSale(till.shop, till.press(), till.ada, saleId, { isForPickUp });
  await till.runner.drain();
  return till;
}

/** So much of its price goes back. */
export const giveSome = ({ lost }: Loss, till: Scene, freeMinor: number) =>
  takeBack(till, lost.saleId, { freeMinor, note: "Scratched" });

/** What Klarna gave back, and what of it is in the till's book. */
export const backAtKlarna = ({ lost }: Loss) =>
  lost.order()?.refunds.map(({ refunded_amount }) => refunded_amount) ?? [];
export const backInBook = async (till: Scene) => (await refunds(till)).map(({ amountMinor }) => amountMinor);

export const closeLine = (till: Scene) => till.wire.through = () => Promise.reject(new TypeError("connection refused"));
