import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Clock } from "../clock.ts";
import type { OwnOutcome, OwnRoute } from "../domain/link-routes.ts";
import type { ReceiptMailer } from "../domain/receipt.ts";
import { html, plainText } from "./mail-body.ts";
import { receiptHtml, receiptText } from "./receipt-body.ts";

export type MailRouteOptions = {
  /** The shop's mail server, e.g. smtps://user:password@mail.example. */
  url: string;
  /** Who the customer sees as the sender, e.g. Fernbank Outdoor <till@fernbank.example>. */
  from: string;
  clock: Clock;
  /** Throws while a database transaction is open. */
  assertNoTransaction: () => void;
  /** For the whole of it: finding the server, connecting, signing in and handing the message over. */
  timeoutMs?: number;
};

/** A customer's link by our own e-mail. */
export function createMailRoute(options: MailRouteOptions): OwnRoute {
  const post = createPost(options);
  return {
    send(address, message) {
      return post(address, { subject: message.subject, text: plainText(message), html: html(message) });
    },
  };
}

/** A receipt by our own e-mail. */
export function createReceiptMailer(options: MailRouteOptions): ReceiptMailer {
  const post = createPost(options);
  return {
    send: (address, doc) => post(address, { subject: doc.title, text: receiptText(doc), html: receiptHtml(doc) }),
  };
}

type Letter = { subject: string; text: string; html: string };

/**
 * Our own e-mail: one connection to the shop's mail server for each message, without attachments, and one try.
 * From smtps:// the line is encrypted from its first byte; from smtp:// by STARTTLS, which is insisted on unless the
 * server is this very machine.
 */
function createPost(options: MailRouteOptions): (address: string, letter: Letter) => Promise<OwnOutcome> {
  const { line, login } = readUrl(options.url);
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return async (address, letter) => {
    options.assertNoTransaction();
    const mail = new MailComposer({
      from: options.from,
      to: { name: "", address },
      ...letter,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    }).compile();
    const parcel = { envelope: mail.getEnvelope(), content: await mail.build() };
    const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
    const connection = new SMTPConnection({ ...line, ...timeouts, dnsTimeout: timeoutMs });
    const outcome = await deliverInTime(connection, login, parcel, { clock: options.clock, timeoutMs });
    return outcome.kind === "done" ? { kind: "done", reference: mail.messageId() } : outcome;
  };
}

const DEFAULT_TIMEOUT_MS = 10_000;

type Login = { user: string; pass: string } | null;
type Parcel = { envelope: { from: string | false; to: string[] }; content: Uint8Array };

function readUrl(text: string) {
  const { protocol, hostname, port, username, password } = new URL(text);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const secure = protocol === "smtps:";
  const isHere = host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
  const line = {
    host,
    port: port === "" ? secure ? 465 : 587 : Number(port),
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
  };
  const login = username === "" ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return { line, login };
}

async function deliverInTime(
  connection: SMTPConnection,
  login: Login,
  parcel: Parcel,
  { clock, timeoutMs }: { clock: Clock; timeoutMs: number },
): Promise<OwnOutcome> {
  // The message is first read once the server wants it: before that, nothing can have gone out.
  let isOnItsWay = false;
  const content = Readable.from(
    (function* () {
      isOnItsWay = true;
      yield parcel.content;
    })(),
    { objectMode: false },
  );
  const timer = new AbortController();
  const timeUp = clock.wait(timeoutMs, timer.signal).then((): OwnOutcome => {
    return { kind: isOnItsWay ? "unknown" : "unavailable", code: "timeout" };
  });
  const delivery = deliver(connection, login, parcel.envelope, content).then(
    (): OwnOutcome => ({ kind: "done", reference: null }),
    (error: unknown) => outcomeOf(error, isOnItsWay),
  );
  const outcome = await Promise.race([delivery, timeUp]);
  timer.abort();
  if (outcome.kind === "done") connection.quit();
  else connection.close();
  return outcome;
}

function deliver(
  connection: SMTPConnection,
  login: Login,
  envelope: Parcel["envelope"],
  content: Readable,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    const send = () => connection.send(envelope, content, (error) => error ? reject(error) : resolve());
    connection.connect((error) => {
      if (error) return reject(error);
      if (login === null) return send();
      connection.login(login, (refusal) => refusal ? reject(refusal) : send());
    });
  });
}

/** A mail server that says no says it by a number; without one the line broke, and it depends on when. */
function outcomeOf(error: unknown, isOnItsWay: boolean): OwnOutcome {
  const { code, responseCode } = detailsOf(error);
  if (code === "ETLS") return { kind: "unavailable", code: "no_encryption" };
  if (code === "EAUTH") return { kind: "refused", code: "login_refused" };
  if (responseCode !== null) return { kind: "refused", code: `smtp_${responseCode}` };
  if (code === "EENVELOPE") return { kind: "refused", code: "address_unusable" };
  return { kind: isOnItsWay ? "unknown" : "unavailable", code: isOnItsWay ? "connection_lost" : "unreachable" };
}

function detailsOf(error: unknown): { code: string; responseCode: number | null } {
  if (!(error instanceof Error)) return { code: "", responseCode: null };
  const code = "code" in error ? String(error.code) : "";
  const responseCode = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  return { code, responseCode };
}
