import { type Books, sumOf } from "../books.ts";
import { type Invariant, unless } from "./seen.ts";

/** No wait between two tries is longer. */
const LONGEST_WAIT_MS = 61 * 60_000;

/**
 * A receipt goes out once, and once more for each time that somebody asks for it; "sent" is said of none that did not arrive, and one
 * that waits is tried again.
 */
export const mails: Invariant = ({ books, world }) =>
  unless(
    books.receiptMails,
    (mail) => {
      if (mail.address === null) return true;
      const arrived = world.letters.get(mail.address) ?? 0;
      const asked = books.receiptMails.filter((one) => isToTheSame(one, mail));
      if (arrived > sumOf(asked, ({ id }) => 1 + (world.sentAgain.get(id) ?? 0))) return false;
      if (mail.state === "sent") return arrived > 0;
      if (mail.state !== "waiting" && mail.state !== "sending") return mail.nextTryAt === null;
      return mail.nextTryAt !== null && mail.nextTryAt <= world.clock.now() + LONGEST_WAIT_MS;
    },
    (mail) => `the receipt to ${mail.address} is ${mail.state}, ${world.letters.get(mail.address ?? "") ?? 0} arrived`,
  );

type Mail = Books["receiptMails"][number];

/**
 * A form that stood open for days asks anew, for the same receipt to the same address. By then the first one's address may have been
 * forgotten: its masked form is all that is left of it.
 */
function isToTheSame(one: Mail, mail: Mail): boolean {
  if (one.address !== null) return one.address === mail.address;
  return one.maskedAddress === mail.maskedAddress && one.saleId === mail.saleId && one.returnId === mail.returnId;
}
