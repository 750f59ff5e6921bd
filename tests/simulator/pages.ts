import type { Shop } from "./shop.ts";

/** One customer's browser: it follows redirects and fills the form it sees. */
export type Visit = {
  status: number;
  html: string;
  heading: string;
  open(path: string): Promise<void>;
  /** Posts the form of that move with the fields as the page shows them, changed as told. */
  submit(move: string, changes?: Record<string, string>): Promise<void>;
};

export function startVisit(shop: Shop, link: string): Visit {
  const path = new URL(link).pathname;
  const show = async (response: Response) => {
    visit.status = response.status;
    visit.html = await response.text();
    visit.heading = /<h1[^>]*>([^<]*)<\/h1>/.exec(visit.html)?.[1] ?? "";
  };
  const visit: Visit = {
    status: 0,
    html: "",
    heading: "",
    open: async (address) => await show(await shop.simulator.app.request(address)),
    submit: async (move, changes = {}) => {
      const response = await shop.simulator.app.request(`${path}/${move}`, {
        method: "POST",
        body: new URLSearchParams({ ...readFields(visit.html), ...changes }),
      });
      if (response.status !== 303) return await show(response);
      await visit.open(response.headers.get("location") ?? "");
    },
  };
  return visit;
}

function readFields(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => tag)
    .filter((tag) => !tag.includes('type="radio"') || tag.includes("checked"));
  return Object.fromEntries(inputs.map((tag) => [
    / name="([^"]*)"/.exec(tag)?.[1] ?? "",
    / value="([^"]*)"/.exec(tag)?.[1] ?? "",
  ]));
}
