import { join } from "node:path";
import type { Control, RequestKind } from "../../src/simulator/simulator.ts";

/** What the simulator's book holds, as one look from outside shows it. */
export type KlarnaBook = {
  sessions: ReturnType<Control["listSessions"]>;
  orders: ReturnType<Control["listOrders"]>;
  messages: ReturnType<Control["listMessages"]>;
};

/** The stand-in for Klarna as a process of its own, which goes on whatever becomes of the till. */
export type KlarnaProcess = {
  url: string;
  /** Its book. */
  file: string;
  /** What the till signs in with. */
  username: string;
  password: string;
  look(): Promise<KlarnaBook>;
  /** A request to the control API, e.g. `act("POST", "/sessions/20001-1/approve")`; null when it was refused. */
  act(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown>;
  countRequests(kind: RequestKind): Promise<number>;
  end(): Promise<void>;
};

const PROJECT = join(import.meta.dirname ?? ".", "../..");
const MAIN = "src/simulator/serve.ts";
const KNOWN = { username: "practice", password: "practice" };

/** Starts it on this file and waits for its address. `limits`: whether it counts requests as Klarna does. */
export async function startKlarna(file: string, limits: "live" | "off" = "live"): Promise<KlarnaProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, "--port", "0", "--file", file],
    cwd: PROJECT,
    env: {
      SIMULATOR_USERNAME: KNOWN.username,
      SIMULATOR_PASSWORD: KNOWN.password,
      SIMULATOR_LIMITS: limits,
      SIMULATOR_CONTROL: "on",
    },
    stdin: "null",
    stdout: "piped",
    // What it says of every answer it was told to lose.
    stderr: "null",
  }).spawn();
  const url = await readAddress(child.stdout);
  const act: KlarnaProcess["act"] = async (method, path, body) => {
    const headers = { "x-simulator-control": "yes", "content-type": "application/json" };
    const request = { method, headers, ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}) };
    const answer = await fetch(`${url}/control${path}`, request);
    const text = await answer.text();
    if (answer.status >= 500) throw new Error(`the simulator answered ${path} with ${answer.status}: ${text}`);
    return answer.ok ? JSON.parse(text || "{}") : null;
  };
  return {
    url,
    file,
    ...KNOWN,
    act,
    look: async () => ({
      orders: await act("GET", "/orders") as KlarnaBook["orders"],
      sessions: await act("GET", "/sessions") as KlarnaBook["sessions"],
      messages: await act("GET", "/messages") as KlarnaBook["messages"],
    }),
    countRequests: async (kind) => (await act("GET", `/requests/${kind}`) as { requests: number }).requests,
    async end() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

/** The address stands in the first line; what comes after it is read and left. */
async function readAddress(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const address = Promise.withResolvers<string>();
  void (async () => {
    let text = "";
    for await (const part of output.pipeThrough(new TextDecoderStream())) {
      text += part;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) address.resolve(found[0]);
    }
    address.reject(new Error(`the simulator ended: ${text}`));
  })();
  return await address.promise;
}
