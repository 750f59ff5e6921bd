import type { Messages } from "../catalogue.ts";
import type { Facts } from "../en/link-message.ts";

export const linkMessageTexts: Messages["linkMessage"] = {
  subject: ({ shopName, amount }: Facts) => `${shopName}: ${amount} mit Klarna bezahlen`,
  before: ({ shopName, amount }: Facts) => [
    `Sie bezahlen ${amount} bei ${shopName} mit Klarna.`,
    "Öffnen Sie diesen Link auf Ihrem Handy, wählen Sie, wie Sie bezahlen möchten, und bestätigen Sie:",
  ],
  linkText: "Klarna öffnen",
  after: ({ shopName }: Facts) => [
    "Der Link gilt nur für diesen Einkauf. Abgebucht wird erst, wenn Sie auf der Seite von Klarna zustimmen.",
    `${shopName} schickt Ihnen diese Nachricht, weil Sie gerade dort an der Kasse stehen und diese Adresse angegeben haben. Trifft das nicht zu, beachten Sie sie bitte nicht: Sie müssen nichts bezahlen.`,
  ],
  short: ({ shopName, amount }: Facts, link: string) => `${shopName}: ${amount} hier mit Klarna bezahlen: ${link}`,
  practice: "ÜBUNG",
  practiceRest: "Dies ist eine Übung: kein echter Einkauf, und es fließt kein Geld.",
};
