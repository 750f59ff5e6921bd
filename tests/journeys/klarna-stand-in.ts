import { type Control, createSimulator } from "../../src/simulator/simulator.ts";

/** A Klarna of the test's own, in this process, whose behaviour the test can spoil. */
export type StandIn = {
  url: string;
  control: Control;
  /** The settings that lead a till to it. */
  env: Record<string, string>;
  close(): Promise<void>;
};

const CREDENTIALS = { username: "stand-in", password: "right" };

/** Starts it on a free port; the customer's phone is under `/phone` of its address, as with the built-in one. */
export function startStandIn(): StandIn {
  const simulator = createSimulator({ file: ":memory:", publicUrl: "http://127.0.0.1", ...CREDENTIALS });
  const listen = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const server = Deno.serve(listen, (request) => simulator.app.fetch(request));
  const url = `http://127.0.0.1:${server.addr.port}`;
  simulator.setPublicUrl(url);
  return {
    url,
    control: simulator.control,
    env: klarnaAt(url),
    async close() {
      await server.shutdown();
      simulator.close();
    },
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
