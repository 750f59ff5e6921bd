import { describe, expect, test } from "vitest";
import type { KlarnaCredentials, KlarnaGateway } from "../../src/klarna/gateway.ts";
import { HOSTED_ID, ORDER_ID, PAYMENT_SESSION } from "./fixtures.ts";
import { empty, failureOf, gatewayTo, json, purchase } from "./support.ts";

const PAIR = { username: "PK1_shop", password: "Pa55&<crét>" };
const KEY = { apiKey: "klarna_live_api_0123456789" };
/** One whose base64 has all three signs that are written otherwise in an address, and one of them in JSON. */
const SIGNS = { username: "PK1_shop", password: "s3cret>>>???~~~pw" };
/** A password that looks like a code of Klarna's. */
const UPPER = { username: "PK1_shop", password: "BAD_PA55WORD" };

const write = (gateway: KlarnaGateway) => gateway.createPaymentSession(purchase());

function secretOf(credentials: KlarnaCredentials): string {
  return "apiKey" in credentials ? credentials.apiKey : credentials.password;
}

function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}

/** Every form in which somebody who was sent the credentials may repeat them. */
function echoesOf(credentials: KlarnaCredentials): string[] {
  const secret = secretOf(credentials);
  const whole = "apiKey" in credentials ? secret : `${credentials.username}:${secret}`;
  const token = "apiKey" in credentials ? secret : base64(whole);
  const plain = [secret, whole, token, `Basic ${token}`, base64(secret), base64(whole).replace(/=+$/, "")];
  const inAddress = plain.map(encodeURIComponent);
  const lower = inAddress.map((text) => text.replace(/%../g, (sign) => sign.toLowerCase()));
  return [...plain, ...inAddress, ...lower, ...plain.map((text) => text.replaceAll("/", "\\/"))];
}

/** Answers of a stranger that repeats `echo` in every field of a refusal. */
function refusalsWith(echo: string, status: number): (() => Response)[] {
  const body = { error_code: echo, error_messages: [echo, `invalid header "Authorization: ${echo}"`] };
  const ascii = /^[\x20-\x7e]*$/.test(echo) ? { "klarna-correlation-id": echo } : undefined;
  return [
    () => json(body, status, ascii),
    () => json({ ...body, correlation_id: echo }, status),
    () => json({ error_message: [...echo].join("\u0007"), correlation_id: `a${echo}b` }, status),
  ];
}

describe("credentials that are repeated in an answer", () => {
  test.each([["a pair", PAIR], ["a key", KEY], ["a password like a code", UPPER], ["signs in base64", SIGNS]])(
    "are in nothing that is told of a failure: %s",
    async (_, credentials) => {
      for (const echo of echoesOf(credentials)) {
        for (const status of [400, 401, 403, 429, 500]) {
          for (const answer of refusalsWith(echo, status)) {
            const { gateway, events } = gatewayTo(answer, { credentials });
            const { message, stack, detail } = await failureOf(write(gateway));
            const told = JSON.stringify([message, stack, detail, events]);
            for (const trace of echoesOf(credentials)) expect(told).not.toContain(trace);
          }
        }
      }
    },
  );

  test("are in nothing that is told of a success or an outcome", async () => {
    const head = { "klarna-correlation-id": KEY.apiKey };
    const { gateway } = gatewayTo(() => json(PAYMENT_SESSION, 200, head), { credentials: KEY });
    expect((await write(gateway)).correlationId).toBeNull();
    const gone = gatewayTo(() => json({ correlation_id: KEY.apiKey }, 404), { credentials: KEY });
    expect((await gone.gateway.readHostedSession(HOSTED_ID)).correlationId).toBeNull();
    const broken = gatewayTo(() => json({}, 200, head), { credentials: KEY });
    expect((await failureOf(write(broken.gateway))).detail.correlationId).toBeNull();
    expect(JSON.stringify([...gone.events, ...broken.events])).not.toContain(KEY.apiKey);
  });

  test.each([["a pair", PAIR], ["a key", KEY], ["signs in base64", SIGNS]])(
    "make a success none, wherever in it they are kept: %s",
    async (_, credentials) => {
      for (const echo of echoesOf(credentials)) {
        const isWritten = /^[\w%.~-]+$/.test(echo);
        const link = `https://x.example/${isWritten ? echo : encodeURIComponent(echo.replaceAll("\\/", "/"))}`;
        const head = /^[\x20-\x7e]*$/.test(echo) ? echo : base64(echo);
        const hosted = { paymentSessionId: "ps-1", callbackUrl: null };
        const calls: [Response, (gateway: KlarnaGateway) => Promise<object>][] = [
          [json({ ...PAYMENT_SESSION, session_id: echo }), write],
          [json({ session_id: echo }, 201), (gateway) => gateway.createHostedSession(hosted)],
          [json({ session_id: "hpp-1", redirect_url: link }, 201), (gateway) => gateway.createHostedSession(hosted)],
          [json({ session_id: "hpp-1", qr_code_url: link }, 201), (gateway) => gateway.createHostedSession(hosted)],
          [
            json({ session_id: HOSTED_ID, status: "WAITING", order_id: echo }),
            (gateway) => gateway.readHostedSession(HOSTED_ID),
          ],
          [
            empty(201, { "capture-id": head }),
            (gateway) =>
              gateway.captureOrder(ORDER_ID, { idempotencyKey: "k", amountMinor: 1, reference: "w", lines: [] }),
          ],
        ];
        for (const [answer, call] of calls) {
          const { gateway, events } = gatewayTo(() => answer, { credentials });
          const { detail } = await failureOf(call(gateway));
          expect(detail.code).toBe("answer_malformed");
          for (const trace of echoesOf(credentials)) expect(JSON.stringify([detail, events])).not.toContain(trace);
        }
      }
    },
  );

  test("a stand-in's secret that is a word may be in an answer", async () => {
    const credentials = { username: "practice", password: "practice" };
    const { gateway } = gatewayTo(() => json({ ...PAYMENT_SESSION, session_id: "practice-1" }), { credentials });
    expect(await write(gateway)).toMatchObject({ paymentSessionId: "practice-1" });
  });

  test("leave the rest of the message readable", async () => {
    const said = { error_messages: [`no such user: Basic ${base64(`${PAIR.username}:${PAIR.password}`)}, sorry`] };
    const { gateway } = gatewayTo(() => json(said, 401), { credentials: PAIR });
    expect((await failureOf(write(gateway))).detail.messages).toEqual(["no such user: Basic ***, sorry"]);
  });

  test("an empty password masks nothing", async () => {
    const credentials = { username: "PK1_shop", password: "" };
    const { gateway } = gatewayTo(() => json({ error_messages: ["Bad value"] }, 400), { credentials });
    expect((await failureOf(write(gateway))).detail.messages).toEqual(["Bad value"]);
  });
});

/** One with a sign of each kind that some writer writes otherwise. */
const MANY_SIGNS = { username: "PK1_shop", password: `Pa55&"'<crét>!(w*rd) +/$.%~€😀` };

function inHexOf(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function inPage(text: string, quotes: Record<string, string>): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", ...quotes };
  return text.replace(/[&<>"'/]/g, (sign) => names[sign] ?? sign);
}

function inUnits(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Each of them writes other signs otherwise. */
const ADDRESS_WRITERS: Record<string, (text: string) => string> = {
  "a path, as URL writes it": (text) => new URL(`https://x.example/${text}`).href.slice("https://x.example/".length),
  "a query, as URL writes it": (text) => new URL(`https://x.example/?${text}`).search.slice(1),
  "a form": (text) => new URLSearchParams({ p: text }).toString().slice(2),
  "all but letters and digits": (text) => inHexOf(encodeURIComponent(text), /[!'()*.~]/g),
  "the same in small letters": (text) =>
    inHexOf(encodeURIComponent(text), /[!'()*.~]/g).replace(/%../g, (sign) => sign.toLowerCase()),
};
const WRITERS: Record<string, (text: string) => string> = {
  ...ADDRESS_WRITERS,
  "a page": (text) => inPage(text, { '"': "&quot;", "'": "&#39;" }),
  "a page with numbers": (text) => inPage(text, { '"': "&#34;", "'": "&#039;", "/": "&#x2F;" }),
  "a page of XML": (text) => inPage(text, { '"': "&quot;", "'": "&apos;" }),
  "a page with a link": (text) => inPage(new URL(`https://x.example/${text}`).pathname.slice(1), { "'": "&#x27;" }),
  "JSON": (text) => JSON.stringify(text).slice(1, -1),
  "JSON in ASCII": (text) => inUnits(JSON.stringify(text).slice(1, -1), /[^ -~]/g),
  "JSON for a page": (text) => inUnits(JSON.stringify(text).slice(1, -1), /[<>&']/g).replaceAll("/", "\\/"),
};

describe("credentials that are repeated as somebody else writes them", () => {
  test.each(Object.entries(WRITERS))("are masked in the words of a refusal: %s", async (_, written) => {
    const { password } = MANY_SIGNS;
    const said = { error_messages: [`No page «${written(password)}», sorry`] };
    const { gateway, events } = gatewayTo(() => json(said, 400), { credentials: MANY_SIGNS });
    expect((await failureOf(write(gateway))).detail.messages).toEqual(["No page «***», sorry"]);
    expect(JSON.stringify(events)).toContain("«***»");
  });

  test.each(Object.entries(ADDRESS_WRITERS))("make a link none: %s", async (_, written) => {
    const link = `https://x.example/?p=${written(MANY_SIGNS.password)}`;
    const answer = json({ session_id: "hpp-1", redirect_url: link }, 201);
    const { gateway } = gatewayTo(() => answer, { credentials: MANY_SIGNS });
    const { detail } = await failureOf(gateway.createHostedSession({ paymentSessionId: "ps-1", callbackUrl: null }));
    expect(detail.messages).toEqual(["repeats what it was sent"]);
  });

  test("are found where their own signs stand in a pattern for others", async () => {
    const credentials = { username: "PK1_shop", password: "^(a+)+[b-z]$|.*" };
    const { gateway } = gatewayTo(() => json({ error_messages: ["aaaa or ^(a+)+[b-z]$|.*"] }, 400), { credentials });
    expect((await failureOf(write(gateway))).detail.messages).toEqual(["aaaa or ***"]);
  });

  test("are found soon, however often a sign may be read in two ways", async () => {
    for (const sign of ["\\", '\\"', "%25", "&amp;", "&#37;25"]) {
      const credentials = { username: "PK1_shop", password: `${sign.repeat(60)}x` };
      const flood = { error_messages: [JSON.stringify(sign).slice(1, -1).repeat(120), sign.repeat(400)] };
      const { gateway } = gatewayTo(() => json(flood, 400), { credentials });
      expect((await failureOf(write(gateway))).detail.messages).toHaveLength(2);
    }
  });
});

describe("what Klarna was told of a customer", () => {
  const sam = {
    givenName: "Sam",
    familyName: "Karim",
    email: "sam.karim@example.com",
    phone: "+447755564318",
    street: "14 Mill Lane",
    street2: null,
    postalCode: "YO1 7HH",
    city: "York",
    region: null,
    country: "GB",
  };
  const said = (...texts: string[]) => () => json({ error_code: "BAD_VALUE", error_messages: texts }, 400);

  test("is in no message of a refusal that repeats it", async () => {
    const { gateway, events } = gatewayTo(
      said("Bad value: billing_address.email sam.karim@example.com", "No Sam Karim at 14 Mill Lane, York (GB)"),
    );
    const { detail } = await failureOf(gateway.createPaymentSession(purchase({ customer: sam })));
    expect(detail.messages).toEqual(["Bad value: billing_address.email ***", "No *** *** at ***, *** (GB)"]);
    expect(JSON.stringify(events)).not.toContain("Karim");
  });

  test("nor in one that repeats where the link should go, which is still known to be about that", async () => {
    const { gateway, events } = gatewayTo(said("contact_information.phone 07755564318 is not valid in GB"));
    const { detail } = await failureOf(
      gateway.sendLink(HOSTED_ID, { channel: "sms", phone: sam.phone, country: "GB" }),
    );
    expect(detail).toMatchObject({
      messages: ["contact_information.phone *** is not valid in GB"],
      linkRefusal: "address",
    });
    expect(JSON.stringify(events)).not.toContain("7755");
  });
});

describe("what a stranger on the line may make us write down", () => {
  test.each(["bad_value", "BAD VALUE", "BAD-VALUE", "A".repeat(65), "<script>", "timeout", "BAD_VALUE\n"])(
    "%j is no code",
    async (code) => {
      const { gateway } = gatewayTo(() => json({ error_code: code }, 400));
      expect((await failureOf(write(gateway))).detail.code).toBeNull();
    },
  );

  test.each(["INVALID_ORDER_ID", "V2_ERROR", "A".repeat(64)])("%s is one", async (code) => {
    const { gateway } = gatewayTo(() => json({ error_code: code }, 400));
    expect((await failureOf(write(gateway))).detail.code).toBe(code);
  });

  test.each(["a b", "a<b", "x".repeat(129), "ключ"])("%j is no correlation id", async (id) => {
    const { gateway } = gatewayTo(() => json({ correlation_id: id }, 400));
    expect((await failureOf(write(gateway))).detail.correlationId).toBeNull();
    const readable = /^[\x20-\x7e]+$/.test(id) ? { "klarna-correlation-id": id } : undefined;
    const headed = gatewayTo(() => json({ correlation_id: "c-body" }, 400, readable));
    expect((await failureOf(write(headed.gateway))).detail.correlationId).toBe("c-body");
  });

  test.each(["4b6d2a1e-0f3c-5d7b-9a10-2c3d4e5f6a7b", "eu1.req_7F"])("%s is one", async (id) => {
    const { gateway } = gatewayTo(() => empty(400, { "klarna-correlation-id": id }));
    expect((await failureOf(write(gateway))).detail.correlationId).toBe(id);
  });

  test("a flood of messages is cut in number and length, and control characters are left out", async () => {
    const flood = Array.from({ length: 1_000 }, (_, index) => `${index}\u001b[2J\r\n\u202e${"x".repeat(900)}`);
    const { gateway } = gatewayTo(() => json({ error_messages: flood }, 400));
    const { messages } = (await failureOf(gateway.cancelOrder(ORDER_ID, "key-1"))).detail;
    expect(messages).toHaveLength(8);
    expect(messages[0]).toMatch(/^0\[2Jx{100,}…$/);
    for (const message of messages) expect(message.length).toBeLessThanOrEqual(201);
  });
});
