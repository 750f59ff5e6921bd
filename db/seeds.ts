import type { IdPrefix } from "../src/domain/ids.ts";
import {
  demoCategories,
  type DemoCustomer,
  demoCustomers,
  demoFavourites,
  type DemoProduct,
  demoRegisters,
  demoShop,
  demoStaff,
  type DemoTaxCode,
  demoTaxRates,
} from "./demo-shop.ts";
import type { Tx } from "./open.ts";

export type SeedKit = {
  newId: (prefix: IdPrefix) => string;
  now: number;
  /** By the name in `demoStaff`: hashed before, since a transaction waits for nothing but the database. */
  pinHashes: ReadonlyMap<string, { pinHash: string; keyId: string }>;
};

/**
 * Puts Fernbank Outdoor into an empty database: the shop, its people, tills, products and customers, and no sales.
 * Throws when somebody's PIN hash is missing, or when a shop is there already.
 */
export async function seedDemoShop(tx: Tx, kit: SeedKit): Promise<void> {
  if (await tx.selectFrom("shop").select("id").executeTakeFirst()) throw new Error("The database has a shop already");
  await tx.insertInto("shop").values({ ...demoShop, id: kit.newId("shp"), createdAt: kit.now }).execute();
  await seedStaff(tx, kit);
  const registers = demoRegisters.map((register) => ({ ...register, id: kit.newId("reg") }));
  await tx.insertInto("register").values(registers).execute();
  await seedCatalogue(tx, kit);
  const customers = demoCustomers.map((customer) => customerRow(kit, customer));
  await tx.insertInto("customer").values(customers).execute();
}

async function seedStaff(tx: Tx, { newId, now, pinHashes }: SeedKit): Promise<void> {
  const rows = demoStaff.map(({ name, role }) => {
    const hashed = pinHashes.get(name);
    if (!hashed) throw new Error(`${name} has no PIN hash`);
    return { id: newId("stf"), name, role, ...hashed, createdAt: now };
  });
  await tx.insertInto("staff").values(rows).execute();
}

async function seedCatalogue(tx: Tx, { newId }: SeedKit): Promise<void> {
  const taxRates = demoTaxRates.map((rate) => ({ ...rate, id: newId("tax") }));
  await tx.insertInto("taxRate").values(taxRates).execute();
  const taxRateIds = new Map(taxRates.map(({ code, id }) => [code, id]));
  for (const [index, { name, products }] of demoCategories.entries()) {
    const categoryId = newId("cat");
    await tx.insertInto("category").values({ id: categoryId, name, position: index + 1 }).execute();
    for (const product of products) {
      const row = { ...productRow(product, taxRateIds), id: newId("prd"), categoryId };
      await tx.insertInto("product").values(row).execute();
      const barcodes = product.barcodes.map((barcode) => ({ barcode, productId: row.id }));
      await tx.insertInto("productBarcode").values(barcodes).execute();
    }
  }
}

function productRow({ code, name, priceMinor, taxCode }: DemoProduct, taxRateIds: ReadonlyMap<DemoTaxCode, string>) {
  const taxRateId = taxRateIds.get(taxCode);
  if (taxRateId === undefined) throw new Error(`${code} has a tax rate that does not exist: ${taxCode}`);
  const place = demoFavourites.indexOf(code);
  return {
    code,
    name,
    priceMinor,
    taxRateId,
    tilePosition: place === -1 ? null : place + 1,
    searchText: `${name} ${code}`.toLowerCase(),
  };
}

function customerRow({ newId, now }: SeedKit, { address, ...person }: DemoCustomer) {
  return {
    ...person,
    id: newId("cus"),
    street: address?.street ?? null,
    street2: address?.street2 ?? null,
    postalCode: address?.postalCode ?? null,
    city: address?.city ?? null,
    region: null,
    country: demoShop.country,
    searchText: customerSearchText(person, address?.city ?? null),
    createdAt: now,
    updatedAt: now,
  };
}

/** The same text that saving a customer makes, phone also as dialled at home; every phone here starts with +44. */
function customerSearchText(
  { givenName, familyName, email, phone }: Omit<DemoCustomer, "address">,
  city: string | null,
) {
  const nationalPhone = phone?.replace("+44", "0") ?? null;
  return [givenName, familyName, email, phone, nationalPhone, city].filter((part) => part !== null).join(" ")
    .toLowerCase();
}
