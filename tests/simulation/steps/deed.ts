import type { Answer } from "../../support/browser.ts";
import type { Books } from "../books.ts";
import { countPair } from "../coverage.ts";
import { type Fields, pressForm, resend, type Sent, type Terminal } from "../terminal.ts";
import { short } from "../trace.ts";
import type { World } from "../world.ts";
import { noteHumanFaults } from "./human.ts";

/** What only the register that holds the payment may do (M19). */
const HELD = ["cancel", "send", "remind", "extend", "save", "release", "keep", "give back", "answer ID", "settle"];
/** Of a hundred forms, so many are sent twice. */
const DOUBLES_PER_THOUSAND = 60;

export type Deed = {
  /** In the words of the coverage table. */
  event: string;
  path: string;
  fields?: Fields;
  /** The payment it is about. */
  paymentId?: string | undefined;
  /** Drawn from a sale that has changed since: M6 lets nobody pay an amount that was not seen. */
  isOld?: boolean;
};

/** A press of a form: sent once, or twice as impatient people do, and held against what it may and may not do. */
export async function doDeed(world: World, terminal: Terminal, deed: Deed): Promise<string> {
  const payment = world.books.payments.find((one) => one.id === deed.paymentId);
  if (payment) countPair(world, payment.status, deed.event);
  noteHumanFaults(world, terminal, deed.event, payment);
  const life = world.life;
  const answer = await pressForm(world, terminal, deed.path, deed.fields);
  if (!life.isDead && payment && HELD.includes(deed.event)) {
    const holder = world.look().payments.find((one) => one.id === payment.id);
    const isElsewhere = (payment.heldByRegisterId ?? payment.registerId) !== terminal.registerId &&
      (holder?.heldByRegisterId ?? holder?.registerId) !== terminal.registerId;
    // What was done already is answered once more, wherever it is asked.
    const isNews = payment.savedAt === null && holder?.savedAt !== null || !["save", "keep"].includes(deed.event);
    if (isElsewhere && isNews && isDone(answer)) {
      world.complain("M19", `${deed.event} was done at a register that only watches`);
    }
  }
  if (deed.isOld && !life.isDead && isDone(answer)) {
    world.complain("M6", `${deed.event} was done from a page that shows an older sale`);
  }
  const said = `${terminal.name} ${deed.event} ${short(deed.paymentId ?? terminal.saleId)}: ${told(answer)}`;
  if (life.isDead || terminal.session === null || !world.chance.steps.hits(DOUBLES_PER_THOUSAND)) return said;
  return `${said}; ${await sendAgain(world, terminal, answer.sent, answer)}`;
}

/** M14: the same form once more has the same answer and no effect; with other content it is refused. */
export async function sendAgain(world: World, terminal: Terminal, sent: Sent, first: Answer): Promise<string> {
  const life = world.life;
  // Somebody else's deed that is under way already would be taken for this one's.
  if (world.isRacing) return "not sent again";
  const races = world.racePerThousand;
  world.racePerThousand = 0;
  const before = deedsIn(world.look());
  const isOther = world.chance.steps.hits(300);
  const fields = isOther ? { ...sent.fields, note: "something else" } : sent.fields;
  const second = await resend(world, terminal, { ...sent, fields });
  world.racePerThousand = races;
  if (life.isDead || terminal.session === null || world.isDatabaseIll || !isDone(first)) return "sent again";
  const after = deedsIn(world.look());
  if (before !== after) world.complain("M14", `${sent.path} sent again did something more: ${before} then ${after}`);
  if (isOther && second.status !== 422 && !isUnguarded(sent.path)) {
    world.complain("M14", `${sent.path} with other content was answered with ${second.status}`);
  }
  // Where the answer leads depends on where the payment is by now, and a look may have moved it.
  if (!isOther && second.status !== first.status && !isDone(second)) {
    world.complain("M14", `${sent.path} was answered with ${first.status}, and again with ${second.status}`);
  }
  return isOther ? `with other content: ${told(second)}` : "twice";
}

function isDone({ status, location }: Answer): boolean {
  return status < 400 && !location?.startsWith("/sign-in");
}

/** A look has no effect to repeat. */
function isUnguarded(path: string): boolean {
  return path.endsWith("/check");
}

/** How many deeds of people the book holds, by what each leaves behind; looks leave nothing here but that one failed. */
function deedsIn(books: Books): string {
  const byPeople = books.events.filter(({ cause, fromStatus, kind }) =>
    cause === "cashier" && fromStatus === null && kind !== "answer_failed"
  );
  const tenders = books.tenders.length;
  const lines = books.lines.map((line) => `${line.quantity}${line.removedAt === null ? "" : "-"}`).join();
  const { sendings, journals, customers, sales, zReports, drawerEntries, receiptMails } = books;
  const parked = sales.filter((sale) => sale.status === "parked").length;
  const gone = books.handOvers.length;
  return [
    byPeople.length,
    tenders,
    lines,
    sendings.length,
    journals.length,
    customers.length,
    sales.length,
    parked,
    gone,
    zReports.length,
    drawerEntries.length,
    receiptMails.length,
  ]
    .join("/");
}

function told({ status, location }: Answer): string {
  const place = location?.replace(/[a-z]{3}_[0-9a-z]{26}/g, (id) => short(id));
  return place ? `${status} ${place}` : String(status);
}
