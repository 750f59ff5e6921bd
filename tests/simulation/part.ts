import { runPart } from "./run.ts";

/** A process of its own for a part of a run: what it came to, as JSON, on its standard output. */
const [seed = 0, histories = 0, index = 0, of = 1, mostViolations] = Deno.args.map(Number);
console.log(JSON.stringify(await runPart({ seed, histories }, { index, of }, mostViolations)));
