import { expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

type Received = { url: string; body: string; contentType: string | null };

/** A shop that can be called: it answers with the codes given, the last of them for ever. */
function openReachableShop(...answers: number[]): { shop: Shop; received: Received[] } {
  const received: Received[] = [];
  const fetchCallback: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    received.push({ url: request.url, body: await request.text(), contentType: request.headers.get("content-type") });
    return new Response(null, { status: answers[received.length - 1] ?? answers.at(-1) ?? 204 });
  };
  return { shop: openShop({ fetchCallback }), received };
}

const urls = { merchant_urls: { status_update: "https://till.example/klarna?sid={{session_id}}&secret=s3" } };
const mode = { place_order_mode: "PLACE_ORDER" };

test("each change the customer makes is told once, with the session as GET shows it", async () => {
  const { shop, received } = openReachableShop();
  const { session_id: id } = await shop.createHosted(mode, urls);
  shop.simulator.control.approve(id);
  await shop.simulator.control.settleCallbacks();
  expect(received.map(({ url }) => url)).toEqual(Array(2).fill(`https://till.example/klarna?sid=${id}&secret=s3`));
  const [opened, completed] = received.map(({ body }) => JSON.parse(body));
  expect(opened.session).toMatchObject({ session_id: id, status: "IN_PROGRESS" });
  expect(completed.session).toEqual(await shop.readHosted(id));
  expect(opened.event_id).not.toBe(completed.event_id);
  expect(received[0]?.contentType).toBe("application/json");
});

test("nothing is told without an address, or when the shop disables", async () => {
  const { shop, received } = openReachableShop();
  const silent = await shop.createHosted();
  shop.simulator.control.open(silent.session_id);
  const disabled = await shop.createHosted(mode, urls);
  await shop.call("DELETE", disabled.session_url);
  await shop.simulator.control.settleCallbacks();
  expect(received).toEqual([]);
});

test("an answer that is no 2xx is followed by three more tries, seconds apart, and then silence", async () => {
  const { shop, received } = openReachableShop(500);
  const { session_id: id } = await shop.createHosted(mode, urls);
  shop.simulator.control.open(id);
  for (let round = 1; round <= 6; round += 1) {
    await shop.simulator.control.settleCallbacks();
    await shop.simulator.control.settleCallbacks();
    expect(received).toHaveLength(Math.min(round, 4));
    shop.clock.atMs += 3_000;
  }
  expect(shop.simulator.control.listCallbacks()).toMatchObject([{ tries: 4, delivered: false, nextTryAt: null }]);
});

test("a try that succeeds ends the tries", async () => {
  const { shop, received } = openReachableShop(500, 204);
  const { session_id: id } = await shop.createHosted(mode, urls);
  shop.simulator.control.open(id);
  for (let round = 0; round < 4; round += 1) {
    await shop.simulator.control.settleCallbacks();
    shop.clock.atMs += 3_000;
  }
  expect(received).toHaveLength(2);
  expect(received[0]?.body).toBe(received[1]?.body);
});

test("callbacks can be lost, doubled, empty, or come late and out of order", async () => {
  const { shop, received } = openReachableShop();
  const { control } = shop.simulator;
  const act = async (switches: Parameters<typeof control.setSwitches>[0]) => {
    received.length = 0;
    control.setSwitches({ callbacks: "send", callbackBodies: "full", ...switches });
    const { session_id: id } = await shop.createHosted(mode, urls);
    control.cancel(id);
  };
  await act({ callbacks: "drop" });
  await control.settleCallbacks();
  expect(received).toEqual([]);
  await act({ callbacks: "duplicate" });
  await control.settleCallbacks();
  expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(2);
  expect(received).toHaveLength(4);
  await act({ callbackBodies: "empty" });
  await control.settleCallbacks();
  expect(received.map(({ body }) => body)).toEqual(["", ""]);
  await act({ callbacks: "hold" });
  await Promise.resolve();
  expect(received).toEqual([]);
  await control.settleCallbacks("newestFirst");
  expect(received.map(({ body }) => JSON.parse(body).session.status)).toEqual(["CANCELLED", "IN_PROGRESS"]);
});
