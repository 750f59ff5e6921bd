/** Why the till may not sell now, on every register. */
export const sellingTexts = {
  title: "No selling now",
  more: "See why",
  recovery: {
    short: "Nothing can be sold yet.",
    note: (read: number, total: number) =>
      `This till was restored from a backup and asks Klarna about the last 72 hours: ${read} of ${total}.`,
    heading: "This till was restored from a backup",
    means:
      "It is asking Klarna about the payments of the last 72 hours, those made after the backup too. Selling opens by itself when that is done.",
    lost: (count: number) =>
      count === 0
        ? "No payment is missing in the backup."
        : count === 1
        ? "One payment was made after the backup. It was found again in the till’s logbook."
        : `${count} payments were made after the backup. They were found again in the till’s logbook.`,
    progressLabel: "Payments that Klarna has answered about",
    progress: (read: number, total: number) => `${read} of ${total}`,
    anyway: "Open the till without waiting",
    anywayMeans:
      "Klarna has not answered about all of them yet. Open the till only when you cannot wait, for instance without internet. Each payment that was not read goes on the list of what needs a person, and the till goes on asking.",
    anywayNow: "Open the till",
  },
  clock: {
    short: "Nothing can be sold now.",
    note: "The clock of this machine is behind the till’s own books. A manager must look.",
    heading: "The clock has gone back",
    means:
      "The last sale was booked at a later time than this machine shows now. Set the clock right, and selling goes on by itself. Klarna payments that are open go on.",
    wallAt: "This machine’s clock",
    lastEntryAt: "The last booking",
    anyway: "The clock is right",
    anywayMeans:
      "Say so only after you compared it with another clock: then it was wrong when the last sale was booked, and the till follows it from now on.",
    anywayNow: "The clock is right",
  },
  klarna: {
    ready: "Klarna answers.",
    away: "Klarna is not answering now. The till keeps asking.",
    refused: "Klarna refuses this till’s credentials. A manager must connect it again.",
    not_connected: "Klarna is not connected as it was. A manager must connect it again.",
  },
  toPayments: "Klarna payments",
  managerAgrees: "A manager agrees",
  reason: "Reason",
  reasonHint: "It stays on record, with your name.",
};
