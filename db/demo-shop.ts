import type { Role } from "../src/domain/staff.ts";
import type { ShopRow } from "./schema.ts";

/**
 * Fernbank Outdoor: a shop to practise in, which nobody owns. Amounts are minor units with the tax inside, phones E.164.
 * Whoever seeds it hashes the PINs first, since that takes too long for a transaction.
 */
export const demoShop: Omit<ShopRow, "id" | "createdAt"> = {
  name: "Fernbank Outdoor",
  country: "GB",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  taxStyle: "inclusive",
  receiptHead: "8 Harbour Street, Brackley NN13 0ZZ\n01632 960 118 · VAT GB 000 0000 00",
  receiptFoot: "Returns within 30 days with this receipt. Refunds go back to Klarna.",
  isDemo: 1,
  cashStepMinor: 1,
  cashierLimit: 1_000,
  countsBlind: 0,
  seniorLimit: 2_500,
  returnLimitMinor: 10_000,
};

/** Everybody's PIN is printed at the start: it opens nothing but this practice shop. Names are unique. */
export const demoStaff: readonly { name: string; role: Role; pin: string }[] = [
  { name: "Ada", role: "cashier", pin: "111111" },
  { name: "Ben", role: "cashier", pin: "222222" },
  { name: "Aisha", role: "cashier", pin: "444444" },
  { name: "Jo", role: "senior", pin: "333333" },
  { name: "Marek", role: "senior", pin: "555555" },
  { name: "Mona", role: "manager", pin: "999999" },
];

/** Shown as "Till 1, Front door"; each name also stands alone, so no two are the same. */
export const demoRegisters: readonly { number: number; name: string }[] = [
  { number: 1, name: "Front door" },
  { number: 2, name: "Front desk" },
  { number: 3, name: "Workshop" },
];

export type DemoTaxCode = "A" | "B" | "Z";

export const demoTaxRates: readonly { code: DemoTaxCode; name: string; rateBasisPoints: number }[] = [
  { code: "A", name: "Standard rate", rateBasisPoints: 2000 },
  { code: "B", name: "Reduced rate", rateBasisPoints: 500 },
  { code: "Z", name: "Zero rate", rateBasisPoints: 0 },
];

export type DemoProduct = {
  code: string;
  name: string;
  priceMinor: number;
  taxCode: DemoTaxCode;
  /** EAN-13 with the prefix 200, which is kept for a shop's own labels: no article anywhere else has them. */
  barcodes: readonly string[];
};

/** In the United Kingdom maps, children's clothes and most food bear no VAT, charcoal 5 %, sweet bars the full rate. */
export const demoCategories: readonly { name: string; products: readonly DemoProduct[] }[] = [
  {
    name: "Tents",
    products: [
      {
        code: "TNT-RDG3",
        name: "Ridgeline 3 tent",
        priceMinor: 38_900,
        taxCode: "A",
        barcodes: ["2000001001103", "2000001001202"],
      },
      { code: "TNT-RDG2", name: "Ridgeline 2 tent", priceMinor: 31_900, taxCode: "A", barcodes: ["2000001002100"] },
      { code: "TNT-BIV1", name: "Curlew 1 bivvy tent", priceMinor: 17_500, taxCode: "A", barcodes: ["2000001003107"] },
      { code: "TNT-FTP3", name: "Ridgeline 3 footprint", priceMinor: 4500, taxCode: "A", barcodes: ["2000001004104"] },
      { code: "TNT-PEG10", name: "Tent pegs, 10", priceMinor: 1200, taxCode: "A", barcodes: ["2000001005101"] },
      { code: "TNT-TARP3", name: "Tarp 3 m", priceMinor: 6500, taxCode: "A", barcodes: ["2000001006108"] },
      {
        code: "SLP-DWN2",
        name: "Down sleeping bag, 2 seasons",
        priceMinor: 16_500,
        taxCode: "A",
        barcodes: ["2000001007105"],
      },
      {
        code: "SLP-MAT1",
        name: "Sleeping mat, self-inflating",
        priceMinor: 5900,
        taxCode: "A",
        barcodes: ["2000001008102"],
      },
      { code: "BAG-DRY20", name: "Dry bag 20 l", priceMinor: 1800, taxCode: "A", barcodes: ["2000001009109"] },
      { code: "LMP-HD300", name: "Head torch 300", priceMinor: 3200, taxCode: "A", barcodes: ["2000001010105"] },
      { code: "AID-KIT1", name: "First-aid kit", priceMinor: 2200, taxCode: "A", barcodes: ["2000001011102"] },
      { code: "AID-INS1", name: "Insect repellent", priceMinor: 750, taxCode: "A", barcodes: ["2000001012109"] },
      { code: "MAP-LNG", name: "Walking map, Langdale", priceMinor: 950, taxCode: "Z", barcodes: ["2000001013106"] },
      { code: "MAP-PEA", name: "Walking map, Dark Peak", priceMinor: 950, taxCode: "Z", barcodes: ["2000001014103"] },
    ],
  },
  {
    name: "Footwear",
    products: [
      {
        code: "FTW-KST39",
        name: "Kestrel trail boots, 39",
        priceMinor: 12_900,
        taxCode: "A",
        barcodes: ["2000002001102"],
      },
      {
        code: "FTW-KST42",
        name: "Kestrel trail boots, 42",
        priceMinor: 12_900,
        taxCode: "A",
        barcodes: ["2000002002109"],
      },
      {
        code: "FTW-KST44",
        name: "Kestrel trail boots, 44",
        priceMinor: 12_900,
        taxCode: "A",
        barcodes: ["2000002003106"],
      },
      {
        code: "FTW-LRK41",
        name: "Lark approach shoes, 41",
        priceMinor: 9800,
        taxCode: "A",
        barcodes: ["2000002004103"],
      },
      {
        code: "FTW-SND40",
        name: "Burn river sandals, 40",
        priceMinor: 6200,
        taxCode: "A",
        barcodes: ["2000002005100"],
      },
      { code: "FTW-WELC29", name: "Wellies, child 29", priceMinor: 2200, taxCode: "Z", barcodes: ["2000002006107"] },
      { code: "FTW-GTRM", name: "Gaiters, M", priceMinor: 3400, taxCode: "A", barcodes: ["2000002007104"] },
    ],
  },
  {
    name: "Clothing",
    products: [
      { code: "CLO-MERM", name: "Merino base layer, M", priceMinor: 4200, taxCode: "A", barcodes: ["2000003001101"] },
      { code: "CLO-MERL", name: "Merino base layer, L", priceMinor: 4200, taxCode: "A", barcodes: ["2000003002108"] },
      { code: "CLO-FELM", name: "Fell jacket, M", priceMinor: 18_900, taxCode: "A", barcodes: ["2000003003105"] },
      { code: "CLO-FELL", name: "Fell jacket, L", priceMinor: 19_900, taxCode: "A", barcodes: ["2000003004102"] },
      {
        code: "CLO-FLCC8",
        name: "Fleece, child 7-8 years",
        priceMinor: 2600,
        taxCode: "Z",
        barcodes: ["2000003005109"],
      },
      { code: "CLO-SCK", name: "Hiking socks", priceMinor: 1400, taxCode: "A", barcodes: ["2000003006106"] },
      { code: "CLO-HAT", name: "Wool hat", priceMinor: 1900, taxCode: "A", barcodes: ["2000003007103"] },
      { code: "CLO-GLVM", name: "Windproof gloves, M", priceMinor: 2800, taxCode: "A", barcodes: ["2000003008100"] },
    ],
  },
  {
    name: "Cooking",
    products: [
      {
        code: "GAS-230",
        name: "Gas canister 230 g",
        priceMinor: 650,
        taxCode: "A",
        barcodes: ["2000004001100", "2000004001209"],
      },
      { code: "GAS-450", name: "Gas canister 450 g", priceMinor: 950, taxCode: "A", barcodes: ["2000004002107"] },
      { code: "CKG-STV1", name: "Wren gas stove", priceMinor: 4900, taxCode: "A", barcodes: ["2000004003104"] },
      { code: "CKG-POT2", name: "Pot set, 2", priceMinor: 3900, taxCode: "A", barcodes: ["2000004004101"] },
      { code: "CKG-MUG", name: "Enamel mug", priceMinor: 850, taxCode: "A", barcodes: ["2000004005108"] },
      { code: "CKG-CHR3", name: "Charcoal 3 kg", priceMinor: 790, taxCode: "B", barcodes: ["2000004006105"] },
      { code: "BTL-1L", name: "Water bottle 1 l", priceMinor: 1600, taxCode: "A", barcodes: ["2000004007102"] },
      {
        code: "FOD-BAR",
        name: "Energy bar",
        priceMinor: 180,
        taxCode: "A",
        barcodes: ["2000004008109", "2000004008208"],
      },
      { code: "FOD-CHL", name: "Camp meal, bean chilli", priceMinor: 695, taxCode: "Z", barcodes: ["2000004009106"] },
    ],
  },
  {
    name: "Workshop",
    products: [
      { code: "WRK-FIT", name: "Boot fitting", priceMinor: 0, taxCode: "A", barcodes: ["2000005001109"] },
      { code: "WRK-REP", name: "Repair, per hour", priceMinor: 2800, taxCode: "A", barcodes: ["2000005002106"] },
      { code: "WRK-PRF", name: "Jacket reproofing", priceMinor: 1500, taxCode: "A", barcodes: ["2000005003103"] },
      { code: "WRK-WAX", name: "Boot wax", priceMinor: 800, taxCode: "A", barcodes: ["2000005004100"] },
      { code: "WRK-LACE", name: "Lace pair", priceMinor: 450, taxCode: "A", barcodes: ["2000005005107"] },
      { code: "WRK-PATCH", name: "Tent repair patches", priceMinor: 600, taxCode: "A", barcodes: ["2000005006104"] },
      { code: "BAG-CAR", name: "Carrier bag", priceMinor: 20, taxCode: "A", barcodes: ["2000005007101"] },
    ],
  },
];

/** Article codes in the order of the quick tiles. */
export const demoFavourites: readonly string[] = [
  "GAS-230",
  "GAS-450",
  "TNT-PEG10",
  "BAG-DRY20",
  "LMP-HD300",
  "MAP-LNG",
  "CLO-SCK",
  "BTL-1L",
  "FOD-BAR",
  "AID-KIT1",
  "WRK-WAX",
  "WRK-LACE",
  "BAG-CAR",
  "WRK-FIT",
  "WRK-REP",
  "AID-INS1",
];

export type DemoCustomer = {
  givenName: string;
  familyName: string;
  phone: string | null;
  email: string | null;
  /** Null: never asked for. */
  address: { street: string; street2?: string; postalCode: string; city: string } | null;
};

/**
 * With a phone and an e-mail address, with one of them, with neither. No message can reach a stranger: the phones are
 * Klarna's own test numbers (klarna.md 7.2 [D]) or those that Ofcom keeps for drama. Of the latter only landlines will
 * do, since libphonenumber takes 07700 900 for no number at all.
 */
export const demoCustomers: readonly DemoCustomer[] = [
  {
    givenName: "Sam",
    familyName: "Karim",
    // Klarna's test person for the United Kingdom who is approved.
    phone: "+447755564318",
    email: "sam.karim@example.com",
    address: { street: "14 Mill Lane", postalCode: "NN13 0ZZ", city: "Brackley" },
  },
  {
    givenName: "Karim",
    familyName: "Haddad",
    phone: "+442079460456",
    email: null,
    address: { street: "3 Station Road", postalCode: "NN13 0ZX", city: "Brackley" },
  },
  { givenName: "Jon", familyName: "Karimi", phone: null, email: null, address: null },
  {
    givenName: "Casey",
    familyName: "Holt",
    phone: null,
    // Approved by its e-mail address, at the address Klarna prints for its test person.
    email: "customer@email.uk",
    address: { street: "10 New Burlington Street", street2: "Apt. 214", postalCode: "W1S 3BE", city: "London" },
  },
  {
    givenName: "Robin",
    familyName: "Marsh",
    // Klarna's test person who is always declined, by phone as by e-mail.
    phone: "+447355505530",
    email: "customer+denied@email.uk",
    address: { street: "21 Orchard Close", postalCode: "NN13 0ZY", city: "Brackley" },
  },
  {
    givenName: "Priya",
    familyName: "Nair",
    phone: "+441134960217",
    email: "priya.nair@example.com",
    address: { street: "9 Canal Walk", street2: "Flat 6", postalCode: "LS1 0ZZ", city: "Leeds" },
  },
  { givenName: "Tom", familyName: "Ashdown", phone: "+442079460731", email: null, address: null },
  {
    givenName: "Elin",
    familyName: "Hughes",
    phone: null,
    email: "elin.hughes@example.org",
    address: { street: "2 Castle Terrace", postalCode: "CF10 0ZZ", city: "Cardiff" },
  },
  {
    givenName: "Grace",
    familyName: "Okafor",
    phone: "+441144960385",
    email: "grace.okafor@example.com",
    address: { street: "40 Fulwood Rise", postalCode: "S10 0ZZ", city: "Sheffield" },
  },
  {
    givenName: "Callum",
    familyName: "Reid",
    phone: "+441314960642",
    email: "c.reid@example.net",
    address: { street: "17 Harbour View", postalCode: "EH6 0ZZ", city: "Edinburgh" },
  },
  {
    givenName: "Margaret",
    familyName: "Whitlow",
    phone: null,
    email: null,
    address: { street: "The Old Forge, Church Street", postalCode: "NN13 0ZW", city: "Brackley" },
  },
  { givenName: "Siân", familyName: "Rhys", phone: null, email: "sian.rhys@example.org", address: null },
];
