import { homeSchema } from "./fields.ts";
import { changeStatus } from "./hosted-sessions.ts";
import { captureOrder, placeOrder } from "./orders.ts";
import { findCountry, getPaymentSession } from "./payment-sessions.ts";
import { findCheck, isAlwaysNew, isDenied, isScreenedOut, readContact } from "./people.ts";
import { listPlans, type Plan } from "./plans.ts";
import { type HostedSession, type PaymentSession, type Person, steps } from "./records.ts";
import type { World } from "./world.ts";

/** What a form on the phone sent. */
export type Form = Record<string, string>;

/**
 * One thing a customer does on the hosted page. Returns a sentence when the page must say what is wrong; then nothing has
 * changed. The pages and the control functions both come through here.
 */
export type Move = (world: World, session: HostedSession, form: Form) => string | undefined;

/** Opens the page, or opens it again after a decline, an error or going back: the visit starts over. */
export const openPage: Move = (world, session) => {
  changeStatus(world, session, "IN_PROGRESS", { visit: { ...session.visit, step: "login" } });
  return undefined;
};

export const logIn: Move = (world, session, form) => {
  const contact = readContact(form["contact"] ?? "", findCountry(findPayment(world, session).body));
  if (!contact) return "Enter a mobile number or an e-mail address.";
  if (isScreenedOut(contact)) return decline(world, session, {});
  saveVisit(world, session, { step: "code", contact: contact.value });
  return undefined;
};

/** Any six digits are right, except 999999 [D]. Somebody Klarna has not met gives their details next. */
export const enterCode: Move = (world, session, form) => {
  const code = (form["code"] ?? "").replace(/\s/g, "");
  if (!/^\d{6}$/.test(code)) return "Enter the six digits of your code.";
  if (code === "999999") return "That code is not right. Ask for a new one and try again.";
  const person = findKnownPerson(world, session);
  saveVisit(world, session, person ? { step: "plans", person } : { step: "details" });
  return undefined;
};

export const saveDetails: Move = (world, session, form) => {
  const payment = findPayment(world, session);
  const country = findCountry(payment.body);
  const filled = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim()]));
  const { date_of_birth: dateOfBirth = "", ...rest } = filled;
  const missing = detailFields.find(({ name, isRequired }) => isRequired && !filled[name]);
  if (missing) return `Enter your ${missing.label.toLowerCase()}.`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(dateOfBirth)) return "Enter your date of birth.";
  const sent = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  const address = homeSchema.safeParse({ ...sent, ...findReach(session), country });
  if (!address.success) {
    const field = detailFields.find(({ name }) => name === address.error.issues[0]?.path[0]);
    return `Check your ${field ? field.label.toLowerCase() : "details"}.`;
  }
  saveVisit(world, session, { step: "plans", person: { address: address.data, dateOfBirth } });
  return undefined;
};

export const choosePlan: Move = (world, session, form) => {
  const plan = listSessionPlans(world, session).find(({ id }) => id === form["plan"]);
  if (!plan) return "Choose how to pay.";
  saveVisit(world, session, { step: "confirm", planId: plan.id });
  return undefined;
};

/** Goes back to an earlier step of the same visit; never forward. */
export const goToStep: Move = (world, session, form) => {
  const earlier = steps.slice(0, steps.indexOf(session.visit.step)).find((step) => step === form["step"]);
  if (earlier) saveVisit(world, session, { step: earlier });
  return undefined;
};

/** Approves: Klarna says no to its denied test people [D], wants to know of some who they are, and says yes to the others. */
export const confirm: Move = (world, session) => {
  const { contact = "" } = session.visit;
  if (findCheck(contact) !== undefined) {
    saveVisit(world, session, { step: "check" });
    return undefined;
  }
  const country = findCountry(findPayment(world, session).body);
  const known = readContact(contact, country);
  return known && isDenied(known, country) ? decline(world, session, {}) : approve(world, session, {});
};

/** The customer shows who they are, or cannot: what Klarna says then hangs on nothing else. */
export const showWhoTheyAre: Move = (world, session, form) =>
  form["passed"] === "yes" ? approve(world, session, {}) : decline(world, session, {});

const approve: Move = (world, session) => {
  const { contact, person, planId } = session.visit;
  if (!contact || !person || !planId) return "Choose how to pay.";
  complete(world, session, person, planId);
  rememberPerson(world, contact, person);
  return undefined;
};

/** Klarna declines. Not final: the same link may be tried again [D]. */
export const decline: Move = (world, session) => {
  changeStatus(world, session, "FAILED");
  return undefined;
};

/** Ends the session for good in the shop; in the e-commerce channel it is only a way back [D],[X]. */
export const cancel: Move = (world, session) => {
  const inShop = findPayment(world, session).body.acquiring_channel !== "ECOMMERCE";
  changeStatus(world, session, inShop ? "CANCELLED" : "BACK");
  return undefined;
};

export const goBack: Move = (world, session) => {
  changeStatus(world, session, "BACK");
  return undefined;
};

export const breakDown: Move = (world, session) => {
  changeStatus(world, session, "ERROR");
  return undefined;
};

/** Klarna asks the clerk to check an identity card and to compare a short code. */
export const askForId: Move = (world, session) => {
  changeStatus(world, session, "MANUAL_ID_CHECK", { challenge: world.ids.challenge() });
  return undefined;
};

export const passIdCheck: Move = (world, session) => {
  changeStatus(world, session, "IN_PROGRESS");
  return undefined;
};

export const detailFields = [
  { name: "given_name", label: "First name", isRequired: true, autocomplete: "given-name" },
  { name: "family_name", label: "Last name", isRequired: true, autocomplete: "family-name" },
  { name: "street_address", label: "Street and number", isRequired: true, autocomplete: "address-line1" },
  { name: "postal_code", label: "Postcode", isRequired: true, autocomplete: "postal-code" },
  { name: "city", label: "Town", isRequired: true, autocomplete: "address-level2" },
  { name: "region", label: "State or region, if you have one", isRequired: false, autocomplete: "address-level1" },
] as const;

/** The details form as it is first shown: what was typed, else what Klarna knows, else what the shop sent. */
export function prefillDetails(world: World, session: HostedSession): Form {
  const sent = findPayment(world, session).body;
  const person = session.visit.person ??
    { address: sent.billing_address ?? {}, dateOfBirth: sent.customer?.date_of_birth };
  const address = detailFields.map(({ name }) => [name, person.address[name] ?? ""]);
  return { ...Object.fromEntries(address), date_of_birth: person.dateOfBirth ?? "" };
}

/** Who the login form expects: whoever logged in before, else whom the link was sent to, else the shop's customer. */
export function prefillContact(world: World, session: HostedSession): string {
  const billing = findPayment(world, session).body.billing_address;
  return session.visit.contact ?? session.distributionContact ?? billing?.phone ?? billing?.email ?? "";
}

export function listSessionPlans(world: World, session: HostedSession): Plan[] {
  const { payment_method_category: one, payment_method_categories: several = [] } = session.options ?? {};
  const { order_amount: amountMinor, purchase_currency: currency } = findPayment(world, session).body;
  return listPlans(amountMinor, currency, world.clock.now(), one === undefined ? several : [one]);
}

export function findPayment(world: World, session: HostedSession): PaymentSession {
  return getPaymentSession(world, session.paymentSessionId);
}

export function findCountryOf(world: World, session: HostedSession): string {
  return findCountry(findPayment(world, session).body);
}

function saveVisit(world: World, session: HostedSession, changes: Partial<HostedSession["visit"]>): void {
  world.book.hostedSessions.save({ ...session, visit: { ...session.visit, ...changes } });
}

function findKnownPerson(world: World, session: HostedSession): Person | undefined {
  const contact = readContact(session.visit.contact ?? "", findCountry(findPayment(world, session).body));
  if (!contact || isAlwaysNew(contact)) return undefined;
  return world.book.customers.find(contact.value)?.person;
}

function findReach(session: HostedSession): { email?: string; phone?: string } {
  const contact = session.visit.contact ?? "";
  return contact.includes("@") ? { email: contact } : { phone: contact };
}

function complete(world: World, session: HostedSession, person: Person, planId: string): void {
  const payment = findPayment(world, session);
  const customer = {
    given_name: person.address.given_name,
    family_name: person.address.family_name,
    date_of_birth: person.dateOfBirth,
  };
  const mode = session.options?.place_order_mode ?? "NONE";
  if (mode === "NONE") {
    changeStatus(world, session, "COMPLETED", { customer, authorizationToken: world.ids.uuid() });
    return;
  }
  const order = placeOrder(world, payment, person, planId);
  // A PENDING order cannot be captured; what Klarna does then in this mode is not documented.
  if (mode === "CAPTURE_ORDER" && order.fraudStatus === "ACCEPTED") {
    captureOrder(world, order.orderId, { captured_amount: order.amount });
  }
  const result = { customer, orderId: order.orderId, klarnaReference: order.klarnaReference };
  changeStatus(world, session, "COMPLETED", result);
  completeSiblings(world, session, result);
}

// Whatever happens to a payment session shows in all its hosted pages [D].
function completeSiblings(world: World, session: HostedSession, result: Partial<HostedSession>): void {
  const over = new Set(["COMPLETED", "CANCELLED", "DISABLED"]);
  for (const sibling of world.book.hostedSessions.under(session.paymentSessionId)) {
    if (!over.has(sibling.status)) changeStatus(world, sibling, "COMPLETED", result);
  }
}

function rememberPerson(world: World, contact: string, person: Person): void {
  if (world.book.customers.find(contact)) world.book.customers.save({ contact, person });
  else world.book.customers.add({ contact, person });
}
