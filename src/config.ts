import { readMail, readSms } from "./config-sending.ts";
import type { SmsForm } from "./domain/link-routes.ts";
import { fitsHead } from "./domain/secret.ts";
import { nearestWord } from "./domain/nearest-word.ts";

/** Every setting by name. `TILLSIDE_CHROMIUM` belongs to the tests; the till itself ignores it. */
export const settingNames = [
  "TILLSIDE_HOST",
  "TILLSIDE_PORT",
  "TILLSIDE_ORIGINS",
  "TILLSIDE_DATA",
  "TILLSIDE_KLARNA_URL",
  "TILLSIDE_KLARNA_USERNAME",
  "TILLSIDE_KLARNA_USERNAME_FILE",
  "TILLSIDE_KLARNA_PASSWORD",
  "TILLSIDE_KLARNA_PASSWORD_FILE",
  "TILLSIDE_KLARNA_API_KEY",
  "TILLSIDE_KLARNA_API_KEY_FILE",
  "TILLSIDE_CALLBACK_URL",
  "TILLSIDE_CALLBACK_PORT",
  "TILLSIDE_SMTP_URL",
  "TILLSIDE_SMTP_URL_FILE",
  "TILLSIDE_MAIL_FROM",
  "TILLSIDE_SMS_URL",
  "TILLSIDE_SMS_TOKEN",
  "TILLSIDE_SMS_TOKEN_FILE",
  "TILLSIDE_SMS_FROM",
  "TILLSIDE_SMS_FORM",
  "TILLSIDE_SIMULATOR_PORT",
  "TILLSIDE_CHROMIUM",
] as const;

export type Config = {
  host: string;
  /** 0: any free port. */
  port: number;
  /**
   * Where terminals find the till, as browsers write it: lower case, no default port, no slash.
   * Empty only when the port is 0 and none were given: ask `defaultOrigins` once the port is known.
   */
  origins: string[];
  dataFolder: string;
  klarna:
    | { kind: "simulator"; port: number }
    /** `url` is an origin, without a slash at the end. */
    | { kind: "klarna"; url: string; credentials: { username: string; password: string } | { apiKey: string } };
  /** Where Klarna calls back, without a slash at the end, and the port of ours that it leads to; null: only polling. */
  callbacks: { url: string; port: number } | null;
  /** The shop's own mail server and provider of text messages; null: links go by Klarna, QR code and copy only. */
  mail: { url: string; from: string } | null;
  sms: { url: string; token: string; from: string; form: SmsForm } | null;
  /** Clears the practice data first. */
  fresh: boolean;
  /** An empty folder becomes a shop of somebody's own, and not the demo shop. */
  realShop: boolean;
  /** Goes on with a database in which something is missing or does not add up. */
  despiteDamage: boolean;
};

/** Everything that is wrong with the settings at once, each line by name, without any secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const sorted = problems.toSorted();
    super(["Tillside cannot start with these settings:", ...sorted.map((problem) => `  - ${problem}`)].join("\n"));
    this.name = "ConfigError";
    this.problems = sorted;
  }
}

/** Reads every setting once. An empty setting counts as not set. Throws ConfigError with all problems found. */
export function readConfig(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
  args: string[],
): Config {
  const problems: string[] = [];
  const settings = openSettings(env, readFile, (name, sentence) => problems.push(`${name} ${sentence}`));
  checkNames(env, settings);
  checkFlags(args, settings);
  const host = readHost(settings);
  const port = readPort(settings, "TILLSIDE_PORT", 8000);
  const config: Config = {
    host,
    port,
    origins: readOrigins(settings) ?? (port === 0 ? [] : defaultOrigins(host, port)),
    dataFolder: settings.text("TILLSIDE_DATA") ?? "./data",
    klarna: readKlarna(settings),
    callbacks: readCallbacks(settings),
    mail: readMail(settings),
    sms: readSms(settings),
    fresh: args.includes("--fresh"),
    realShop: args.includes("--shop"),
    despiteDamage: args.includes("--despite-damage"),
  };
  checkPortsDiffer(config, settings);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The origins of a till that names none: its own address, and this machine's names when it listens there. */
export function defaultOrigins(host: string, port: number): string[] {
  const isEverywhere = host === "0.0.0.0" || host === "::";
  // "Everywhere" is a place to listen at, not an address to go to.
  const names = isEverywhere ? [] : [host.includes(":") ? `[${host}]` : host];
  if (isEverywhere || isLoopback(host)) names.push("localhost", "127.0.0.1");
  return [...new Set(names.map((name) => new URL(`http://${name}:${port}`).origin))];
}

type SettingName = typeof settingNames[number];
type SecretName =
  | "TILLSIDE_KLARNA_USERNAME"
  | "TILLSIDE_KLARNA_PASSWORD"
  | "TILLSIDE_KLARNA_API_KEY"
  | "TILLSIDE_SMTP_URL"
  | "TILLSIDE_SMS_TOKEN";
type UrlName = "TILLSIDE_KLARNA_URL" | "TILLSIDE_CALLBACK_URL" | "TILLSIDE_SMS_URL";
type PortName = "TILLSIDE_PORT" | "TILLSIDE_CALLBACK_PORT" | "TILLSIDE_SIMULATOR_PORT";

export type Settings = {
  /** Without surrounding blanks; null when not set. */
  text(name: SettingName): string | null;
  /** From the setting or the file it names; null when neither is set, empty when a problem was told. */
  secret(name: SecretName): string | null;
  /** The same for a secret that stands in the head of a request as it is: told as a problem when it cannot. */
  headSecret(name: SecretName): string | null;
  /** An https address without user name, password, ? or #; null when not set or when a problem was told. */
  url(name: UrlName): URL | null;
  complain(name: string, sentence: string): void;
};

function openSettings(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
  complain: Settings["complain"],
): Settings {
  const text = (name: SettingName) => env[name]?.trim() || null;
  const secret = (name: SecretName) => {
    const fileName = `${name}_FILE` as const;
    const path = text(fileName);
    if (path === null) return env[name] || null;
    if (env[name]) complain(name, `and ${fileName} are both set: keep one of them.`);
    try {
      const content = readFile(path).replace(/[\r\n]+$/, "");
      if (content === "") complain(fileName, `names an empty file: ${path}`);
      return content;
    } catch {
      complain(fileName, `names a file that cannot be read: ${path}`);
      return "";
    }
  };
  const headSecret = (name: SecretName) => {
    const value = secret(name);
    if (!value || fitsHead(value)) return value;
    const source = text(`${name}_FILE`) === null ? name : `${name}_FILE`;
    complain(source, "holds a blank or a sign that cannot be sent. Copy it again, without anything around it.");
    return "";
  };
  const settings: Settings = { text, secret, headSecret, url: (name) => readUrl(settings, name), complain };
  return settings;
}

function checkNames(env: Record<string, string | undefined>, settings: Settings): void {
  const known = new Set<string>(settingNames);
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || known.has(name) || !name.toUpperCase().startsWith("TILLSIDE_")) continue;
    settings.complain(name, `is not a setting. The nearest one is ${nearestWord(name.toUpperCase(), settingNames)}.`);
  }
}

const FLAGS = ["--fresh", "--shop", "--despite-damage"];

function checkFlags(args: string[], settings: Settings): void {
  for (const arg of args) {
    if (FLAGS.includes(arg)) continue;
    settings.complain(arg, "is not a flag. There are --fresh, --shop and --despite-damage.");
  }
}

function readHost(settings: Settings): string {
  const host = (settings.text("TILLSIDE_HOST") ?? "127.0.0.1").toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (isHostName(host) || isHostName(`[${host}]`)) return host;
  settings.complain("TILLSIDE_HOST", `must be a name or an address without a port, such as 127.0.0.1, not "${host}".`);
  return "127.0.0.1";
}

function isHostName(text: string): boolean {
  return (/^[a-z0-9._-]+$/.test(text) || /^\[[0-9a-f:.]+\]$/.test(text)) && URL.canParse(`http://${text}`);
}

function readPort(settings: Settings, name: PortName, fallback: number): number {
  const text = settings.text(name);
  if (text === null) return fallback;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  settings.complain(name, `must be a whole number from 0 to 65535, not "${text}".`);
  return fallback;
}

function readOrigins(settings: Settings): string[] | null {
  const text = settings.text("TILLSIDE_ORIGINS");
  if (text === null) return null;
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length === 0) settings.complain("TILLSIDE_ORIGINS", "must name at least one address.");
  const origins = parts.flatMap((part) => {
    const origin = toOrigin(part);
    if (origin === null) {
      const example = "such as http://till.local:8000, without a path or a name and password";
      settings.complain("TILLSIDE_ORIGINS", `must hold addresses ${example}. This one cannot be used: "${part}".`);
    }
    return origin ?? [];
  });
  return [...new Set(origins)];
}

function toOrigin(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !isHostName(url.hostname)) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
}

function readKlarna(settings: Settings): Config["klarna"] {
  const port = readPort(settings, "TILLSIDE_SIMULATOR_PORT", 8010);
  const hasUrl = settings.text("TILLSIDE_KLARNA_URL") !== null;
  const credentials = readCredentials(settings, hasUrl);
  if (!hasUrl) return { kind: "simulator", port };
  const url = readUrl(settings, "TILLSIDE_KLARNA_URL");
  if (url !== null && url.pathname !== "/") {
    settings.complain("TILLSIDE_KLARNA_URL", `must have no path: ${url.origin} is enough.`);
  }
  return { kind: "klarna", url: url?.origin ?? "", credentials };
}

/** The pair, or the single key in its place. */
function readCredentials(settings: Settings, hasUrl: boolean) {
  const apiKey = settings.headSecret("TILLSIDE_KLARNA_API_KEY");
  const isPairNeeded = hasUrl && apiKey === null;
  const username = readCredential(settings, "TILLSIDE_KLARNA_USERNAME", isPairNeeded, hasUrl);
  const password = readCredential(settings, "TILLSIDE_KLARNA_PASSWORD", isPairNeeded, hasUrl);
  // Basic authentication ends the user name at the first colon.
  if (username?.includes(":")) settings.complain("TILLSIDE_KLARNA_USERNAME", "must not contain a colon.");
  if (apiKey === null) return { username: username ?? "", password: password ?? "" };
  if (!hasUrl) settings.complain("TILLSIDE_KLARNA_API_KEY", "is set without TILLSIDE_KLARNA_URL: it needs it.");
  if (username !== null || password !== null) {
    settings.complain("TILLSIDE_KLARNA_API_KEY", "stands for user name and password: set it alone, or those two.");
  }
  return { apiKey };
}

function readCredential(settings: Settings, name: SecretName, isNeeded: boolean, hasUrl: boolean): string | null {
  const value = settings.secret(name);
  if (isNeeded && value === null) settings.complain(name, "is missing: TILLSIDE_KLARNA_URL is set and needs it.");
  if (!hasUrl && value !== null) {
    settings.complain(name, "is set without TILLSIDE_KLARNA_URL: set both, or neither to use the simulator.");
  }
  return value;
}

function readCallbacks(settings: Settings): Config["callbacks"] {
  const url = readUrl(settings, "TILLSIDE_CALLBACK_URL");
  const port = readPort(settings, "TILLSIDE_CALLBACK_PORT", 0);
  const hasUrl = settings.text("TILLSIDE_CALLBACK_URL") !== null;
  const hasPort = settings.text("TILLSIDE_CALLBACK_PORT") !== null;
  if (hasUrl && !hasPort) settings.complain("TILLSIDE_CALLBACK_PORT", "is missing: TILLSIDE_CALLBACK_URL needs it.");
  if (hasPort && !hasUrl) settings.complain("TILLSIDE_CALLBACK_URL", "is missing: TILLSIDE_CALLBACK_PORT needs it.");
  return url === null || !hasPort ? null : { url: url.href.replace(/\/+$/, ""), port };
}

/** The value is not repeated in the problem: it may hold a password. */
function readUrl(settings: Settings, name: UrlName): URL | null {
  const text = settings.text(name);
  if (text === null) return null;
  const url = URL.parse(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (url === null || !isSafe) {
    settings.complain(name, "must be an https:// address (http:// only on this machine).");
    return null;
  }
  if (url.username !== "" || url.password !== "") settings.complain(name, "must not hold a user name or password.");
  if (/[?#]/.test(text)) settings.complain(name, "must have no ? or # part.");
  return url;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || /^127(\.\d{1,3}){3}$/.test(host) || host === "::1" || host === "[::1]";
}

function checkPortsDiffer(config: Config, settings: Settings): void {
  const taken = new Map<number, PortName>();
  const claim = (name: PortName, port: number) => {
    const other = taken.get(port);
    if (other !== undefined) settings.complain(name, `is ${port}, as ${other} is: each needs its own port.`);
    if (port !== 0) taken.set(port, name);
  };
  claim("TILLSIDE_PORT", config.port);
  if (config.callbacks !== null) claim("TILLSIDE_CALLBACK_PORT", config.callbacks.port);
  if (config.klarna.kind === "simulator") claim("TILLSIDE_SIMULATOR_PORT", config.klarna.port);
}
