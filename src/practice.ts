import { createSimulator } from "./simulator/simulator.ts";

/** What the till signs in to its own simulator with; it guards nothing. */
const CREDENTIALS = { username: "practice", password: "practice" };

export type Practice = { url: string; phoneUrl: string; credentials: typeof CREDENTIALS; close(): Promise<void> };

/** Starts the Klarna simulator on its own loopback port, with its own file. `fresh` forgets all it knew. */
export function startPractice(options: { file: string; port: number; fresh: boolean }): Practice {
  const simulator = createSimulator({ file: options.file, publicUrl: "http://127.0.0.1", ...CREDENTIALS });
  if (options.fresh) simulator.control.clear();
  const listen = { hostname: "127.0.0.1", port: options.port, onListen: () => {} };
  const server = Deno.serve(listen, (request) => simulator.app.fetch(request));
  const url = `http://127.0.0.1:${server.addr.port}`;
  simulator.setPublicUrl(url);
  return {
    url,
    phoneUrl: `${url}/phone`,
    credentials: CREDENTIALS,
    async close() {
      await server.shutdown();
      simulator.close();
    },
  };
}
