import { describe, expect, test } from "vitest";
import { ActionForm, Field, IN_TURN } from "../../views/form.tsx";
import { makeFrame } from "../../views/gallery/people-and-things.ts";
import { en } from "../../views/messages/catalogue.ts";

describe("ActionForm", () => {
  test("carries a new action id and the token, as a plain POST too", async () => {
    let made = 0;
    const frame = makeFrame({ formToken: "token-1", newActionId: () => `act_${++made}` });
    const text = String(
      await (
        <>
          <ActionForm frame={frame} action="/a" />
          <ActionForm frame={frame} action="/b" />
        </>
      ),
    );
    expect(text).toMatch(/<form method="post" action="\/a"/);
    expect([...text.matchAll(/name="actionId" value="([^"]*)"/g)].map(([, id]) => id)).toEqual(["act_1", "act_2"]);
    expect(text.match(/name="formToken" value="token-1"/g)).toHaveLength(2);
  });

  test("by itself it drops a second press; in turn it waits and leaves its buttons usable", async () => {
    const once = String(await <ActionForm frame={makeFrame()} action="/a" />);
    expect(once).toMatch(/hx-sync="this:drop" hx-disable="findAll button"/);
    const inTurn = String(await <ActionForm frame={makeFrame()} action="/a" target="#strip" sync={IN_TURN} />);
    expect(inTurn).toContain('hx-sync="#main:queue all"');
    expect(inTurn).not.toContain("hx-disable");
  });

  test("only an answer that is a page is put into the history", async () => {
    expect(String(await <ActionForm frame={makeFrame()} action="/a" />)).toContain('hx-push-url="true"');
    expect(String(await <ActionForm frame={makeFrame()} action="/a" target="#pay" />)).not.toContain("hx-push-url");
  });
});

describe("Field", () => {
  const field = async (problems: Record<string, "required">) =>
    String(await <Field t={en} name="city" label="Town" form={{ values: { city: 'a"b' }, problems }} />);

  test("keeps what was typed, escaped, under its label", async () => {
    const text = await field({});
    expect(text).toContain('<label for="city">Town</label>');
    expect(text).toContain('value="a&quot;b"');
    expect(text).not.toContain("aria-invalid");
  });

  test("what is wrong is said beside it and tied to it", async () => {
    const text = await field({ city: "required" });
    expect(text).toContain('aria-invalid="true" aria-describedby="city-problem"');
    expect(text).toMatch(/id="city-problem">.*Please fill this in/s);
  });
});
