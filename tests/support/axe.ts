import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";

/**
 * What axe-core finds wrong with the page as it stands now: one short line for each rule broken, with the elements it is
 * broken on. Empty when all is well. `within` is a CSS selector, to look at a part of the page only; `rules`: these alone.
 */
export async function violations(page: Page, within = "html", rules?: readonly string[]): Promise<string[]> {
  // It stays with the page until that is loaded anew.
  if (!await page.evaluate(`"axe" in window`)) await page.evaluate(await source);
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
  const answer = await page.evaluate(`axe.run(${JSON.stringify(within)}, ${options})`);
  return results.parse(answer).violations.map((violation) => {
    const where = violation.nodes.map((node) => node.target.flat().join(" ")).join("; ");
    return `${violation.id} (${violation.impact ?? "unrated"}): ${violation.help}: ${where}`;
  });
}

const source = Deno.readTextFile(join(import.meta.dirname ?? ".", "../../node_modules/axe-core/axe.min.js"));
/** What can be wrong in one colour scheme and right in another, while nothing else of the page has changed. */
export const RULES_OF_COLOURS = ["color-contrast", "link-in-text-block"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** The part of axe-core's answer that is read. A target is a list where it lies in a frame or a shadow tree. */
const results = z.object({
  violations: z.array(z.object({
    id: z.string(),
    impact: z.string().nullish(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.union([z.string(), z.array(z.string())])) })),
  })),
});
