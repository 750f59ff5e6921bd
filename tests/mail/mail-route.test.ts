import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { LinkMessage } from "../../src/domain/link-routes.ts";
import { createMailRoute } from "../../src/mail/mail-route.ts";
import { en } from "../../views/messages/catalogue.ts";
import { linkMessage } from "../../views/messages/link-message.ts";
import { type SmtpServer, startSmtpServer } from "../support/smtp-server.ts";

const LINK = "https://pay.example/k/7F3Q29DM?a=1&b=2";
const FROM = "Fernbank Outdoor <till@fernbank.example>";
const SHOP = { name: "Fernbank & Söhne", locale: "en-GB", timeZone: "Europe/London" };

let server: SmtpServer;

beforeEach(() => {
  server = startSmtpServer();
});

afterEach(() => server.close());

function message(isPractice = false): LinkMessage {
  return linkMessage(en)({ shop: SHOP, amountMinor: 42_500, currency: "GBP", link: LINK, isPractice });
}

function route(url = server.url, timeoutMs = 5_000, assertNoTransaction = () => {}) {
  return createMailRoute({ url, from: FROM, clock: systemClock, assertNoTransaction, timeoutMs });
}

/** A port of this machine at which nobody listens. */
function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

describe("our own e-mail", () => {
  test("has the link, the amount, who sends it and why, as plain text and as a simple page, and nothing else", async () => {
    const outcome = await route().send("sam.karim@example.com", message());
    const [letter] = server.letters;
    expect(outcome).toEqual({ kind: "done", reference: /^Message-ID: (\S+)/m.exec(letter?.head ?? "")?.[1] });
    expect(letter).toMatchObject({ from: "till@fernbank.example", to: "sam.karim@example.com" });
    expect(letter?.head).toContain("From: Fernbank Outdoor <till@fernbank.example>");
    expect(letter?.head).toContain("Auto-Submitted: auto-generated");
    expect(letter?.text.split(/\r?\n/)).toContain(LINK);
    for (const words of ["£425.00", "Fernbank & Söhne sent you this because"]) expect(letter?.text).toContain(words);
    expect(letter?.html).toContain('<a href="https://pay.example/k/7F3Q29DM?a=1&amp;b=2">');
    expect(letter?.html).toContain("Fernbank &amp; Söhne");
    expect(letter?.html).not.toMatch(/<(img|script|style|link)/);
    expect(letter?.raw).not.toMatch(/Content-Disposition: attachment/i);
  });

  test("says so when it is practice", async () => {
    await route().send("sam.karim@example.com", message(true));
    expect(server.letters[0]?.text).toContain("This is practice: it is no real purchase");
    expect(server.letters[0]?.head).toMatch(/^Subject: .*PRACTICE/m);
  });

  test("signs in with what the address holds, written as in addresses", async () => {
    await route(server.url.replace("smtp-pass", "p%40ss")).send("sam.karim@example.com", message());
    const login = server.commands.find((command) => command.startsWith("AUTH PLAIN"))?.split(" ")[2] ?? "";
    expect(atob(login)).toBe("\0till\0p@ss");
  });

  test.each(
    [
      ["the login", { at: "AUTH", line: "535 wrong" }, "refused", "login_refused"],
      ["the sender", { at: "MAIL", line: "550 not you" }, "refused", "smtp_550"],
      ["the address", { at: "RCPT", line: "550 no such mailbox" }, "refused", "smtp_550"],
      ["the address for now", { at: "RCPT", line: "451 try later" }, "refused", "smtp_451"],
      ["the letter", { at: ".", line: "554 spam" }, "refused", "smtp_554"],
      ["nothing, and hangs up before the letter", { at: "DATA", closes: true }, "unavailable", "unreachable"],
      ["nothing, and hangs up after the letter", { at: ".", closes: true }, "unknown", "connection_lost"],
      ["nothing, and falls silent before the letter", { at: "EHLO" }, "unavailable", "timeout"],
      ["nothing, and falls silent after the letter", { at: "." }, "unknown", "timeout"],
    ] as const,
  )("refusing %s is told as what it is", async (_, trouble, kind, code) => {
    server.trouble = trouble;
    expect(await route(server.url, 400).send("sam.karim@example.com", message())).toEqual({ kind, code });
    expect(server.letters).toEqual([]);
  });

  test("to a server that is not there, or that cannot encrypt, did not go out", async () => {
    const gone = await route(`smtp://127.0.0.1:${closedPort()}`).send("sam.karim@example.com", message());
    expect(gone).toEqual({ kind: "unavailable", code: "unreachable" });
    const plain = await route(server.url.replace("smtp:", "smtps:"), 1_000).send("sam.karim@example.com", message());
    expect(plain.kind).toBe("unavailable");
  });

  test("is not sent inside a transaction", async () => {
    const refuse = () => {
      throw new Error("a transaction is open");
    };
    await expect(route(server.url, 500, refuse).send("sam.karim@example.com", message())).rejects.toThrow("is open");
    expect(server.commands).toEqual([]);
  });

  test("cannot be given a second address or head by what a record holds", async () => {
    await route().send("sam@example.com>\r\nRCPT TO:<eve@evil.example", message());
    expect(server.commands.filter((command) => /evil/.test(command) && /^RCPT TO:<eve@/i.test(command))).toEqual([]);
    expect(server.letters.every((letter) => letter.to !== "eve@evil.example")).toBe(true);
  });
});
