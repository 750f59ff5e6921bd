/** One market as a test sees it: a tax rate of its country, and Klarna's own test people there (klarna.md §7.2 [D]). */
export type TestMarket = {
  country: string;
  /** Per cent × 100. */
  taxRate: number;
  mailDomain: string;
  approvedPhone: string;
  deniedPhone: string;
};

const market = (row: string): TestMarket => {
  const [country = "", rate, mailDomain = "", approvedPhone = "", deniedPhone = ""] = row.split(" ");
  return { country, taxRate: Number(rate), mailDomain, approvedPhone, deniedPhone };
};

export const TEST_MARKETS: readonly TestMarket[] = [
  "AT 2000 at +4306762600456 +4306762600745",
  "AU 1000 au +61473752244 +61473763254",
  "BE 2100 be +32485121291 +32485212123",
  "CA 500 ca +15197438620 +15197308624",
  "CH 810 ch +41758680000 +41758680001",
  "CZ 2100 cz +420771613715 +420771623691",
  "DE 1900 de +49017614284340 +49017610927312",
  "DK 2500 dk +4542555628 +4552555348",
  "ES 2100 es +34672563009 +34682425101",
  "FI 2550 fi +358401234567 +358401234568",
  "FR 2000 fr +33689854321 +33687984322",
  "GB 2000 uk +447755564318 +447355505530",
  "GR 2400 gr +306945553624 +306945553625",
  "HU 2700 hu +36300102692 +36705553575",
  "IE 2300 ie +353855351400 +353855351401",
  "IT 2200 it +393339741231 +393312232389",
  "MX 1600 mx +525593747739 +525593747740",
  "NL 2100 nl +31689124321 +31632167678",
  "NO 2500 no +4740123456 +4740123457",
  "NZ 1500 nz +6427555290 +642993007712",
  "PL 2300 pl +48795222223 +48795223325",
  "PT 2300 pt +351935556731 +351915593837",
  "RO 2100 ro +40741209876 +40707127444",
  "SE 2500 se +46701740615 +46701740620",
  "SK 2300 sk +421905123456 +421905123457",
  "US 825 us +13106683312 +13106354386",
].map(market);
