import type { Context } from "hono";
import { keepApart } from "./clock.ts";
import { answerJson } from "./errors.ts";
import { describeHostedSession } from "./hosted-sessions.ts";
import { describeOrder } from "./order-answers.ts";
import type { Fault, Garbling, Lie } from "./requests.ts";
import type { Env, World } from "./world.ts";

/** The answer a fault makes of the true one: broken, or well formed and wrong. Status and headers stay as they are. */
export async function spoilAnswer(c: Context<Env>, answer: Response, fault: Fault): Promise<Response> {
  const text = await answer.text();
  const lied = fault.lie === undefined ? text : await lieAbout(c, text, fault.lie);
  const headers = new Headers(answer.headers);
  const init = { status: answer.status, headers };
  // 204 and its like can have no body to spoil.
  if (fault.garble === undefined || answer.status === 204) return new Response(lied === "" ? null : lied, init);
  const garbled = garble(lied, fault.garble, headers);
  return new Response(garbled, init);
}

const encode = (text: string) => new TextEncoder().encode(text);
const hugeBytes = 10 * 1_048_576;

function garble(text: string, garbling: Garbling, headers: Headers): BodyInit | null {
  if (garbling === "empty") return null;
  if (garbling === "truncated") return text.slice(0, Math.ceil(text.length / 2));
  if (garbling === "huge") return streamHuge(text);
  if (garbling === "cut") return streamCut(text);
  if (garbling === "drip") return streamDrip(text);
  if (garbling === "html" || garbling === "wrongContentType") headers.set("content-type", "text/html;charset=utf-8");
  if (garbling === "html") return "<!doctype html><title>Bad gateway</title><p>Please come back later.</p>";
  if (garbling === "wrongContentType") return text;
  return mapJson(text, garbling);
}

function mapJson(text: string, garbling: "wrongTypes" | "nullStatus" | "unknownStatus" | "numbersAsText"): string {
  return JSON.stringify(parse(text), (name, value: unknown) => {
    const isStatus = name === "status" || name === "fraud_status";
    if (garbling === "nullStatus") return isStatus ? null : value;
    if (garbling === "unknownStatus") return isStatus ? "LEVITATING" : value;
    if (garbling === "numbersAsText") return typeof value === "number" ? String(value) : value;
    if (typeof value === "string") return 42;
    return typeof value === "number" ? true : value;
  });
}

/** The text, and then blanks for ten megabytes, which is still JSON. */
function streamHuge(text: string): ReadableStream<Uint8Array> {
  const blanks = encode(" ".repeat(65_536));
  let sent = 0;
  return new ReadableStream({
    start: (stream) => stream.enqueue(encode(text)),
    pull(stream) {
      stream.enqueue(blanks);
      sent += blanks.byteLength;
      if (sent >= hugeBytes) stream.close();
    },
  });
}

/** Half of it, and then the line goes dead. */
function streamCut(text: string): ReadableStream<Uint8Array> {
  let isBegun = false;
  return new ReadableStream({
    pull(stream) {
      if (isBegun) stream.error(new TypeError("connection reset"));
      else stream.enqueue(encode(text.slice(0, Math.ceil(text.length / 2)) || "{"));
      isBegun = true;
    },
  });
}

/** One byte a second, of real time. */
function streamDrip(text: string): ReadableStream<Uint8Array> {
  const bytes = encode(text === "" ? "{}" : text);
  let sent = 0;
  const pause = keepApart(1_000);
  return new ReadableStream({
    async pull(stream) {
      if (sent > 0) await pause.next();
      stream.enqueue(bytes.subarray(sent, sent + 1));
      sent += 1;
      if (sent === bytes.byteLength) stream.close();
    },
    cancel: () => pause.stop(),
  }, { highWaterMark: 0 });
}

async function lieAbout(c: Context<Env>, text: string, lie: Lie): Promise<string> {
  const world = c.get("world");
  const answer = parse(text);
  if (typeof answer !== "object" || answer === null) return text;
  if (lie === "older") return await describeOlder(world, c.req.path) ?? text;
  const replace = (name: string, make: (old: unknown) => unknown) =>
    JSON.stringify(answer, (field, value: unknown) => field === name ? make(value) : value);
  if (lie === "otherSession") return replace("session_id", () => world.ids.uuid());
  if (lie === "otherReference") return replace("merchant_reference1", (reference) => `${reference} of another`);
  if (lie === "otherAmount") return replace("order_amount", (amount) => Number(amount) + 100);
  if (lie === "otherCurrency") return replace("purchase_currency", foreignTo);
  return await describeOther(world, c.req.path, answer) ?? text;
}

/** What stood there before the newest change; undefined when nothing did. */
async function describeOlder(world: World, path: string): Promise<string | undefined> {
  const id = lastSegment(path);
  const session = world.book.hostedSessions.previous(id);
  if (session) return await answerJson(200, describeHostedSession(session)).text();
  const order = world.book.orders.previous(id);
  return order && await answerJson(200, describeOrder(world, order)).text();
}

/** Another sale's order where one is read, or named by a finished session. */
async function describeOther(world: World, path: string, answer: object): Promise<string | undefined> {
  const isOrder = path.includes("/orders/");
  const own = isOrder ? lastSegment(path) : "order_id" in answer ? answer.order_id : undefined;
  if (own === undefined) return undefined;
  const other = world.book.orders.all().find((order) => order.orderId !== own);
  if (isOrder && other) return await answerJson(200, describeOrder(world, other)).text();
  const orderId = other?.orderId ?? world.ids.uuid();
  return JSON.stringify({ ...answer, order_id: orderId, ...(isOrder && { merchant_reference1: "another sale" }) });
}

function foreignTo(currency: unknown): string {
  return String(currency).toUpperCase() === "EUR" ? "sek" : "eur";
}

function lastSegment(path: string): string {
  return path.split("/").at(-1) ?? "";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
