import { z } from "zod";
import * as customer from "./customer.ts";
import { hasExpired } from "./hosted-sessions.ts";
import { detailsOf } from "./test-people.ts";
import type { HostedSession } from "./records.ts";
import type { World } from "./world.ts";

/** Who approves, and how; what is left out is taken from the session, or from a made-up person. */
export const approvalSchema = z.strictObject({
  contact: z.string().optional(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  planId: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What a customer does, as one call each. `view` tells how the session stands afterwards. */
export function createCustomerActs<View>(world: World, view: (name: string) => View) {
  const act = (move: customer.Move) => (name: string): View => {
    world.book.atomically(() => {
      openIfNeeded(world, name);
      perform(world, name, move);
    });
    return view(name);
  };
  return {
    /** The customer opens the link: IN_PROGRESS. */
    open: (name: string): View => {
      world.book.atomically(() => openIfNeeded(world, name));
      return view(name);
    },
    /** The whole way through the pages at once, any check passed. Ends COMPLETED, or FAILED for a denied test person. */
    approve: (name: string, approval: Approval = {}): View => {
      world.book.atomically(() => approve(world, name, approval));
      return view(name);
    },
    decline: act(customer.decline),
    cancel: act(customer.cancel),
    back: act(customer.goBack),
    breakDown: act(customer.breakDown),
    askForId: act(customer.askForId),
    passIdCheck: (name: string): View => {
      perform(world, name, customer.passIdCheck);
      return view(name);
    },
  };
}

function approve(world: World, name: string, approval: Approval): void {
  openIfNeeded(world, name);
  const opened = requireHosted(world, name);
  const market = customer.findPayment(world, opened).body.purchase_country.toLowerCase();
  const contact = approval.contact || customer.prefillContact(world, opened) || `customer@email.${market}`;
  perform(world, name, customer.logIn, { contact });
  if (requireHosted(world, name).status === "FAILED") return;
  perform(world, name, customer.enterCode, { code: "123456" });
  if (requireHosted(world, name).visit.step === "details" || approval.givenName || approval.familyName) {
    perform(world, name, customer.saveDetails, fillDetails(world, requireHosted(world, name), approval));
  }
  const [firstPlan] = customer.listSessionPlans(world, requireHosted(world, name));
  perform(world, name, customer.choosePlan, { plan: approval.planId ?? firstPlan?.id ?? "" });
  perform(world, name, customer.confirm);
  if (requireHosted(world, name).visit.step === "check") {
    perform(world, name, customer.showWhoTheyAre, { passed: "yes" });
  }
}

function fillDetails(world: World, session: HostedSession, approval: Approval): customer.Form {
  const known = Object.entries(customer.prefillDetails(world, session)).filter(([, value]) => value !== "");
  return {
    ...detailsOf(customer.findCountryOf(world, session)),
    ...Object.fromEntries(known),
    ...(approval.givenName && { given_name: approval.givenName }),
    ...(approval.familyName && { family_name: approval.familyName }),
  };
}

function openIfNeeded(world: World, name: string): void {
  if (["WAITING", "BACK", "FAILED", "ERROR"].includes(requireHosted(world, name).status)) {
    perform(world, name, customer.openPage);
  }
}

function perform(world: World, name: string, move: customer.Move, form: customer.Form = {}): void {
  const session = requireHosted(world, name);
  if (hasExpired(world, session)) throw new Error(`Session ${name} has expired`);
  const complaint = move(world, session, form);
  if (complaint) throw new Error(complaint);
}

function requireHosted(world: World, name: string): HostedSession {
  const session = findHosted(world, name);
  if (!session) throw new Error(`No hosted session is named ${name}`);
  return session;
}

/** By its id, its short code or its merchant reference, the newest of these. */
export function findHosted(world: World, name: string): HostedSession | undefined {
  const { hostedSessions, paymentSessions } = world.book;
  const direct = hostedSessions.find(name) ?? hostedSessions.named(name)[0];
  if (direct) return direct;
  return paymentSessions.named(name).flatMap((payment) => hostedSessions.under(payment.paymentSessionId))[0];
}
