import { describe, expect, test } from "vitest";
import { maskEmail, maskPhone } from "../../../src/domain/customer.ts";
import { CustomerHits } from "../../../views/customer/customer-find.tsx";
import { SAM } from "../../../views/gallery/customers.ts";
import { makeFrame, makeSale } from "../../../views/gallery/people-and-things.ts";

describe("CustomerHits", () => {
  test("nobody can read a customer's number or address from the screen", async () => {
    const text = await hits({});
    expect(text).toContain(SAM.familyName);
    expect(text).not.toContain(SAM.email);
    expect(text.replace(/\D/g, "")).not.toContain(String(SAM.phone).replace(/\D/g, ""));
  });

  test("whether Klarna can reach them is said in words", async () => {
    expect(await hits({})).toContain("Ready for Klarna");
    expect(await hits({ phone: null })).toContain("Ready for Klarna");
    expect(await hits({ phone: null, email: null })).toContain("Needs mobile or e-mail");
  });

  test("what follows the choice travels with it", async () => {
    expect(await hits({})).toContain('name="then" value="klarna"');
  });
});

describe("masks", () => {
  test("leave the last three digits of a number, and of a short one nothing", () => {
    expect([maskPhone("+447700900123"), maskPhone("123")]).toEqual(["••• •••123", "•••"]);
  });

  test("leave the first letter and the host of an address, and of anything else nothing", () => {
    expect([maskEmail("sam.karim@example.com"), maskEmail("@x"), maskEmail("sam")]).toEqual([
      "s•••@example.com",
      "•••",
      "•••",
    ]);
  });
});

async function hits(changes: Partial<typeof SAM>): Promise<string> {
  const props = { frame: makeFrame(), sale: makeSale(), query: "karim", then: "klarna" as const };
  return String(await <CustomerHits {...props} hits={[{ ...SAM, ...changes }]} />);
}
