import { describe, expect, test } from "vitest";
import { KlarnaError, type KlarnaErrorKind } from "../../src/klarna/errors.ts";
import { faultIds, type Trouble, troublesOf } from "../../src/simulator/fault-catalogue.ts";
import { type Asking, ASKINGS, type Scene } from "./fault-scenes.ts";
import { settle } from "./support.ts";

/**
 * Every call of the gateway meets every trouble of the catalogue, in each of its ways: the answer has its documented
 * meaning, the request was sent once, Klarna's book has at most one effect of it, and nothing outlasts the deadline.
 */

const DEADLINE_MS = 10_000;

/** What the till is told: a failure of a kind, with its code; or an answer, of which this much is said. */
type Meaning = { fails: [KlarnaErrorKind, string | null] } | { answers: Record<string, unknown> };

const fine: Meaning = { answers: {} };
const fails = (kind: KlarnaErrorKind, code: string | null): Meaning => ({ fails: [kind, code] });

/** What a trouble means for who asked. */
function meaningOf(asking: Asking, trouble: Trouble): Meaning {
  /** After a write that broke nobody knows; a look that broke was none. */
  const broken = asking.is === "write" ? "unknown" : "unavailable";
  const { status, garble, lie } = trouble;
  if (trouble.unreachable) return fails("unavailable", "unreachable");
  if (trouble.hang) return fails(broken, "timeout");
  if (trouble.drop) return fails(broken, "connection_lost");
  if (trouble.redirectTo !== undefined) return fails(broken, "redirect");
  if (trouble.badValue !== undefined) return refusedField(asking);
  if (status !== undefined) return meaningOfStatus(asking, status, trouble.errorCode);
  if (asking.answerIn === "head") return fine;
  if (garble !== undefined) return meaningOfGarble(asking, garble, broken);
  return lie === undefined ? fine : meaningOfLie(asking, lie, broken);
}

/** Klarna's 400 to a disable says that the customer was faster. */
function refusedField(asking: Asking): Meaning {
  if (asking.name === "disableHostedSession") return { answers: { outcome: "too_late" } };
  return fails("refused", "BAD_VALUE");
}

function meaningOfStatus(asking: Asking, status: number, code: string | undefined): Meaning {
  if (status >= 500) {
    const kind = asking.is === "write" ? "unknown" : "unavailable";
    return fails(kind, status === 500 ? "INTERNAL_SERVER_ERROR" : "TEMPORARILY_UNAVAILABLE");
  }
  if (status === 429) return fails("unavailable", "TOO_MANY_REQUESTS");
  if (status === 401) return fails("refused", "unauthorized");
  if (status === 403) return fails("refused", code ?? "NOT_ALLOWED");
  if (status === 409) return fails("refused", "CONFLICT");
  if (asking.name === "disableHostedSession") return { answers: { outcome: status === 400 ? "too_late" : "gone" } };
  // Of an order alone a 400 may say the same as a 404.
  const isGone = asking.name === "readOrder" || (asking.name === "readHostedSession" && status === 404);
  return isGone ? { answers: { state: "gone" } } : fails("refused", code ?? "NOT_FOUND");
}

function meaningOfGarble(asking: Asking, garble: Trouble["garble"], broken: KlarnaErrorKind): Meaning {
  switch (garble) {
    case "cut":
      return fails(broken, "connection_lost");
    case "drip":
      return fails(broken, "timeout");
    case "huge":
      return fails(broken, "answer_too_large");
    // JSON is JSON, whatever it is called.
    case "wrongContentType":
      return fine;
    case "nullStatus":
      return asking.is === "read" ? fails(broken, "answer_malformed") : fine;
    case "unknownStatus":
      return asking.is === "read" ? { answers: { state: "unrecognised" } } : fine;
    case "numbersAsText":
      return asking.name === "readOrder" ? fails(broken, "answer_malformed") : fine;
    default:
      return fails(broken, "answer_malformed");
  }
}

/** What is about another session or order is no answer; another reference, amount, currency or state is for the till to see. */
function meaningOfLie(asking: Asking, lie: Trouble["lie"], broken: KlarnaErrorKind): Meaning {
  if (asking.name === "readHostedSession") {
    if (lie === "otherSession") return fails(broken, "answer_malformed");
    return { answers: { state: lie === "older" ? "in_progress" : "completed" } };
  }
  if (asking.name !== "readOrder") return fine;
  if (lie === "otherOrder") return fails(broken, "answer_malformed");
  if (lie === "otherReference") return { answers: { reference: "20418-1 of another" } };
  if (lie === "otherAmount") return { answers: { amountMinor: 12_100 } };
  if (lie === "otherCurrency") return { answers: { currency: "EUR" } };
  return { answers: { state: lie === "older" ? "authorized" : "captured" } };
}

/** Whether Klarna did what was asked, though the till may not have heard of it. */
function isDone(trouble: Trouble): boolean {
  const { status, badValue, redirectTo, drop, unreachable, hang } = trouble;
  const isInstead = status !== undefined || badValue !== undefined || redirectTo !== undefined || drop || unreachable ||
    hang;
  return !isInstead || trouble.applied === true;
}

type Ending = { answer: object } | { error: unknown };

/** How a call ends. One that waits for Klarna ends at its deadline: not before, not after. */
async function endingOf(scene: Scene, call: Promise<object>, isSilent: boolean): Promise<Ending> {
  let ending: Ending | undefined;
  const over = call.then((answer) => (ending = { answer }), (error: unknown) => (ending = { error }));
  if (!isSilent) return await over;
  await settle();
  await scene.advance(DEADLINE_MS - 1);
  expect(ending).toBeUndefined();
  await scene.advance(1);
  if (!ending) throw new Error("it outlasts its deadline");
  return ending;
}

function isSilent(meaning: Meaning): boolean {
  return "fails" in meaning && meaning.fails[1] === "timeout";
}

function expectMeaning(ending: Ending, meaning: Meaning, trouble: Trouble): void {
  if ("answers" in meaning) {
    if ("error" in ending) throw ending.error;
    expect(ending.answer).toMatchObject(meaning.answers);
    return;
  }
  if ("answer" in ending) throw new Error(`it was answered: ${JSON.stringify(ending.answer)}`);
  const { error } = ending;
  if (!(error instanceof KlarnaError)) throw error;
  expect([error.kind, error.detail.code]).toEqual(meaning.fails);
  const waitSeconds = trouble.resetSeconds;
  expect(error.detail.retryAfterMs).toBe(waitSeconds === undefined ? null : waitSeconds * 1_000);
  if (trouble.status !== undefined) expect(error.detail.correlationId).toMatch(/^[0-9a-f-]{36}$/);
}

async function meet(asking: Asking, trouble: Trouble): Promise<Scene> {
  const scene = await asking.prepare();
  const { control } = scene.simulator;
  const [asked, effects] = [control.countRequests(asking.kind), asking.effects(scene)];
  const meaning = meaningOf(asking, trouble);
  control.addFault({ ...trouble, kind: asking.kind });
  const ending = await endingOf(scene, asking.ask(scene), isSilent(meaning));
  expectMeaning(ending, meaning, trouble);
  expect(control.countRequests(asking.kind) - asked).toBe(1);
  const had = asking.effects(scene) - effects;
  expect(had).toBe(asking.is === "write" && isDone(trouble) ? 1 : 0);
  // Whatever was heard, the same key again makes it one effect: neither none nor two.
  control.clearFaults();
  if (asking.keyed) {
    await asking.ask(scene);
    expect(asking.effects(scene) - effects).toBe(1);
  }
  return scene;
}

const EVERY = ASKINGS.flatMap((asking) => faultIds.map((id) => [asking.name, id, asking] as const));

describe("every call and every trouble", () => {
  test.each(EVERY)("%s meets %s", async (_, id, asking) => {
    for (const trouble of troublesOf(id)) (await meet(asking, trouble)).simulator.close();
  });
});

test("a storm of 429s is over when it is over: nothing was done meanwhile, and then it is done once", async () => {
  const asking = ASKINGS.find(({ name }) => name === "captureOrder");
  if (!asking) throw new Error("nothing captures");
  const scene = await asking.prepare();
  scene.simulator.control.addFault({ kind: "capture", status: 429, resetSeconds: 1, times: 20 });
  for (let round = 0; round < 20; round += 1) {
    await scene.advance(1_000);
    await expect(asking.ask(scene)).rejects.toMatchObject({ kind: "unavailable", detail: { retryAfterMs: 1_000 } });
  }
  expect(asking.effects(scene)).toBe(0);
  await asking.ask(scene);
  expect(asking.effects(scene)).toBe(1);
});

test("after a day the key is forgotten: the same capture again would be a second one", async () => {
  const asking = ASKINGS.find(({ name }) => name === "captureOrder");
  if (!asking) throw new Error("nothing captures");
  const scene = await asking.prepare();
  await asking.ask(scene);
  await scene.advance(24 * 3_600_000 - 1);
  await asking.ask(scene);
  expect(asking.effects(scene)).toBe(1);
  await scene.advance(1);
  await asking.ask(scene);
  expect(asking.effects(scene)).toBe(2);
});
