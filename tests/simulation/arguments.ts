import { parseArgs } from "node:util";

/** The options of a command line, as texts; a name that nobody knows ends it with a sentence. */
export function readOptions<Name extends string>(names: readonly Name[]): Partial<Record<Name, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ args: Deno.args, options, strict: true });
  return values as Partial<Record<Name, string>>;
}

/** A whole number of the command line, or what stands for it when it is left out. */
export function wholeNumber(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

/** The commit this tree was taken from, with a mark when something was changed since; "unknown" without git. */
export async function readCommit(): Promise<string> {
  const git = async (...args: string[]) => {
    const { stdout } = await new Deno.Command("git", { args, stdout: "piped", stderr: "null" }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  try {
    const [commit, changes] = [await git("rev-parse", "HEAD"), await git("status", "--porcelain")];
    return `${commit || "unknown"}${changes === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}

export async function writeJson(file: string | undefined, content: unknown): Promise<void> {
  if (file !== undefined) await Deno.writeTextFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
