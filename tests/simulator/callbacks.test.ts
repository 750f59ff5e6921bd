import { expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

type Received = { method: string; url: string; body: string; contentType: string | null };

/** A shop that can be called: it answers with the codes given, the last of them for ever. */
function openReachableShop(...answers: number[]): { shop: Shop; received: Received[] } {
  const received: Received[] = [];
  const fetchCallback: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const contentType = request.headers.get("content-type");
    received.push({ method: request.method, url: request.url, body: await request.text(), contentType });
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

test("up to twenty copies of one event are sent", async () => {
  const { shop, received } = openReachableShop();
  shop.simulator.control.setSwitches({ callbackCopies: 20 });
  shop.simulator.control.open((await shop.createHosted(mode, urls)).session_id);
  await shop.simulator.control.settleCallbacks();
  expect(received).toHaveLength(20);
  expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
  expect(() => shop.simulator.control.setSwitches({ callbackCopies: 21 })).toThrow();
});

test("a call can come 48 hours late, long after the session is gone", async () => {
  const { shop, received } = openReachableShop();
  shop.simulator.control.setSwitches({ callbackDelayMs: 48 * 3_600_000 });
  shop.simulator.control.cancel((await shop.createHosted(mode, urls)).session_id);
  await shop.simulator.control.settleCallbacks();
  expect(received).toEqual([]);
  shop.clock.atMs += 48 * 3_600_000;
  await shop.simulator.control.settleCallbacks();
  expect(received.map(({ body }) => JSON.parse(body).session.status)).toEqual(["IN_PROGRESS", "CANCELLED"]);
});

test("a body can be forged, of an unknown status, or no JSON", async () => {
  const { shop, received } = openReachableShop();
  const { control } = shop.simulator;
  const bodyOf = async (callbackBodies: "forged" | "unknownStatus" | "timeout" | "garbage") => {
    received.length = 0;
    control.setSwitches({ callbackBodies });
    control.open((await shop.createHosted(mode, urls)).session_id);
    await control.settleCallbacks();
    return received[0]?.body ?? "";
  };
  expect(JSON.parse(await bodyOf("forged")).session).toMatchObject({
    status: "COMPLETED",
    order_id: expect.any(String),
  });
  expect(JSON.parse(await bodyOf("unknownStatus")).session.status).toBe("LEVITATING");
  expect(JSON.parse(await bodyOf("timeout")).session.status).toBe("TIMEOUT");
  const garbage = await bodyOf("garbage");
  expect(() => JSON.parse(garbage)).toThrow();
});

test("a call can go to a wrong secret, or to that of another session", async () => {
  const { shop, received } = openReachableShop();
  const { control } = shop.simulator;
  const other = { merchant_urls: { status_update: "https://till.example/klarna?secret=other" } };
  const [first, second] = [await shop.createHosted(mode, urls), await shop.createHosted(mode, urls)];
  await shop.createHosted(mode, other);
  control.setSwitches({ callbackAddress: "wrongToken" });
  control.open(first.session_id);
  control.setSwitches({ callbackAddress: "otherSession" });
  control.open(second.session_id);
  await control.settleCallbacks();
  expect(received.map(({ url }) => url.split("secret=")[1])).toEqual(["s0", "other"]);
  expect(received.map(({ body }) => JSON.parse(body).session.session_id)).toEqual([
    first.session_id,
    second.session_id,
  ]);
});

test("a call can be of a wrong method or type, of five megabytes, or a flood", async () => {
  const { shop, received } = openReachableShop();
  const { control } = shop.simulator;
  const come = async (callbackForm: "wrongMethod" | "wrongType" | "huge" | "flood") => {
    received.length = 0;
    control.setSwitches({ callbackForm });
    control.open((await shop.createHosted(mode, urls)).session_id);
    await control.settleCallbacks();
    return received;
  };
  expect(await come("wrongMethod")).toMatchObject([{ method: "PUT", contentType: "application/json" }]);
  expect(await come("wrongType")).toMatchObject([{ method: "POST", contentType: "text/plain" }]);
  const [huge] = await come("huge");
  expect(huge?.body).toHaveLength(5_000_000);
  expect(JSON.parse(huge?.body ?? "").session).toMatchObject({ status: "IN_PROGRESS" });
  const flood = await come("flood");
  expect(new Set(flood.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
  expect(flood).toHaveLength(200);
});

test("a call can come before the shop is told of the page it is about, even while calls are held", async () => {
  const { shop, received } = openReachableShop();
  shop.simulator.control.setSwitches({ callbackBeforeAnswer: true, callbacks: "hold" });
  const made = shop.createHosted(mode, urls).then(({ session_id: id }) => ({ id, calledBefore: received.length }));
  const { id, calledBefore } = await made;
  expect(calledBefore).toBe(1);
  expect(JSON.parse(received[0]?.body ?? "").session).toEqual(await shop.readHosted(id));
  shop.simulator.control.open(id);
  expect(received).toHaveLength(1);
});

test("trouble by chance reaches callbacks too, the same for the same seed", async () => {
  const run = async (seed: number) => {
    const { shop } = openReachableShop();
    shop.simulator.control.startChaos({ seed, perThousand: 700, only: ["C"] });
    for (let round = 0; round < 20; round += 1) {
      shop.simulator.control.cancel((await shop.createHosted(mode, urls)).session_id);
    }
    return shop.simulator.control.listCallbacks().map((
      { status, nextTryAt, body },
    ) => [status, nextTryAt, body.length]);
  };
  expect(await run(11)).toEqual(await run(11));
  expect((await run(11)).length).toBeGreaterThan(60);
  expect(await run(11)).not.toEqual(await run(12));
});

test("every name of trouble reaches callbacks by chance, or one alone", async () => {
  const run = async (only: string[]) => {
    const { shop, received } = openReachableShop();
    const { control } = shop.simulator;
    control.startChaos({ seed: 2, perThousand: 1_000, only });
    for (let round = 0; round < 40; round += 1) control.cancel((await shop.createHosted(mode, urls)).session_id);
    await control.settleCallbacks();
    return { names: Object.keys(control.countFaults()).sort(), received };
  };
  expect((await run(["C"])).names).toEqual(["C1", "C11", "C13", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"]);
  const empty = await run(["C13"]);
  expect(empty.names).toEqual(["C13"]);
  expect(new Set(empty.received.map(({ body }) => body))).toEqual(new Set([""]));
});
