import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Where else than in the setting and on the PATH a Chromium may be, and how to get one. */
export type OtherSources = {
  /** Full paths worth a look. */
  places: string[];
  /** Fetches one; its full path, or null when that did not work. */
  fetchOne: () => Promise<string | null>;
};

/** How long fetching one may take. */
export const FETCH_TIMEOUT_MS = 240_000;

export type Settings = Record<string, string | undefined>;

/**
 * The full path of a Chromium that starts: the setting TILLSIDE_CHROMIUM, else the PATH, else the usual places, else
 * one fetched by Playwright's own installer. Throws one sentence on what to do when there is none.
 */
export async function findChromium(
  settings: Settings,
  other: OtherSources = otherSources(),
  names: readonly string[] = NAMES,
): Promise<string> {
  const chosen = settings["TILLSIDE_CHROMIUM"];
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`TILLSIDE_CHROMIUM is ${chosen}, which does not start: set it to a Chromium, or unset it.`);
  }
  for (const candidate of [...onPath(settings, names), ...other.places]) {
    if (await starts(candidate)) return candidate;
  }
  const fetched = await other.fetchOne();
  if (fetched !== null && await starts(fetched)) return fetched;
  throw new Error(
    "The browser tests need Chromium: install it (on Debian: apt-get install chromium-headless-shell) or set TILLSIDE_CHROMIUM to its path.",
  );
}

/** A headless browser of this machine's Chromium; the caller closes it. `isWhole`: as it stands at a counter, to be timed. */
export async function launchChromium(extraArgs: string[] = [], isWhole = false): Promise<Browser> {
  const executablePath = await findChromium(Deno.env.toObject(), otherSources(), isWhole ? WHOLE : NAMES);
  // Chromium's sandbox refuses to start as root, which is who builds in containers.
  const asRoot = Deno.uid() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath, headless: true, args: [...asRoot, ...QUIET_ARGS, ...extraArgs] });
}

const QUIET_ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const WHOLE = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** The headless shell first: the same engine without the window around it, and lighter by a third. */
const NAMES = ["chromium-headless-shell", ...WHOLE];
const VERSION_TIMEOUT_MS = 20_000;

/** Asked for its version and not only looked at: some systems ship a placeholder that only says what to install. */
async function starts(path: string): Promise<boolean> {
  try {
    if (!(await Deno.stat(path)).isFile) return false;
    // On Windows the question opens a window instead of answering.
    if (Deno.build.os === "windows") return true;
    const signal = AbortSignal.timeout(VERSION_TIMEOUT_MS);
    const asked = new Deno.Command(path, {
      args: ["--version"],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      signal,
    });
    return (await asked.output()).success;
  } catch {
    return false;
  }
}

function onPath(settings: Settings, names: readonly string[]): string[] {
  const onWindows = Deno.build.os === "windows";
  const folders = (settings["PATH"] ?? "").split(onWindows ? ";" : ":").filter((folder) => folder !== "");
  const files = onWindows ? ["chrome.exe", "chromium.exe"] : names;
  return folders.flatMap((folder) => files.map((name) => join(folder, name)));
}

function otherSources(): OtherSources {
  return { places: [...usualPlaces(), chromium.executablePath()], fetchOne: fetchWithPlaywright };
}

function usualPlaces(): string[] {
  if (Deno.build.os === "darwin") {
    return ["Chromium", "Google Chrome"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (Deno.build.os === "windows") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => Deno.env.get(name) ?? "");
    return roots.filter((root) => root !== "").flatMap((root) => [
      join(root, "Chromium", "Application", "chrome.exe"),
      join(root, "Google", "Chrome", "Application", "chrome.exe"),
    ]);
  }
  return ["/usr/lib/chromium/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

/** Installing system libraries too needs root, and a question for a password would hang a test. */
async function fetchWithPlaywright(): Promise<string | null> {
  const cli = join(import.meta.dirname ?? ".", "../../node_modules/playwright-core/cli.js");
  const withLibraries = Deno.build.os === "linux" && Deno.uid() === 0 ? ["--with-deps"] : [];
  console.log("No Chromium found: fetching one, which may take some minutes.");
  try {
    const install = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", cli, "install", "chromium", "--no-shell", ...withLibraries],
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    });
    return (await install.output()).success ? chromium.executablePath() : null;
  } catch {
    return null;
  }
}
