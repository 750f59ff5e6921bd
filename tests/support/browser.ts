/** What a form on a page sends: its hidden fields too. */
export type PageForm = { action: string; fields: Record<string, string> };

export type Answer = { status: number; text: string; location: string | null; headers: Headers };

/** A browser as far as a till needs one: it keeps cookies, sends its origin, reads forms and follows redirects. */
export class Browser {
  readonly origin: string;
  readonly #fetch: (request: Request) => Response | Promise<Response>;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, fetch: (request: Request) => Response | Promise<Response>) {
    this.origin = origin;
    this.#fetch = fetch;
  }

  /** What it sends along with every request. */
  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** One request, as a plain browser sends it. */
  async send(
    method: string,
    path: string,
    fields?: Record<string, string> | [name: string, value: string][],
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = this.cookie();
    const body = fields ? new URLSearchParams(fields) : null;
    const own = { cookie, host: new URL(this.origin).host, ...(method === "GET" ? {} : { origin: this.origin }) };
    const request = new Request(this.origin + path, {
      method,
      body,
      headers: { ...own, ...headers },
      redirect: "manual",
    });
    const response = await this.#fetch(request);
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const { status } = response;
    return {
      status,
      text: await response.text(),
      location: response.headers.get("location"),
      headers: response.headers,
    };
  }

  /** Opens a page, redirects followed. */
  async open(path: string): Promise<Answer & { path: string }> {
    let here = path;
    for (let hop = 0; hop < 6; hop++) {
      const answer = await this.send("GET", here);
      if (answer.location === null) return { ...answer, path: here };
      here = answer.location;
    }
    throw new Error(`${path} leads round in circles`);
  }

  /** Sends a form that stands on a page, found by its action, with these fields filled in; redirects followed. */
  async submit(
    page: { text: string },
    action: string | RegExp,
    filled: Record<string, string> = {},
  ): Promise<Answer & { path: string }> {
    const form = formOn(page.text, action);
    const answer = await this.send("POST", form.action, { ...form.fields, ...filled });
    if (answer.location === null) return { ...answer, path: form.action };
    return await this.open(answer.location);
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const [name = "", value = ""] = pair.split("=");
    if (value === "") this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** A form of a page with its hidden fields. Throws when it is not there, as a person could not press it either. */
export function formOn(html: string, action: string | RegExp): PageForm {
  const form = formsOn(html).find((one) =>
    typeof action === "string" ? one.action === action : action.test(one.action)
  );
  if (!form) {
    throw new Error(`no form ${action} on this page; there are ${formsOn(html).map((one) => one.action).join(", ")}`);
  }
  return form;
}

/** Every form of a page that changes something. */
export function formsOn(html: string): PageForm[] {
  return [...html.matchAll(/<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(
    ([, action = "", inside = ""]) => {
      const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
      return { action, fields: Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value])) };
    },
  );
}
