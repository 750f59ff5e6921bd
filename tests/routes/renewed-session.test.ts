import { expect, test } from "vitest";
import { demoStaff } from "../../db/demo-shop.ts";
import { Browser } from "../support/browser.ts";
import { openTestTill, ORIGIN } from "../support/test-till.ts";
import { appAt, signInFields } from "./scene.ts";

test("whoever signs in on top of somebody else ends that session, so its cookie opens nothing any more", async () => {
  const till = await openTestTill();
  const app = appAt(till);
  const sent: string[] = [];
  const counter = new Browser(ORIGIN, (request) => {
    sent.push(request.headers.get("cookie") ?? "");
    return app.fetch(request);
  });
  for (const name of ["Ada", "Ben"]) {
    const pin = demoStaff.find((person) => person.name === name)?.pin ?? "";
    await counter.send("POST", "/sessions", { ...await signInFields(till, name), pin, next: "/" });
    expect((await counter.send("GET", "/payments")).text).toContain(`${name} · Till 1`);
  }
  const [, adas, , bens] = sent;
  expect(adas).toMatch(/tillside=[\w-]{43}/);
  expect(bens).not.toBe(adas);
  const thief = till.browser();
  expect((await thief.send("GET", "/payments", undefined, { cookie: adas ?? "" })).location).toMatch(/^\/sign-in/);
  expect((await thief.send("GET", "/payments", undefined, { cookie: bens ?? "" })).status).toBe(200);
  expect(await till.shop.db.read.selectFrom("session").select("staffId").execute()).toHaveLength(1);
  await till.close();
});

test("a wrong PIN ends nobody's session", async () => {
  const till = await openTestTill();
  const ada = await till.signIn("Ada");
  await ada.send("POST", "/sessions", { ...await signInFields(till, "Ben"), pin: "000000", next: "/" });
  expect((await ada.send("GET", "/payments")).text).toContain("Ada · Till 1");
  await till.close();
});
