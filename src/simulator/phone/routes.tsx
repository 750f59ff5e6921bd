import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { renderSVG } from "uqr";
import * as customer from "../customer.ts";
import { findShopName } from "../distribution.ts";
import { formatLink, hasExpired } from "../hosted-sessions.ts";
import { findLocale } from "../payment-sessions.ts";
import { findCheck } from "../people.ts";
import type { HostedSession, HostedStatus } from "../records.ts";
import type { Env, World } from "../world.ts";
import { Inbox, PhoneList } from "./inbox.tsx";
import { NotFound } from "./layout.tsx";
import { ExpiredPage, OutcomePage } from "./outcomes.tsx";
import {
  CancelStep,
  CheckStep,
  CodeStep,
  ConfirmStep,
  DetailsStep,
  LoginStep,
  type Payment,
  PlansStep,
} from "./steps.tsx";

/** The customer's phone: inboxes, the QR picture, and the hosted page behind a link. */
export function createPhone(): Hono<Env> {
  const phone = new Hono<Env>();
  phone.use(protectPages);
  phone.get("/phone", (c) => c.html(<PhoneList messages={c.get("world").book.messages.all()} />));
  phone.get("/phone/inbox/:contact", (c) => {
    const contact = c.req.param("contact");
    const messages = c.get("world").book.messages.named(contact);
    return c.html(<Inbox contact={contact} messages={messages} isRefreshing={c.req.query("refresh") !== "off"} />);
  });
  phone.get("/phone.css", (c) => c.body(stylesheet, 200, { "content-type": "text/css;charset=utf-8" }));
  phone.get("/klarna.svg", (c) => c.body(badge, 200, { "content-type": "image/svg+xml" }));
  phone.get("/qr/:file{[A-Za-z0-9]+\\.svg}", (c) => {
    const session = findByCode(c.get("world"), c.req.param("file").replace(".svg", ""));
    if (!session) return c.html(<NotFound />, 404);
    const svg = renderSVG(formatLink(c.get("world"), session), { border: 4 });
    return c.body(svg, 200, { "content-type": "image/svg+xml" });
  });
  phone.get("/hpp/payments/:code", showPage);
  phone.get("/hpp/payments/:code/cancel", askToCancel);
  phone.post("/hpp/payments/:code/:move", makeMove);
  return phone;
}

/** For addresses that neither the API nor the phone knows. */
export function answerPageNotFound(c: Context<Env>): Response | Promise<Response> {
  return c.html(<NotFound />, 404);
}

const stylesheet = readFileSync(new URL("../phone.css", import.meta.url), "utf8");

const badge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40" role="img" aria-label="Klarna (simulator)">' +
  '<rect width="90" height="40" rx="8" fill="#0e1f1d"/>' +
  '<text x="45" y="26" fill="#fff" font-family="sans-serif" font-size="17" text-anchor="middle">Klarna</text></svg>';

const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'";

// Mounted last, this sees every answer that is not the API's.
async function protectPages(c: Context<Env>, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set("content-security-policy", policy);
  c.res.headers.set("x-content-type-options", "nosniff");
  c.res.headers.set("referrer-policy", "no-referrer");
  c.res.headers.set("cache-control", "no-store");
}

// Opening the link is what makes a waiting payment IN_PROGRESS [D].
function showPage(c: Context<Env>): Response | Promise<Response> {
  const world = c.get("world");
  const session = findByCode(world, c.req.param("code") ?? "");
  if (!session) return c.html(<NotFound />, 404);
  if (hasExpired(world, session)) return c.html(<ExpiredPage />, 410);
  if (session.status === "WAITING") world.book.atomically(() => customer.openPage(world, session, {}));
  return render(c, session.sessionId, {});
}

function askToCancel(c: Context<Env>): Response | Promise<Response> {
  const world = c.get("world");
  const session = findByCode(world, c.req.param("code") ?? "");
  if (session?.status !== "IN_PROGRESS" || hasExpired(world, session)) return c.html(<NotFound />, 404);
  return c.html(<CancelStep payment={describePayment(world, session)} />);
}

// Disabled under the customer's hands: page not found on the next action [D].
async function makeMove(c: Context<Env>): Promise<Response> {
  const world = c.get("world");
  const form = await readForm(c);
  const session = findByCode(world, c.req.param("code") ?? "");
  const name = c.req.param("move") ?? "";
  const move = Object.hasOwn(moves, name) ? moves[name] : undefined;
  if (!session || !move || session.status === "DISABLED") return c.html(<NotFound />, 404);
  if (hasExpired(world, session)) return c.html(<ExpiredPage />, 410);
  const fits = move.from.includes(session.status) && (move.step === undefined || move.step === session.visit.step);
  const complaint = fits ? world.book.atomically(() => move.make(world, session, form)) : undefined;
  if (complaint) return render(c, session.sessionId, form, complaint);
  return c.redirect(`/hpp/payments/${session.shortCode}`, 303);
}

type Offer = { make: customer.Move; from: HostedStatus[]; step?: HostedSession["visit"]["step"] };

const moves: Record<string, Offer> = {
  "open": { make: customer.openPage, from: ["FAILED", "BACK", "ERROR"] },
  "log-in": { make: customer.logIn, from: ["IN_PROGRESS"], step: "login" },
  "code": { make: customer.enterCode, from: ["IN_PROGRESS"], step: "code" },
  "details": { make: customer.saveDetails, from: ["IN_PROGRESS"], step: "details" },
  "plan": { make: customer.choosePlan, from: ["IN_PROGRESS"], step: "plans" },
  "confirm": { make: customer.confirm, from: ["IN_PROGRESS"], step: "confirm" },
  "check": { make: customer.showWhoTheyAre, from: ["IN_PROGRESS"], step: "check" },
  "go-to": { make: customer.goToStep, from: ["IN_PROGRESS"] },
  "cancel": { make: customer.cancel, from: ["IN_PROGRESS"] },
  "back": { make: customer.goBack, from: ["IN_PROGRESS"] },
  "decline": { make: customer.decline, from: ["IN_PROGRESS"] },
  "break": { make: customer.breakDown, from: ["IN_PROGRESS"] },
  "ask-for-id": { make: customer.askForId, from: ["IN_PROGRESS"] },
  "pass-id-check": { make: customer.passIdCheck, from: ["MANUAL_ID_CHECK"] },
};

async function readForm(c: Context<Env>): Promise<customer.Form> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : []),
  );
}

function findByCode(world: World, shortCode: string): HostedSession | undefined {
  return world.book.hostedSessions.named(shortCode)[0];
}

function render(
  c: Context<Env>,
  sessionId: string,
  form: customer.Form,
  complaint?: string,
): Response | Promise<Response> {
  const world = c.get("world");
  const session = world.book.hostedSessions.find(sessionId);
  if (!session) return c.html(<NotFound />, 404);
  const payment = describePayment(world, session);
  if (session.status !== "IN_PROGRESS") {
    return c.html(
      <OutcomePage
        status={session.status}
        payment={payment}
        reference={session.klarnaReference}
        challenge={session.challenge}
        returnUrl={findReturnUrl(session)}
      />,
      session.status === "DISABLED" ? 410 : 200,
    );
  }
  return c.html(renderStep(world, session, payment, form, complaint), complaint ? 422 : 200);
}

function renderStep(
  world: World,
  session: HostedSession,
  payment: Payment,
  form: customer.Form,
  complaint: string | undefined,
) {
  const { step, contact = "", person, planId } = session.visit;
  const shared = { payment, complaint };
  const plans = customer.listSessionPlans(world, session);
  const plan = plans.find(({ id }) => id === planId);
  if (step === "code") return <CodeStep {...shared} contact={contact} />;
  if (step === "details") {
    return <DetailsStep {...shared} values={{ ...customer.prefillDetails(world, session), ...form }} />;
  }
  if (step === "plans") return <PlansStep {...shared} plans={plans} planId={planId} />;
  if (step === "confirm" && plan && person) {
    const name = `${person.address.given_name ?? ""} ${person.address.family_name ?? ""}`;
    return <ConfirmStep {...shared} plan={plan} name={name} contact={contact} />;
  }
  if (step === "check") return <CheckStep {...shared} task={findCheck(contact) ?? ""} />;
  return <LoginStep {...shared} contact={form["contact"] ?? customer.prefillContact(world, session)} />;
}

function describePayment(world: World, session: HostedSession): Payment {
  const { body } = customer.findPayment(world, session);
  return {
    path: `/hpp/payments/${session.shortCode}`,
    shopName: findShopName(world, session),
    amountMinor: body.order_amount,
    currency: body.purchase_currency,
    locale: findLocale(body),
    isInShop: body.acquiring_channel !== "ECOMMERCE",
  };
}

// Without an address from the shop the customer stays on Klarna's own page, which suits a phone in a shop [D].
function findReturnUrl(session: HostedSession): string | undefined {
  const urls = session.merchantUrls ?? {};
  const byStatus: Partial<Record<HostedStatus, string | undefined>> = {
    COMPLETED: urls.success,
    CANCELLED: urls.cancel,
    BACK: urls.back,
    FAILED: urls.failure,
    ERROR: urls.error ?? urls.failure,
  };
  return byStatus[session.status]
    ?.replaceAll("{{session_id}}", session.sessionId)
    .replaceAll("{{authorization_token}}", session.authorizationToken ?? "")
    .replaceAll("{{order_id}}", session.orderId ?? "");
}
