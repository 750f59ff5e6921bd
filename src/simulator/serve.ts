import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { readLimits } from "./rate-limit.ts";
import { createSimulator } from "./simulator.ts";

// The simulator as a process of its own, on this machine only. Flags first, then the environment, then these defaults.
const { values } = parseArgs({
  options: { port: { type: "string" }, file: { type: "string" }, fresh: { type: "boolean" } },
});
const { env } = process;
const file = values.file ?? env["SIMULATOR_FILE"] ?? "data/simulator.sqlite";
mkdirSync(dirname(file), { recursive: true });
const simulator = createSimulator({
  file,
  publicUrl: "http://127.0.0.1",
  username: env["SIMULATOR_USERNAME"] ?? "simulator",
  password: env["SIMULATOR_PASSWORD"] ?? "simulator",
  ...(env["SIMULATOR_API_KEY"] && { apiKey: env["SIMULATOR_API_KEY"] }),
  rateLimits: readLimits(env["SIMULATOR_LIMITS"]),
  controlApi: env["SIMULATOR_CONTROL"] === "on",
});
if (values.fresh) simulator.control.clear();

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: Number(values.port ?? env["SIMULATOR_PORT"] ?? "8010"),
  onListen: ({ port }) => {
    simulator.setPublicUrl(`http://127.0.0.1:${port}`);
    console.log(`Klarna simulator: http://127.0.0.1:${port}/phone`);
  },
}, simulator.app.fetch);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void server.shutdown().then(() => simulator.close()));
}
