import { describe, expect, test } from "vitest";
import type { Frame } from "../../views/data.ts";
import { makeFrame } from "../../views/gallery/people-and-things.ts";
import { Page, type PageProps } from "../../views/layout.tsx";

const SHELLS = ["till", "office", "solo", "paper"] as const;

describe("Page", () => {
  test.each(SHELLS)(
    "practice is said in words and pattern on every kind of page, and only in practice: %s",
    async (shell) => {
      const practice = await page({ isPractice: true }, { shell });
      expect(practice).toContain("note is-drill");
      expect(practice).toContain("Practice mode.");
      expect(await page({ isPractice: false }, { shell })).not.toContain("is-drill");
    },
  );

  test("the document says its language and starts with its doctype", async () => {
    const text = await page({}, {});
    expect(text).toMatch(/^<!DOCTYPE html>\s*<html lang="en-GB">/);
  });

  test("what was typed by people is never markup", async () => {
    const text = await page({
      operator: { staffId: "stf_ada", name: "<b>Ada</b>", role: "cashier", registerName: "front", registerNumber: 2 },
    }, {
      title: "</title><script>",
    });
    expect(text).not.toContain("<b>Ada</b>");
    expect(text).toContain("&lt;b&gt;Ada&lt;/b&gt;");
    expect(text).toContain("<title>&lt;/title&gt;&lt;script&gt;");
  });

  test("nothing on it is inline: no style, no handler, no script text", async () => {
    const text = await page({ isPractice: true }, { refresh: { seconds: 2, path: "/payments" } });
    expect(text).not.toMatch(/\sstyle=|\son[a-z]+=|hx-on|<style|<script[^>]*>[^<]/);
  });

  test("the count beside Payments is there only when payments are open", async () => {
    expect(await page({ openPayments: 3 }, {})).toMatch(/class="count">3 <span class="vh">open payments/);
    expect(await page({ openPayments: 0 }, {})).not.toContain('class="count"');
  });

  test("the customers are one press away, for everybody who is signed in", async () => {
    expect(await page({}, {})).toContain('<a href="/customers">Customers</a>');
    expect(await page({}, { current: "customers" })).toContain('<a href="/customers" aria-current="page">');
    expect(await page({ operator: null }, {})).not.toContain("/customers");
  });

  test("locking the till is a form, and only for somebody signed in", async () => {
    expect(await page({}, {})).toMatch(/<form method="post" action="\/sign-out"/);
    expect(await page({ operator: null }, {})).not.toContain("/sign-out");
  });

  test("behind a window neither the navigation nor the keys can be reached", async () => {
    const keys = [{ action: "customer" as const, label: "Customer" }];
    expect(await page({}, { keys, isCovered: true })).toMatch(/<nav[^>]* inert.*<footer class="keys" id="keys" inert/s);
    expect(await page({}, { keys })).not.toContain("inert");
  });

  test("it asks for itself again only without script", async () => {
    expect(await page({}, { refresh: { seconds: 2, path: "/payments" } })).toMatch(
      /<noscript><meta http-equiv="refresh" content="2;url=\/payments"/,
    );
    expect(await page({}, {})).not.toContain("http-equiv");
  });
});

async function page(frame: Partial<Frame>, props: Partial<PageProps>): Promise<string> {
  return String(
    await (
      <Page frame={makeFrame(frame)} title="Sale" shell="till" {...props}>
        <main id="main" />
      </Page>
    ),
  );
}
