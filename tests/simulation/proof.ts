import { closingLine } from "../real/report.ts";

type Part = { name: string; args: string[] };

/**
 * The long forms of what `npm test` proves in short. Each is a command whose last line is "N passed, N failed", and how
 * many were skipped if any were; so is the last line of all of them. What stands in one row goes on at once: tills that
 * are killed mostly wait; what measures how long something takes is alone. `--short` is what has room beside all tests in
 * one run on two cores: fewer days, of another seed than the tests' own, and no bugs planted. `--only=WORDS` runs those
 * parts whose names hold these words.
 */
const WHOLE: Part[][] = [
  [{ name: "10,000 shop days", args: ["tests/simulation/simulate.ts", "--histories", "10000"] }],
  [{ name: "the planted bugs", args: ["tests/simulation/mutants/run.ts"] }],
  [
    { name: "every kill point", args: ["tests/real/kill-points.ts"] },
    { name: "50 kills at random moments", args: ["tests/real/kill.ts", "--cycles", "50"] },
  ],
  [
    { name: "40 damaged copies", args: ["tests/real/damage.ts", "--copies", "40"] },
    { name: "the disk's faults and a second till", args: ["tests/real/machine.ts"] },
    { name: "60 killed migrations", args: ["tests/real/migrations.ts", "--kills", "60"] },
  ],
  [{ name: "1,000 open payments at the start", args: ["tests/real/many-open.ts"] }],
  [{ name: "5,000 calls", args: ["tests/real/flood.ts", "--calls", "5000"] }],
];
const SHORT: Part[][] = [
  [{ name: "1,500 shop days", args: ["tests/simulation/simulate.ts", "--histories", "1500", "--seed", "3"] }],
  [
    { name: "every kill point", args: ["tests/real/kill-points.ts"] },
    { name: "5 kills at random moments", args: ["tests/real/kill.ts", "--cycles", "5", "--seed", "3"] },
  ],
  [
    { name: "8 damaged copies", args: ["tests/real/damage.ts", "--copies", "8", "--seed", "3"] },
    { name: "the disk's faults and a second till", args: ["tests/real/machine.ts"] },
    { name: "8 killed migrations", args: ["tests/real/migrations.ts", "--kills", "8", "--seed", "3"] },
  ],
];
const only = /^--only=(.*)/.exec(Deno.args.find((arg) => arg.startsWith("--only=")) ?? "")?.[1] ?? "";
const rows = (Deno.args.includes("--short") ? SHORT : WHOLE)
  .map((row) => row.filter(({ name }) => name.includes(only))).filter((row) => row.length > 0);
if (rows.length === 0) throw new Error(`no part of the proof is called "${only}"`);

const total = { passed: 0, failed: 0, skipped: 0 };
for (const row of rows) await Promise.all(row.map((part) => prove(part, row.length === 1)));
console.log(closingLine(total));
Deno.exit(total.failed > 0 ? 1 : 0);

/** What it says is passed on as it is said, or, where others speak too, at its end. */
async function prove({ name, args }: Part, isAlone: boolean): Promise<void> {
  const begunAt = Temporal.Now.instant().epochMilliseconds;
  if (isAlone) console.log(`proof: ${name}`);
  const child = new Deno.Command(Deno.execPath(), { args: ["run", "-A", ...args], stdout: "piped" }).spawn();
  const said = await readAloud(child.stdout, isAlone);
  if (!isAlone) console.log(`proof: ${name}\n${said.trimEnd()}`);
  const closing = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(said);
  const { code } = await child.status;
  total.passed += Number(closing?.[1] ?? 0);
  // A part that broke before its end has failed, whatever it said until then.
  total.failed += Number(closing?.[2] ?? 0) || (code === 0 && closing ? 0 : 1);
  total.skipped += Number(closing?.[3] ?? 0);
  const seconds = Math.round((Temporal.Now.instant().epochMilliseconds - begunAt) / 1_000);
  console.log(`proof: ${name} took ${seconds} s`);
}

/** Gives back whole what is said, and passes it on as it is said if wanted. */
async function readAloud(output: ReadableStream<Uint8Array>, isAloud: boolean): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of output) {
    if (isAloud) await Deno.stdout.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}
