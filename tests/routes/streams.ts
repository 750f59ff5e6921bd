import { demoStaff } from "../../db/demo-shop.ts";
import { Browser } from "../support/browser.ts";
import { ORIGIN, type TestTill } from "../support/test-till.ts";
import { appAt, signInFields } from "./scene.ts";

/** A browser that keeps the streams it is answered with, newest last, and does not read them to their end. */
export function streamBrowser(till: TestTill): { browser: Browser; streams: Response[] } {
  const app = appAt(till);
  const streams: Response[] = [];
  const browser = new Browser(ORIGIN, async (request) => {
    const response = await app.fetch(request);
    if (response.headers.get("content-type") !== "text/event-stream") return response;
    streams.push(response);
    return new Response();
  });
  return { browser, streams };
}

/** The same, with somebody signed in. */
export async function signedInStreamBrowser(till: TestTill, name: string) {
  const watcher = streamBrowser(till);
  const pin = demoStaff.find((person) => person.name === name)?.pin ?? "";
  await watcher.browser.send("POST", "/sessions", { ...await signInFields(till, name), pin, next: "/" });
  return watcher;
}

/** Each turn is the content of one event. */
export async function* eventsIn(
  { body }: Pick<Response, "body">,
): AsyncGenerator<string, void, void> {
  if (!body) throw new Error("no stream was opened");
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const events = (text + part).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
      if (data.length > 0) yield data.join("\n");
    }
  }
}
