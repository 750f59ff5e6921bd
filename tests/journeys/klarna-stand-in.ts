import { type Control, createSimulator } from "../../src/simulator/simulator.ts";

/** A Klarna of the test's own, in this process, whose behaviour the test can spoil. */
export type StandIn = {
  url: string;
  control: Control;
  /** What the customer of the payment started last does on the phone. */
  customer: Customer;
  /** The settings that lead a till to it. */
  env: Record<string, string>;
  /** What becomes of each request on its way; null: it is answered as it came. */
  through: Wire | null;
  /** Nobody answers at its address any more, while the customer and Klarna go on. */
  unplug(): Promise<void>;
  plugIn(): void;
  close(): Promise<void>;
};

export type Wire = (request: Request, on: Answerer) => Promise<Response> | Response;
type Answerer = (request: Request) => Promise<Response> | Response;

type Customer = ReturnType<typeof customerOf>;

export type StandInOptions = {
  /** The port of this machine that the till's public address for callbacks leads to; left out: they get nowhere. */
  callbackPort?: number;
};

const CREDENTIALS = { username: "stand-in", password: "right" };

/** Starts it on a free port; the customer's phone is under `/phone` of its address, as with the built-in one. */
export function startStandIn({ callbackPort }: StandInOptions = {}): StandIn {
  const simulator = createSimulator({
    file: ":memory:",
    publicUrl: "http://127.0.0.1",
    ...CREDENTIALS,
    ...(callbackPort !== undefined && { fetchCallback: tunnelTo(callbackPort) }),
  });
  const answer = (request: Request) => {
    const on = (one: Request) => simulator.app.fetch(one);
    return standIn.through === null ? on(request) : standIn.through(request, on);
  };
  const listen = (port: number) => Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, answer);
  let server: Deno.HttpServer<Deno.NetAddr> | null = listen(0);
  const { port } = server.addr;
  const url = `http://127.0.0.1:${port}`;
  const standIn: StandIn = {
    url,
    control: simulator.control,
    customer: customerOf(simulator.control),
    env: klarnaAt(url),
    through: null,
    async unplug() {
      await server?.shutdown();
      server = null;
    },
    plugIn() {
      server ??= listen(port);
    },
    async close() {
      await server?.shutdown();
      simulator.close();
    },
  };
  simulator.setPublicUrl(url);
  return standIn;
}

/** What stands between Klarna and a till behind a public address: only the path is kept. */
function tunnelTo(port: number): typeof fetch {
  return (url, init) => {
    const { pathname } = new URL(url instanceof Request ? url.url : url);
    return fetch(`http://127.0.0.1:${port}${pathname}`, init);
  };
}

function customerOf(control: Control) {
  const newest = () => {
    const [session] = control.listSessions();
    if (!session) throw new Error("no payment has reached Klarna yet");
    return session;
  };
  const act = (deed: (name: string) => unknown) => () => void deed(newest().sessionId);
  return {
    /** How Klarna sees the payment. */
    session: newest,
    opens: act(control.open),
    approves: act(control.approve),
    declines: act(control.decline),
    cancels: act(control.cancel),
    goesBack: act(control.back),
    breaksDown: act(control.breakDown),
    isAskedForId: act(control.askForId),
    passesIdCheck: act(control.passIdCheck),
  };
}

/** The settings of a till whose Klarna is at this address; the password is the stand-in's unless another is given. */
export function klarnaAt(url: string, password = CREDENTIALS.password): Record<string, string> {
  return {
    TILLSIDE_KLARNA_URL: url,
    TILLSIDE_KLARNA_USERNAME: CREDENTIALS.username,
    TILLSIDE_KLARNA_PASSWORD: password,
  };
}

/** A port of this machine at which nobody listens. */
export function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
