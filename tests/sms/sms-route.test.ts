import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { type LinkMessage, SMS_FORMS, type SmsForm } from "../../src/domain/link-routes.ts";
import { createSmsRoute } from "../../src/sms/sms-route.ts";

const PHONE = "+447700900123";
const TOKEN = "AC123:secret-token";
const MESSAGE: LinkMessage = {
  subject: "",
  before: [],
  after: [],
  linkText: "",
  link: "https://pay.example/k/7F3Q29DM",
  short: "Fernbank: pay £4.25 with Klarna here: https://pay.example/k/7F3Q29DM",
};

/** A route to a provider that answers so, and the requests it got. */
function openRoute(
  answer: (request: Request) => Promise<Response> | Response,
  form: SmsForm = "json",
  timeoutMs = 2_000,
) {
  const requests: Request[] = [];
  const route = createSmsRoute({
    url: "https://sms.example/send",
    token: TOKEN,
    from: "Fernbank",
    form,
    clock: systemClock,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request.clone());
      return await answer(request);
    },
    assertNoTransaction: () => {},
    timeoutMs,
  });
  return { requests, send: (phone = PHONE) => route.send(phone, MESSAGE) };
}

const basic = `Basic ${btoa(TOKEN)}`;
const EXPECTED: Record<SmsForm, { authorization: string; body: (text: string) => unknown }> = {
  json: {
    authorization: `Bearer ${TOKEN}`,
    body: (text) => [JSON.parse(text), { from: "Fernbank", to: PHONE, text: MESSAGE.short }],
  },
  twilio: {
    authorization: basic,
    body: (text) => [fieldsOf(text), { From: "Fernbank", To: PHONE, Body: MESSAGE.short }],
  },
  "46elks": {
    authorization: basic,
    body: (text) => [fieldsOf(text), { from: "Fernbank", to: PHONE, message: MESSAGE.short }],
  },
};

function fieldsOf(text: string) {
  return Object.fromEntries(new URLSearchParams(text));
}

describe("a text through the shop's provider", () => {
  test.each(SMS_FORMS)("is asked for in the form %s, once, with its login in the head only", async (form) => {
    const { requests, send } = openRoute(() => Response.json({ sid: "SM12", id: "s12" }, { status: 201 }), form);
    expect(await send()).toEqual({ kind: "done", reference: "s12" });
    const [request] = requests;
    expect(requests).toHaveLength(1);
    expect(request?.method).toBe("POST");
    expect(request?.redirect).toBe("manual");
    expect(request?.headers.get("authorization")).toBe(EXPECTED[form].authorization);
    const [got, wanted] = EXPECTED[form].body(await request?.text() ?? "") as [unknown, unknown];
    expect(got).toEqual(wanted);
    expect(request?.url).toBe("https://sms.example/send");
  });

  test.each([
    ["200 without a body", () => new Response(null), { kind: "done", reference: null }],
    ["200 with a torn body", () => new Response('{"id":"s1'), { kind: "done", reference: null }],
    ["400 with a code", () => Response.json({ code: 21211 }, { status: 400 }), { kind: "refused", code: "21211" }],
    ["400 in plain text", () => new Response("Invalid to", { status: 400 }), { kind: "refused", code: "http_400" }],
    ["401", () => new Response(null, { status: 401 }), { kind: "refused", code: "http_401" }],
    ["429", () => new Response(null, { status: 429 }), { kind: "unavailable", code: "http_429" }],
    ["408", () => new Response(null, { status: 408 }), { kind: "unknown", code: "http_408" }],
    ["500", () => new Response(null, { status: 500 }), { kind: "unknown", code: "http_500" }],
    ["302", () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }), {
      kind: "unknown",
      code: "http_302",
    }],
    ["no connection", () => Promise.reject(new TypeError("client error (Connect)")), {
      kind: "unavailable",
      code: "unreachable",
    }],
    ["a broken line", () => Promise.reject(new TypeError("connection reset")), {
      kind: "unknown",
      code: "connection_lost",
    }],
    ["its own token for a code", () => Response.json({ code: "secret-token" }, { status: 400 }), {
      kind: "refused",
      code: "http_400",
    }],
  ])("that gets %s is told as what it is", async (_, answer, outcome) => {
    const { requests, send } = openRoute(answer);
    expect(await send()).toEqual(outcome);
    expect(requests).toHaveLength(1);
  });

  test.each(["secret-token", "my.secret-token", btoa(TOKEN).replace(/=+$/, ""), btoa("secret-token")])(
    "keeps neither a name nor a code that repeats its token: %s",
    async (told) => {
      const taken = openRoute(() => Response.json({ id: told }));
      expect(await taken.send()).toEqual({ kind: "done", reference: null });
      const refused = openRoute(() => Response.json({ code: told }, { status: 400 }));
      expect(await refused.send()).toEqual({ kind: "refused", code: "http_400" });
    },
  );

  test("has one time limit", async () => {
    const silent = openRoute(() => new Promise(() => {}), "json", 50);
    expect(await silent.send()).toEqual({ kind: "unknown", code: "timeout" });
  });

  test.each([
    [200, { kind: "done", reference: null }],
    [400, { kind: "refused", code: "http_400" }],
    [429, { kind: "unavailable", code: "http_429" }],
    [500, { kind: "unknown", code: "http_500" }],
  ])("whose answer %i drips until then is told by that status", async (status, outcome) => {
    const drip = new ReadableStream({ pull: () => new Promise<void>(() => {}) });
    expect(await openRoute(() => new Response(drip, { status }), "json", 50).send()).toEqual(outcome);
  });

  test("reads no more of an answer than a little", async () => {
    let chunks = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          chunks++;
          controller.enqueue(new Uint8Array(8_192));
        },
      });
    const { send } = openRoute(() => new Response(endless(), { status: 400 }));
    expect(await send()).toEqual({ kind: "refused", code: "http_400" });
    expect(chunks).toBeLessThan(20);
  });

  test.each(["07700900123", "+44", "+44 7700 900123", ""])("to %j is not asked for", async (phone) => {
    const { requests, send } = openRoute(() => new Response(null));
    expect(await send(phone)).toEqual({ kind: "refused", code: "phone_unusable" });
    expect(requests).toEqual([]);
  });
});
