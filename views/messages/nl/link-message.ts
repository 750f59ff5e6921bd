import type { Messages } from "../catalogue.ts";
import type { Facts } from "../en/link-message.ts";

export const linkMessageTexts: Messages["linkMessage"] = {
  subject: ({ shopName, amount }: Facts) => `${shopName}: betaal ${amount} met Klarna`,
  before: ({ shopName, amount }: Facts) => [
    `U betaalt ${amount} bij ${shopName} met Klarna.`,
    "Open deze link op uw telefoon, kies hoe u wilt betalen en bevestig:",
  ],
  linkText: "Klarna openen",
  after: ({ shopName }: Facts) => [
    "De link geldt alleen voor deze aankoop. Er wordt niets afgeschreven tot u op de pagina van Klarna akkoord gaat.",
    `${shopName} stuurt u dit omdat u nu aan de kassa staat en dit adres hebt opgegeven. Klopt dat niet, dan kunt u dit bericht negeren: u hoeft niets te betalen.`,
  ],
  short: ({ shopName, amount }: Facts, link: string) => `${shopName}: betaal ${amount} hier met Klarna: ${link}`,
  practice: "OEFENING",
  practiceRest: "Dit is een oefening: het is geen echte aankoop en er beweegt geen geld.",
};
