import { afterEach, expect, test } from "vitest";
import { eventsOf } from "../../src/store/payments.ts";
import { openStory, type Story } from "./story.ts";

/** Whatever Klarna answers has a name by which its support finds it again: that is kept with the payment, not only in the log. */

let story: Story;

afterEach(() => story.till.close());

const notes = async () =>
  (await eventsOf(story.till.shop.db.read, story.paymentId)).filter(({ toStatus }) => toStatus === null)
    .map(({ kind, correlationId, detail }) => ({ kind, correlationId, detail }));

/** What Klarna calls its answers to these from now on, the newest last. */
function namesOf(method: string, path: RegExp): string[] {
  const names: string[] = [];
  story.till.wire.through = async (request, on) => {
    const answer = await on(request);
    const isOne = request.method === method && path.test(new URL(request.url).pathname);
    if (isOne) names.push(answer.headers.get("klarna-correlation-id") ?? "none");
    return answer;
  };
  return names;
}

test("of a payment session that was made", async () => {
  story = await openStory();
  const names = namesOf("POST", /^\/payments\/v1\/sessions$/);
  await story.till.runner.drain();
  expect(await notes()).toEqual([{ kind: "session_made", correlationId: names[0], detail: null }]);
});

test.each(
  [
    ["createPaymentSession", /^\/payments\/v1\/sessions$/],
    ["createHostedSession", /^\/hpp\/v1\/sessions$/],
  ] as const,
)("of a start whose %s fails", async (kind, path) => {
  story = await openStory();
  const names = namesOf("POST", path);
  story.till.simulator.control.addFault({ kind, status: 500 });
  await story.till.runner.drain();
  const detail = JSON.stringify({ code: "INTERNAL_SERVER_ERROR" });
  expect((await notes()).at(-1)).toEqual({ kind: "answer_failed", correlationId: names[0], detail });
});

test("of a look that fails, once for as long as it goes on failing so", async () => {
  story = await openStory();
  await story.till.runner.drain();
  const { control } = story.till.simulator;
  const names = namesOf("GET", /^\/hpp\//);
  const fail = async (status: number, times: number) => {
    control.addFault({ kind: "readHostedSession", status, times });
    for (let looks = 0; looks < times; looks++) await story.laterOn();
  };
  const failures = async () => (await notes()).filter(({ kind }) => kind === "answer_failed");
  await fail(500, 3);
  expect(await failures()).toMatchObject([{ correlationId: names[0] }]);
  await fail(503, 1);
  expect(await failures()).toHaveLength(2);
  expect(names).toContain((await failures()).at(-1)?.correlationId);
  await story.laterOn();
  await fail(503, 1);
  expect(await failures()).toHaveLength(3);
});

test("of an order that is not found", async () => {
  story = await openStory();
  await story.till.runner.drain();
  story.customer.approves();
  const names = namesOf("GET", /^\/ordermanagement\//);
  story.till.simulator.control.addFault({ kind: "readOrder", status: 404 });
  await story.look();
  expect((await notes()).at(-1)).toMatchObject({ kind: "answer_failed", correlationId: names.at(-1) });
});
