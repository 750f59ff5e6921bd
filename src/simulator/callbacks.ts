import type { Book } from "./book.ts";
import { type CallbackTrouble, throwCallbackTrouble } from "./chaos.ts";
import { runLater, secondMs, type SimulatorClock, startDeadline } from "./clock.ts";
import type { Ids } from "./ids.ts";
import type { Callback, HostedSession } from "./records.ts";
import type { Switches } from "./requests.ts";

export type Callbacks = {
  /** Notes a status_update for the session's own address, if it has one, and sends it without holding anyone up. */
  announce(session: HostedSession, description: { session_id: string }): void;
  /** The same at once, even while calls are held; resolves when it was answered or failed. */
  announceAtOnce(session: HostedSession, description: { session_id: string }): Promise<void>;
  /** Sends everything due, held ones too, one after the other, and returns when the answers are in. */
  settle(order?: "oldestFirst" | "newestFirst"): Promise<void>;
  /** Takes up what an earlier run left unsent. */
  resume(): void;
  close(): void;
};

/** 2xx within 3 s is delivered; otherwise three more tries, a few seconds apart, then dropped for good [D]. */
export function createCallbacks(
  book: Book,
  clock: SimulatorClock,
  ids: Ids,
  send: typeof fetch = fetch,
): Callbacks {
  const { sendDue, settle, attempt, close } = createSender(book, clock, send);
  const note = (session: HostedSession, description: { session_id: string }): Callback[] => {
    const url = session.merchantUrls?.status_update;
    const callbacks = url ? prepare(book, clock, ids, url, session, description) : [];
    for (const callback of callbacks) book.callbacks.add(callback);
    return callbacks;
  };
  return {
    announce(session, description) {
      // Not before the change that is announced has been committed.
      if (note(session, description).length > 0) queueMicrotask(sendDue);
    },
    async announceAtOnce(session, description) {
      for (const { callbackId } of note(session, description)) await attempt(callbackId);
    },
    settle,
    resume: sendDue,
    close,
  };
}

const maxTries = 4;
const retryMs = 3 * secondMs;
const answerDeadlineMs = 3 * secondMs;

function createSender(book: Book, clock: SimulatorClock, send: typeof fetch) {
  const underWay = new Map<string, Promise<void>>();
  const timers = new Set<() => void>();
  let closed = false;

  const listDue = () =>
    book.callbacks.named("open").filter((callback) => (callback.nextTryAt ?? Infinity) <= clock.now()).reverse();

  const sendDue = () => {
    if (closed || book.switches.read().callbacks === "hold") return;
    for (const { callbackId } of listDue()) void attempt(callbackId);
  };

  const settle: Callbacks["settle"] = async (order = "oldestFirst") => {
    await Promise.all(underWay.values());
    for (let due = listDue(); due.length > 0; due = listDue()) {
      for (const { callbackId } of order === "oldestFirst" ? due : due.reverse()) await attempt(callbackId);
    }
  };

  // Two that want to send the same callback share one try.
  const attempt = (callbackId: string): Promise<void> => {
    const running = underWay.get(callbackId) ?? tryOnce(callbackId).finally(() => underWay.delete(callbackId));
    underWay.set(callbackId, running);
    return running;
  };

  const tryOnce = async (callbackId: string) => {
    const callback = book.callbacks.find(callbackId);
    if (!callback || callback.nextTryAt === null || callback.nextTryAt > clock.now()) return;
    const delivered = await post(send, callback);
    if (closed || !book.callbacks.find(callbackId)) return;
    const tries = callback.tries + 1;
    const isOver = delivered || tries === maxTries;
    book.callbacks.save({ ...callback, tries, delivered, nextTryAt: isOver ? null : clock.now() + retryMs });
    if (!isOver) timers.add(runLater(retryMs, sendDue));
  };

  const close = () => {
    closed = true;
    for (const cancel of timers) cancel();
  };

  return { sendDue, settle, attempt, close };
}

type Plan = Omit<CallbackTrouble, "id" | "body"> & { body: Switches["callbackBodies"] };

/** What the switches say of callbacks, unless chance has trouble for this one. */
function planTrouble(book: Book): Plan {
  const trouble = throwCallbackTrouble(book.chaos);
  if (trouble) book.countFault(trouble.id);
  const switches = book.switches.read();
  return trouble ?? {
    copies: switches.callbacks === "duplicate" ? 2 : switches.callbackCopies,
    delayMs: switches.callbackDelayMs,
    isLost: switches.callbacks === "drop",
    body: switches.callbackBodies,
    form: switches.callbackForm,
    address: switches.callbackAddress,
  };
}

function prepare(
  book: Book,
  clock: SimulatorClock,
  ids: Ids,
  url: string,
  session: HostedSession,
  description: { session_id: string },
): Callback[] {
  const { copies, delayMs, isLost, body, form, address } = planTrouble(book);
  const eventId = ids.uuid();
  return Array.from({ length: form === "flood" ? floodCopies : copies }, () => ({
    callbackId: ids.uuid(),
    eventId,
    sessionId: session.sessionId,
    status: session.status,
    url: addressOf(book, session, url, address),
    body: writeBody(body, eventId, description, ids),
    form,
    tries: 0,
    nextTryAt: isLost ? null : clock.now() + delayMs,
    delivered: false,
  }));
}

const floodCopies = 200;

/** Where it goes: the session's own address; or, as trouble, that with its end spoiled, or another session's. */
function addressOf(book: Book, session: HostedSession, url: string, address: Plan["address"]): string {
  const others = address === "otherSession" ? book.hostedSessions.all() : [];
  const other = others.find((each) => each.sessionId !== session.sessionId && each.merchantUrls?.status_update);
  const named = (other?.merchantUrls?.status_update ?? url).replaceAll("{{session_id}}", session.sessionId);
  if (address !== "wrongToken") return named;
  return named.replace(/[A-Za-z0-9](?=[^A-Za-z0-9]*$)/, (last) => last === "0" ? "1" : "0");
}

function writeBody(
  form: Switches["callbackBodies"],
  eventId: string,
  description: { session_id: string },
  ids: Ids,
): string {
  const write = (changes: Record<string, unknown>) =>
    JSON.stringify({ event_id: eventId, session: { ...description, ...changes } });
  if (form === "empty") return "";
  if (form === "garbage") return '{"event_id":';
  if (form === "unknownStatus") return write({ status: "LEVITATING" });
  if (form === "timeout") return write({ status: "TIMEOUT" });
  if (form === "forged") return write({ status: "COMPLETED", order_id: ids.uuid(), klarna_reference: "FORGED01" });
  return write({});
}

const hugeLength = 5_000_000;

async function post(send: typeof fetch, { url, body, form }: Callback): Promise<boolean> {
  try {
    const response = await send(url, {
      method: form === "wrongMethod" ? "PUT" : "POST",
      headers: { "content-type": form === "wrongType" ? "text/plain" : "application/json" },
      // Blanks behind it leave it the JSON it was.
      body: form === "huge" ? body.padEnd(hugeLength) : body,
      redirect: "manual",
      signal: startDeadline(answerDeadlineMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
