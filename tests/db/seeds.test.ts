import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import type { Db, ShopDatabase } from "../../db/open.ts";
import type { CustomerRow } from "../../db/schema.ts";
import { seedDemoShop } from "../../db/seeds.ts";
import { ROLES } from "../../src/domain/staff.ts";
import { readCustomer } from "../../src/operations/customer-records.ts";
import { isPin, verifyPin } from "../../src/security/pins.ts";
import { searchCustomers } from "../../src/store/customer-search.ts";
import { customerSearchText } from "../../src/store/customers.ts";
import { favouriteProducts, findProductByCode } from "../../src/store/catalogue.ts";
import { searchProducts } from "../../src/store/product-search.ts";
import { inTransaction } from "../../src/store/transaction.ts";
import { keys, makeSeedKit, openDemoShop, openEmptyShop } from "./support.ts";

let db: ShopDatabase;
let removeShop: () => Promise<void>;

beforeAll(async () => {
  ({ db, remove: removeShop } = await openDemoShop());
});

afterAll(() => removeShop());

describe("the demo shop", () => {
  test("is one British shop with its people, tills, taxes and groups, and without a sale", async () => {
    const shop = await db.read.selectFrom("shop").selectAll().executeTakeFirstOrThrow();
    expect(shop).toMatchObject({ name: "Fernbank Outdoor", country: "GB", currency: "GBP", taxStyle: "inclusive" });
    expect(await countRows(db.read)).toEqual({
      shop: 1,
      staff: 6,
      register: 3,
      taxRate: 3,
      category: 5,
      product: 45,
      customer: 12,
      sale: 0,
    });
  });

  test("has tills 1 to 3, each with a name of its own", async () => {
    const registers = await db.read.selectFrom("register").selectAll().orderBy("number").execute();
    expect(registers.map((register) => register.number)).toEqual([1, 2, 3]);
    expect(new Set(registers.map((register) => register.name)).size).toBe(3);
  });

  test("cannot be put into a database that has a shop", async () => {
    const kit = await makeSeedKit();
    const before = await countRows(db.read);
    await expect(inTransaction(db, (tx) => seedDemoShop(tx, kit))).rejects.toThrow("has a shop already");
    expect(await countRows(db.read)).toEqual(before);
  });

  test("is not made, not even in part, when a PIN hash is missing", async () => {
    const { db: empty, remove } = await openEmptyShop();
    const kit = await makeSeedKit();
    const pinHashes = new Map([...kit.pinHashes].filter(([name]) => name !== "Mona"));
    await expect(inTransaction(empty, (tx) => seedDemoShop(tx, { ...kit, pinHashes }))).rejects.toThrow("Mona");
    expect(Object.values(await countRows(empty.read)).every((count) => count === 0)).toBe(true);
    await remove();
  });
});

describe("staff", () => {
  test("everybody's PIN of six digits opens their own row and nobody else's", async () => {
    const rows = await db.read.selectFrom("staff").selectAll().execute();
    for (const { name, pin } of demoStaff) {
      expect(isPin(pin) && pin.length === 6).toBe(true);
      const opened: string[] = [];
      for (const row of rows) if (await verifyPin(pin, row.pinHash, keys)) opened.push(row.name);
      expect(opened).toEqual([name]);
    }
  });

  test("every role is there, and each row names the key of its hash", async () => {
    const rows = await db.read.selectFrom("staff").selectAll().execute();
    expect(new Set(rows.map((row) => row.role))).toEqual(new Set(ROLES));
    expect(rows.map((row) => row.keyId)).toEqual(rows.map((row) => row.pinHash.split("$")[1]));
  });
});

describe("products", () => {
  test("every product has one or two barcodes, all different, with a right check digit and an in-store prefix", async () => {
    const products = await db.read.selectFrom("product").select("id").execute();
    const barcodes = await db.read.selectFrom("productBarcode").selectAll().execute();
    for (const { id } of products) {
      expect([1, 2]).toContain(barcodes.filter((barcode) => barcode.productId === id).length);
    }
    expect(barcodes.filter(({ barcode }) => !/^200\d{10}$/.test(barcode) || !hasRightCheckDigit(barcode))).toEqual([]);
    expect(new Set(barcodes.map(({ barcode }) => barcode)).size).toBe(barcodes.length);
    expect(barcodes.length).toBeGreaterThan(products.length);
  });

  test("a wrong digit in a barcode is noticed", () => {
    expect(hasRightCheckDigit("5012345678900")).toBe(true);
    expect(hasRightCheckDigit("5012345678901")).toBe(false);
  });

  test("every product is sold under a tax rate that exists, and every rate is used", async () => {
    const sold = await db.read.selectFrom("product").innerJoin("taxRate", "taxRate.id", "product.taxRateId")
      .select(["product.code", "taxRate.code as taxCode", "taxRate.rateBasisPoints"]).execute();
    expect(sold).toHaveLength(45);
    expect(new Map(sold.map((row) => [row.taxCode, row.rateBasisPoints])))
      .toEqual(new Map([["A", 2000], ["B", 500], ["Z", 0]]));
    expect(sold.filter((row) => row.taxCode === "Z").map((row) => row.code).sort())
      .toEqual(["CLO-FLCC8", "FOD-CHL", "FTW-WELC29", "MAP-LNG", "MAP-PEA"]);
  });

  test("codes are in upper case, prices whole pence, names and codes searchable", async () => {
    const products = await db.read.selectFrom("product").selectAll().execute();
    for (const { code, name, priceMinor } of products) {
      expect(code).toMatch(/^[A-Z]{3}-[A-Z0-9]+$/);
      expect(priceMinor).toBeGreaterThanOrEqual(0);
      expect((await searchProducts(db.read, name)).map((found) => found.code)).toContain(code);
      expect((await searchProducts(db.read, code)).map((found) => found.code)).toContain(code);
    }
  });

  test("the favourites fill sixteen tiles in order", async () => {
    const tiles = await favouriteProducts(db.read);
    expect(tiles.map((tile) => tile.tilePosition)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(tiles[0]).toMatchObject({ name: "Gas canister 230 g", priceMinor: 650 });
    expect(tiles).toContainEqual(expect.objectContaining({ name: "Boot fitting", priceMinor: 0 }));
    expect(tiles).toContainEqual(expect.objectContaining({ name: "Carrier bag", priceMinor: 20 }));
  });

  test("both barcodes of the Ridgeline 3 tent find it", async () => {
    const barcodes = await db.read.selectFrom("productBarcode").innerJoin("product", "product.id", "productId")
      .select("barcode").where("code", "=", "TNT-RDG3").execute();
    expect(barcodes).toHaveLength(2);
    for (const { barcode } of barcodes) {
      expect(await findProductByCode(db.read, barcode)).toMatchObject({ name: "Ridgeline 3 tent", priceMinor: 38_900 });
    }
  });
});

describe("customers", () => {
  test("every combination of phone and e-mail is there", async () => {
    const rows = await db.read.selectFrom("customer").selectAll().execute();
    const combinations = rows.map(({ phone, email }) => `${phone !== null} ${email !== null}`);
    expect(new Set(combinations)).toEqual(new Set(["true true", "true false", "false true", "false false"]));
  });

  test("every record is what the customer form would have kept", async () => {
    const rows = await db.read.selectFrom("customer").selectAll().execute();
    for (const row of rows) {
      const kept = readCustomer(asTyped(row));
      expect(kept.ok && row).toMatchObject(kept.ok ? kept.customer : { problems: kept.problems });
    }
  });

  test("every record has the search text that saving it would give", async () => {
    const rows = await db.read.selectFrom("customer").selectAll().execute();
    for (const row of rows) {
      const nationalPhone = parsePhoneNumberFromString(row.phone ?? "")?.formatNational().replace(/\s/g, "") ?? null;
      expect(row.searchText).toBe(customerSearchText({ ...row, nationalPhone }));
    }
  });

  test("“karim” finds three people, and Sam can be found by the number as dialled at home", async () => {
    const names = (rows: CustomerRow[]) => rows.map((row) => `${row.givenName} ${row.familyName}`).sort();
    expect(names(await searchCustomers(db.read, "karim"))).toEqual(["Jon Karimi", "Karim Haddad", "Sam Karim"]);
    expect(names(await searchCustomers(db.read, "07755564318"))).toEqual(["Sam Karim"]);
  });
});

async function countRows(from: Db): Promise<Record<string, number>> {
  const tables = ["shop", "staff", "register", "taxRate", "category", "product", "customer", "sale"] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = (await from.selectFrom(table).select("id").execute()).length;
  return counts;
}

/** EAN-13: the digits, weighted 1 and 3 in turn, sum to a multiple of ten. */
function hasRightCheckDigit(barcode: string): boolean {
  const sum = [...barcode].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

function asTyped(row: CustomerRow): Parameters<typeof readCustomer>[0] {
  const { givenName, familyName, phone, email, street, street2, postalCode, city, region, country } = row;
  return {
    givenName,
    familyName,
    phone: phone ?? "",
    email: email ?? "",
    street: street ?? "",
    street2: street2 ?? "",
    postalCode: postalCode ?? "",
    city: city ?? "",
    region: region ?? "",
    country,
  };
}
