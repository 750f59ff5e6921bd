import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../db/open.ts";
import { once } from "../../src/operations/once.ts";
import { startPayment } from "../../src/operations/start-payment.ts";
import { insertSending } from "../../src/store/wishes.ts";
import { openScene, problemOf, type Scene } from "./support.ts";

let scene: Scene;
let paymentId: string;

beforeEach(async () => {
  scene = await openScene();
  ({ paymentId } = await startPayment(
    scene.shop,
    scene.press(),
    scene.ada,
    await scene.seen(await scene.ringUp("TNT-RDG3")),
  ));
});

afterEach(() => scene.close());

function sendings(db: Db = scene.shop.db.read) {
  return db.selectFrom("sending").selectAll().execute();
}

/** A deed that can be counted afterwards; what it answers differs each time it is done. */
function countedDeed(action = scene.press(), fault?: Error) {
  return once(scene.shop, action, async (tx) => {
    const id = `snd_${(await sendings(tx)).length + 1}`;
    await insertSending(tx, { id, paymentId, channel: "qr", state: "done", askedAt: scene.clock.now() });
    if (fault) throw fault;
    return { id };
  });
}

describe("once", () => {
  test("the same press again gets the same answer and does nothing", async () => {
    const action = scene.press();
    expect(await countedDeed(action)).toEqual({ id: "snd_1" });
    expect(await countedDeed({ ...action })).toEqual({ id: "snd_1" });
    expect(await sendings()).toHaveLength(1);
  });

  test("two presses at the same moment do it once", async () => {
    const action = scene.press();
    const answers = await Promise.all([countedDeed(action), countedDeed(action), countedDeed(action)]);
    expect(answers).toEqual([{ id: "snd_1" }, { id: "snd_1" }, { id: "snd_1" }]);
    expect(await sendings()).toHaveLength(1);
  });

  test("another press does it again", async () => {
    await countedDeed();
    expect(await countedDeed()).toEqual({ id: "snd_2" });
  });

  test("the same press with other content is refused", async () => {
    const action = scene.press();
    await countedDeed(action);
    expect(await problemOf(countedDeed({ ...action, contentHash: "other" }))).toBe("action_reused");
    expect(await problemOf(countedDeed({ ...action, staffId: "stf_other" }))).toBe("action_reused");
    expect(await sendings()).toHaveLength(1);
  });

  test("a deed that throws leaves nothing, so the same form may be tried again", async () => {
    const action = scene.press();
    await expect(countedDeed(action, new Error("disk full"))).rejects.toThrow("disk full");
    expect(await sendings()).toEqual([]);
    expect(await countedDeed(action)).toEqual({ id: "snd_1" });
  });
});
