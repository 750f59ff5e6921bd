import { expect, test } from "vitest";
import { openTestTill } from "../support/test-till.ts";
import { freshIds, payWithKlarna, post, ringUp } from "./scene.ts";

test("only a manager has Klarna asked again for a way that it refused, and one press sent twice is one", async () => {
  const till = await openTestTill();
  try {
    const ada = await till.signIn("Ada");
    till.simulator.control.setSwitches({ smsEnabled: false });
    const paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
    const remembered = () => till.shop.db.read.selectFrom("klarnaChannel").selectAll().execute();
    expect(await remembered()).toMatchObject([{ channel: "sms", refusedAt: till.clock.now(), code: "BAD_VALUE" }]);

    const path = `/payments/${paymentId}/klarna-channel`;
    const choice = (await ada.open(`/payments/${paymentId}?show=send`)).text;
    expect(choice).toContain("Klarna refused texts for this shop on");
    expect(choice).not.toContain("Ask Klarna for texts again");
    expect((await post(ada, path, { channel: "sms" })).status).toBe(403);
    expect(await remembered()).toHaveLength(1);

    const mona = await till.signIn("Mona");
    expect((await mona.open(`/payments/${paymentId}?show=send`)).text).toContain("Ask Klarna for texts again");
    const sent = { ...await freshIds(mona), channel: "sms" };
    const answers = await Promise.all([mona.send("POST", path, sent), mona.send("POST", path, sent)]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual([
      [303, `/payments/${paymentId}?show=send`],
      [303, `/payments/${paymentId}?show=send`],
    ]);
    expect(await remembered()).toEqual([]);
    expect((await mona.send("POST", path, { ...sent, channel: "email" })).status).toBe(422);
  } finally {
    await till.close();
  }
});

test("a number that Klarna refused is offered again once it was corrected", async () => {
  const till = await openTestTill();
  try {
    const ada = await till.signIn("Ada");
    const paymentId = await payWithKlarna(till, ada, await ringUp(till, ada), "waiting");
    till.simulator.control.addFault({ kind: "distribute", status: 400, badValue: "contact_information.phone" });
    await post(ada, `/payments/${paymentId}/sendings`, { channel: "sms" });
    const page = async () => (await ada.open(`/payments/${paymentId}`)).text;
    expect(await page()).toContain("Klarna could not use this number.");
    expect(await page()).not.toContain("Send a text");
    const { read, write } = till.shop.db;
    expect(await read.selectFrom("klarnaChannel").selectAll().execute()).toEqual([]);
    await write.updateTable("customer").set({ phone: "+447355505318" }).where("familyName", "=", "Karim").execute();
    expect(await page()).toContain("Send a text");
  } finally {
    await till.close();
  }
});
