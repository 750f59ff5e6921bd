import type { Tx } from "../../db/open.ts";
import { cashStepOf, COUNTRY_DEFAULTS, parseTaxRate } from "../domain/countries.ts";
import type { FieldProblem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import { findMarket, MARKETS } from "../klarna/markets.ts";
import type { Random } from "../random.ts";
import { hashPin, pinDelayMs } from "../security/pins.ts";
import { hashToken, newSessionToken, sameText } from "../security/session-token.ts";
import { newId, type SetUpDoor, type Shop } from "../shop.ts";
import { insertCategory, insertTaxRate } from "../store/catalogue.ts";
import { findShop, insertShop } from "../store/shop.ts";
import { insertRegister, insertStaff } from "../store/staff.ts";
import { inTransaction } from "../store/transaction.ts";
import { beginSession } from "./sign-in.ts";

/** What is asked of a real shop, as typed. */
export type TypedShop = Record<
  "name" | "country" | "locale" | "timeZone" | "taxRate" | "receiptHead" | "manager" | "pin" | "pinAgain" | "registers",
  string
>;

/** What there is to choose from in a country, and what is suggested. */
export type CountryChoices = {
  country: string;
  currency: string;
  locales: readonly string[];
  timeZones: readonly string[];
  taxRate: number | null;
  taxStyle: "inclusive" | "exclusive";
};

/** The first words of a new shop that are no person's: from the catalogue of texts. */
export type FirstWords = { taxRate: string; category: string; register: (number: number) => string };

const PIN = /^\d{6}$/;
const LONGEST_NAME = 60;
const LONGEST_HEAD = 500;
const MOST_REGISTERS = 50;
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code for one set-up, easy to type from another screen: eight letters without lookalikes. */
export function newSetUpCode(random: Random): string {
  const letters = [...random.bytes(8)].map((byte) => CODE_LETTERS.charAt(byte % CODE_LETTERS.length)).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export function setUpDoor(code: string): SetUpDoor {
  return { codeHash: hashToken(plainCode(code)), isUsed: false, failedTries: 0, nextTryAt: 0 };
}

/** Whether the till still waits for its shop. */
export function isSetUpOpen(shop: Shop): boolean {
  return shop.setUp !== null && !shop.setUp.isUsed;
}

/**
 * Lets whoever brings the code pass, at any time: it is one of 30^8, too many to be guessed however fast, so nobody who
 * types wrong ones may keep its owner out. Wrong ones are slowed down all the same, so that guessing is answered ever
 * more seldom. Throws wrong_code; code_too_soon for a wrong one while the growing delay lasts; page_missing where nothing
 * is to be set up, and set_up_done for the right code once it was used.
 */
export function checkSetUpCode(shop: Shop, code: string): void {
  const door = shop.setUp;
  if (door === null) throw new AppError({ kind: "page_missing" });
  const isRight = sameText(hashToken(plainCode(code)), door.codeHash);
  if (door.isUsed) throw new AppError({ kind: isRight ? "set_up_done" : "page_missing" });
  if (isRight) {
    door.failedTries = 0;
    door.nextTryAt = 0;
    return;
  }
  const now = shop.clock.now();
  if (door.nextTryAt > now) throw new AppError({ kind: "code_too_soon", waitMs: door.nextTryAt - now });
  door.failedTries += 1;
  door.nextTryAt = now + pinDelayMs(door.failedTries);
  throw new AppError({ kind: "wrong_code" });
}

/** Every country a shop can be in. */
export function shopCountries(): string[] {
  return MARKETS.map((market) => market.country);
}

/** Null for a country Klarna does not sell in. */
export function choicesIn(country: string): CountryChoices | null {
  const market = findMarket(country);
  const usual = COUNTRY_DEFAULTS[country];
  if (!market || !usual) return null;
  const { currency, locales } = market;
  const { timeZones, standardRate: taxRate, taxStyle } = usual;
  return { country, currency, locales, timeZones, taxRate, taxStyle };
}

/** What is wrong with which field; empty when the shop can be made. */
export function problemsIn(typed: TypedShop): Record<string, FieldProblem> {
  const choices = choicesIn(typed.country);
  const problems: Record<string, FieldProblem> = {};
  for (const field of ["name", "manager"] as const) {
    if (typed[field].trim() === "") problems[field] = "required";
    else if (typed[field].trim().length > LONGEST_NAME) problems[field] = "too_long";
  }
  if (choices === null) problems["country"] = "not_known";
  if (!choices?.locales.includes(typed.locale)) problems["locale"] = "not_known";
  if (!choices?.timeZones.includes(typed.timeZone)) problems["timeZone"] = "not_known";
  if (parseTaxRate(typed.taxRate) === null) problems["taxRate"] = "not_a_rate";
  if (typed.receiptHead.length > LONGEST_HEAD) problems["receiptHead"] = "too_long";
  if (registerCount(typed.registers) === null) problems["registers"] = "not_a_count";
  if (!PIN.test(typed.pin)) problems["pin"] = "not_a_pin";
  else if (isEasyPin(typed.pin)) problems["pin"] = "pin_too_easy";
  else if (typed.pin !== typed.pinAgain) problems["pinAgain"] = "pin_differs";
  return problems;
}

/**
 * Makes the real shop: its row, its first manager, its registers, one tax rate and one group of products. Signs the
 * manager in at the first register; the token is for their cookie. From here on there is nothing more to set up.
 * The code was checked before, and what was typed has no problems. Throws set_up_done when somebody was faster.
 */
export async function setUpShop(shop: Shop, typed: TypedShop, words: FirstWords): Promise<string> {
  const pinHash = await hashPin(typed.pin, shop.keys, shop.random, shop.pinCost);
  const token = newSessionToken(shop.random);
  await inTransaction(shop.db, async (tx, afterCommit) => {
    if (await findShop(tx)) throw new AppError({ kind: "set_up_done" });
    await insertShop(tx, shopRow(shop, typed));
    const staffId = newId(shop, "stf");
    const createdAt = shop.clock.now();
    const person = { id: staffId, name: typed.manager.trim(), role: "manager" as const };
    await insertStaff(tx, { ...person, pinHash, keyId: shop.keys.current.id, createdAt });
    const registerId = await furnish(shop, tx, typed, words);
    await beginSession(shop, tx, { staffId, registerId }, token);
    afterCommit(() => {
      if (shop.setUp) shop.setUp.isUsed = true;
    });
  });
  return token;
}

/** The registers, of which the first one's id, and what a product needs to be sold. */
async function furnish(shop: Shop, tx: Tx, typed: TypedShop, words: FirstWords): Promise<string> {
  const count = registerCount(typed.registers) ?? 1;
  const registers = Array.from({ length: count }, (_, index) => index + 1)
    .map((number) => ({ id: newId(shop, "reg"), number, name: words.register(number) }));
  for (const register of registers) await insertRegister(tx, register);
  const rateBasisPoints = parseTaxRate(typed.taxRate) ?? 0;
  await insertTaxRate(tx, { id: newId(shop, "tax"), code: "A", name: words.taxRate, rateBasisPoints });
  await insertCategory(tx, { id: newId(shop, "cat"), name: words.category, position: 1 });
  return registers[0]?.id ?? "";
}

function shopRow(shop: Shop, typed: TypedShop) {
  const choices = choicesIn(typed.country);
  if (choices === null) throw new AppError({ kind: "bad_form" });
  const { country, currency, taxStyle } = choices;
  return {
    id: newId(shop, "shp"),
    name: typed.name.trim(),
    country,
    currency,
    locale: typed.locale,
    timeZone: typed.timeZone,
    taxStyle,
    receiptHead: typed.receiptHead.replace(/\r\n?/g, "\n").trim(),
    receiptFoot: "",
    isDemo: 0,
    cashStepMinor: cashStepOf(country),
    createdAt: shop.clock.now(),
  };
}

function registerCount(text: string): number | null {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST_REGISTERS ? count : null;
}

/** One digit all over, or a run up or down: what anybody would try first. */
function isEasyPin(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);
}

/** As it is compared: people leave out the hyphen and type small letters. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
