import type { Facts } from "../en/link-message.ts";
import type { Messages } from "../catalogue.ts";

export const linkMessageTexts: Messages["linkMessage"] = {
  subject: ({ shopName, amount }: Facts) => `${shopName}: betala ${amount} med Klarna`,
  before: ({ shopName, amount }: Facts) => [
    `Du betalar ${amount} hos ${shopName} med Klarna.`,
    "Öppna länken i mobilen, välj hur du vill betala och bekräfta:",
  ],
  linkText: "Öppna Klarna",
  after: ({ shopName }: Facts) => [
    "Länken gäller bara för det här köpet. Inget dras förrän du godkänner på Klarnas sida.",
    `${shopName} skickade det här för att du står i kassan just nu och uppgav den här adressen. Stämmer det inte kan du bortse från meddelandet: du behöver inte betala något.`,
  ],
  short: ({ shopName, amount }: Facts, link: string) => `${shopName}: betala ${amount} med Klarna här: ${link}`,
  practice: "ÖVNING",
  practiceRest: "Det här är en övning: det är inget riktigt köp, och inga pengar flyttas.",
};
