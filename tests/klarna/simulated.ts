import type { KlarnaClientOptions } from "../../src/klarna/client.ts";
import type { KlarnaGateway } from "../../src/klarna/gateway.ts";
import { createKlarnaGateway } from "../../src/klarna/klarna-gateway.ts";
import { createRateBuckets } from "../../src/klarna/rate-bucket.ts";
import { createSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/simulator.ts";
import { factOf, requestDeviations } from "./facts-check.ts";
import { settableClock } from "./support.ts";

const SIMULATOR_URL = "http://127.0.0.1:8010";
const CREDENTIALS = { username: "K123456_till", password: "s&<crét" };

export type Simulated = {
  gateway: KlarnaGateway;
  simulator: Simulator;
  /** Moves the clock that both sides share. */
  advance(ms: number): Promise<void>;
};

/**
 * The real gateway and the simulator in one process, with one clock that is moved by hand. Every request on its way is
 * held against the table of facts.
 */
export function openSimulated(
  options: { simulator?: Partial<SimulatorOptions>; client?: Partial<KlarnaClientOptions> } = {},
): Simulated {
  const { clock, advance } = settableClock();
  const simulator = createSimulator({
    file: ":memory:",
    publicUrl: SIMULATOR_URL,
    ...CREDENTIALS,
    clock,
    rateLimits: "off",
    ...options.simulator,
  });
  const gateway = createKlarnaGateway({
    baseUrl: SIMULATOR_URL,
    credentials: CREDENTIALS,
    buckets: createRateBuckets("live", clock),
    clock,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      await assertFits(request.clone());
      return await simulator.app.fetch(request);
    },
    newId: () => "call_1",
    assertNoTransaction: () => undefined,
    version: "0.1.0",
    ...options.client,
  });
  return { gateway, simulator, advance };
}

async function assertFits(request: Request): Promise<void> {
  const text = await request.text();
  const found = factOf(request.method, request.url);
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const wrong = found ? requestDeviations(found.fact, request.headers, body) : ["Klarna has no such operation"];
  if (wrong.length > 0) throw new Error(`${request.method} ${request.url}: ${wrong.join("; ")}`);
}
