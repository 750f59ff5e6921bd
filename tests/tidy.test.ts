import { beforeAll, describe, expect, test } from "vitest";
import {
  ambientNames,
  anyTypes,
  focusedTests,
  idleQueries,
  longFunctions,
  talkInTransactions,
  unsafeMarkup,
} from "./support/source-rules.ts";
import {
  covers,
  type Import,
  isOf,
  listFiles,
  reachedFrom,
  readPackages,
  readSourceTree,
  readText,
  type SourceFile,
  uses,
} from "./support/source-tree.ts";

/**
 * The rules of ARCHITECTURE.md that a machine can check. A failure prints each offence as one line; the tables below are
 * the law, and to change one is to change the architecture.
 */

type Layer = {
  /** A folder ends in a slash. A file belongs to the first layer that names it. */
  holds: string[];
  mayImport: string[];
  /** Besides, when nothing of it is left as the program runs. */
  mayImportTypesOf?: string[];
  /** A package is named with all that lies under it; "node:" is every module of Node's own. */
  packages: string[];
  mayImportTypesOfPackages?: string[];
};

/** What is handed in, or is a mere word: the clock, the log, chance, the bus, and errors. */
const TOOLS = ["src/bus.ts", "src/clock.ts", "src/log.ts", "src/random.ts"];

const EVERYTHING = ["src/", "views/", "db/"];

const OPERATING = [
  "src/domain/",
  "src/store/",
  "src/klarna/gateway.ts",
  "src/klarna/errors.ts",
  // A table of facts, like the domain's.
  "src/klarna/markets.ts",
  "src/errors.ts",
  ...TOOLS,
];

const LAYERS: Layer[] = [
  { holds: ["src/domain/"], mayImport: ["src/domain/"], packages: [] },
  {
    holds: ["db/"],
    // Besides types, the one table of a payment's life: the database's own check of a status is made from it.
    mayImport: ["db/", "src/domain/payment.ts"],
    mayImportTypesOf: ["src/domain/"],
    packages: ["kysely", "better-sqlite3", "node:"],
  },
  {
    holds: ["src/store/"],
    mayImport: ["src/store/", "src/domain/", "db/schema.ts"],
    mayImportTypesOf: ["db/"],
    // AsyncLocalStorage knows whether a transaction is open.
    packages: ["kysely", "node:async_hooks"],
  },
  {
    holds: ["src/klarna/"],
    mayImport: ["src/klarna/", "src/domain/", "src/errors.ts"],
    mayImportTypesOf: TOOLS,
    // Klarna wants phone numbers the national way.
    packages: ["zod", "libphonenumber-js"],
  },
  {
    holds: ["src/operations/"],
    // Security: who signs in proves it by a PIN, and gets a token of which only the hash is kept.
    // What Klarna is told of a customer, in our own words: what the till says of it follows from the rule itself.
    mayImport: ["src/operations/", "src/security/", "src/shop.ts", "src/klarna/told-customer.ts", ...OPERATING],
    mayImportTypesOf: ["db/"],
    packages: ["libphonenumber-js", "@zootools/email-spell-checker"],
    mayImportTypesOfPackages: ["kysely"],
  },
  {
    holds: ["src/jobs/"],
    mayImport: ["src/jobs/", "src/operations/", "src/shop.ts", ...OPERATING],
    mayImportTypesOf: ["db/"],
    packages: [],
  },
  { holds: ["views/"], mayImport: ["views/", "src/domain/"], packages: ["hono/jsx", "hono/html", "uqr"] },
  {
    holds: ["src/routes/"],
    mayImport: [
      "src/routes/",
      "src/operations/",
      "src/store/",
      "src/security/",
      "src/domain/",
      "views/",
      "src/shop.ts",
      "src/errors.ts",
      "src/bus.ts",
    ],
    mayImportTypesOf: [...TOOLS, "db/schema.ts"],
    packages: ["hono", "zod", "@hono/zod-validator"],
  },
  {
    holds: ["src/security/"],
    mayImport: ["src/security/", "src/domain/", "src/errors.ts", ...TOOLS],
    mayImportTypesOf: ["src/shop.ts", "src/store/", "db/schema.ts"],
    packages: ["hono", "zod", "node:"],
  },
  {
    holds: ["src/mail/"],
    mayImport: ["src/mail/", "src/domain/", "src/errors.ts"],
    mayImportTypesOf: TOOLS,
    packages: ["nodemailer", "node:stream"],
  },
  {
    holds: ["src/printer/"],
    mayImport: ["src/printer/", "src/domain/", "src/errors.ts"],
    mayImportTypesOf: TOOLS,
    packages: ["@point-of-sale/receipt-printer-encoder"],
  },
  {
    holds: ["src/sms/"],
    mayImport: ["src/sms/", "src/domain/", "src/errors.ts"],
    mayImportTypesOf: TOOLS,
    packages: [],
  },
  {
    holds: ["src/simulator/"],
    mayImport: ["src/simulator/"],
    packages: ["hono", "zod", "@hono/zod-validator", "better-sqlite3", "uqr", "node:"],
  },
  {
    holds: ["src/shop.ts"],
    mayImport: ["src/domain/", "src/errors.ts", ...TOOLS],
    mayImportTypesOf: EVERYTHING,
    packages: [],
  },
  {
    // What puts the house together.
    holds: [
      "src/app.tsx",
      "src/assets.ts",
      "src/gallery-app.tsx",
      "src/gallery.tsx",
      "src/main.ts",
      "src/open-shop.ts",
      "src/opening.ts",
      "src/own-routes.ts",
      "src/practice.ts",
      "src/start-problems.ts",
    ],
    mayImport: EVERYTHING,
    packages: ["hono", "zod", "node:"],
  },
  { holds: ["src/console.ts"], mayImport: EVERYTHING, packages: ["zod", "node:"] },
  {
    // The small files beside them: config, errors, bus, clock, log, logbook, random.
    holds: [
      "src/bus.ts",
      "src/clock.ts",
      "src/config.ts",
      "src/config-sending.ts",
      "src/errors.ts",
      "src/log.ts",
      "src/logbook.ts",
      "src/random.ts",
    ],
    mayImport: ["src/domain/", "src/errors.ts", "src/config-sending.ts", ...TOOLS],
    mayImportTypesOf: ["src/config.ts"],
    packages: ["zod", "node:"],
  },
];

/** Who may reach for the clock, the log, the network or chance directly; everyone else is handed them. */
const HOMES: Record<string, string[]> = {
  "src/clock.ts": ["Date", "setTimeout", "setInterval", "performance", "Temporal.Now"],
  "src/log.ts": ["console", "Date"],
  "src/random.ts": [
    "Math.random",
    "crypto.getRandomValues",
    "crypto.randomUUID",
    "randomBytes",
    "randomInt",
    "randomUUID",
  ],
  "src/klarna/client.ts": ["fetch"],
  "src/main.ts": ["fetch"],
  "src/own-routes.ts": ["fetch"],
  "src/sms/sms-route.ts": ["fetch"],
  "src/printer/network-printer.ts": ["Deno.connect"],
  "src/shop.ts": ["fetch"],
  "src/simulator/clock.ts": ["Date", "setTimeout", "setInterval", "performance"],
  "src/simulator/ids.ts": ["crypto.getRandomValues"],
  "src/simulator/callbacks.ts": ["fetch", "setTimeout", "setInterval"],
  "src/simulator/simulator.ts": ["fetch"],
  "src/simulator/serve.ts": ["console", "fetch", "Date", "setTimeout", "setInterval"],
};

/** Tables of texts, words, facts, first data and rules, which are as long as what they hold. */
const LONG_TABLES =
  /^views\/messages\/|^db\/(schema|seeds|demo-shop)\.ts$|^db\/migrations\/|^tests\/tidy\.test\.ts$|^src\/(klarna|simulator)\/markets\.ts$/;

const ENTRIES = ["src/main.ts", "src/console.ts", "src/gallery.tsx", "src/simulator/serve.ts"];

const FUNCTION_LINES = 50;
const FILE_LINES = 300;

let program: SourceFile[];
let tests: SourceFile[];

beforeAll(async () => {
  program = await readSourceTree(["src", "views", "db"]);
  tests = await readSourceTree(["tests"]);
});

test("there is a program to check", () => {
  expect(program.length).toBeGreaterThan(0);
});

describe("imports", () => {
  test("every file belongs to a layer", () => {
    expect(program.filter((file) => layerOf(file) === undefined).map((file) => file.path)).toEqual([]);
  });

  test("every import is one that its layer allows", () => {
    const forbidden = program.flatMap((file) =>
      file.imports.filter((one) => !isAllowed(layerOf(file), one)).map((one) =>
        `${file.path} imports ${nameOfImport(one)}`
      )
    );
    expect(forbidden).toEqual([]);
  });

  test("every file is reached from a place where the program starts", () => {
    const reached = reachedFrom(ENTRIES, program);
    expect(program.map((file) => file.path).filter((path) => !reached.has(path))).toEqual([]);
  });

  test("every helper of the tests is used", async () => {
    const starts = tests.map((file) => file.path).filter((path) =>
      !path.startsWith("tests/support/") || /\.test\./.test(path)
    );
    const config = await readText("vitest.config.ts");
    const reached = reachedFrom(starts, tests);
    const unused = tests.map((file) => file.path).filter((path) => !reached.has(path) && !config.includes(path));
    expect(unused).toEqual([]);
  });
});

describe("size", () => {
  test(`no function is longer than ${FUNCTION_LINES} lines`, () => {
    expect(sized().flatMap((file) => longFunctions(file, FUNCTION_LINES))).toEqual([]);
  });

  test(`no file is longer than ${FILE_LINES} lines`, () => {
    const long = sized().filter((file) => file.lineCount > FILE_LINES);
    expect(long.map((file) => `${file.path} has ${file.lineCount} lines`)).toEqual([]);
  });
});

describe("words", () => {
  test("nothing is of type any", () => {
    expect([...program, ...tests].flatMap(anyTypes)).toEqual([]);
  });

  test("clock, log, network and chance are used at home only", () => {
    expect(program.flatMap((file) => ambientNames(file, HOMES[file.path] ?? []))).toEqual([]);
  });

  test("views have nothing that the content security policy stops or that goes unescaped", () => {
    const pages = program.filter((file) => /^views\/|^src\/(?!simulator\/).*x$/.test(file.path));
    expect(pages.flatMap(unsafeMarkup)).toEqual([]);
  });

  test("every query that is built is run and awaited", () => {
    expect([...program, ...tests].flatMap(idleQueries)).toEqual([]);
  });

  test("nothing talks with the network in the work of a transaction", () => {
    expect(program.flatMap(talkInTransactions)).toEqual([]);
  });

  test("no test is left out", () => {
    expect(tests.flatMap(focusedTests)).toEqual([]);
  });

  test("nothing is left for later", async () => {
    const paths = await listFiles(["src", "views", "db", "public", "tests", ".ci"], /\.(tsx?|js|css|html|md)$|^run$/);
    const marked = await Promise.all(paths.map(async (path) => LATER.test(await readText(path)) ? [path] : []));
    expect(marked.flat()).toEqual([]);
  });
});

describe("packages", () => {
  test("every version is exact", async () => {
    const loose = Object.entries(await readPackages()).filter(([, { version }]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose.map(([name, { version }]) => `${name} ${version}`)).toEqual([]);
  });

  test("every package is used: what the program needs by the program, the rest by the tests", async () => {
    const unused = Object.entries(await readPackages()).filter(([name, { isForTests }]) =>
      // Deno runs the program and so is named nowhere in it; @types/x is used where x is.
      name !== "deno" && !uses(name.startsWith("@types/") || !isForTests ? program : tests, name.replace("@types/", ""))
    );
    expect(unused.map(([name]) => name)).toEqual([]);
  });

  test("every package is explained in ARCHITECTURE.md", async () => {
    const words = await readText("ARCHITECTURE.md");
    expect(Object.keys(await readPackages()).filter((name) => !words.includes(name))).toEqual([]);
  });
});

/** Put together from halves, so that this file does not offend. */
const LATER = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);

function sized(): SourceFile[] {
  return [...program, ...tests].filter((file) => !LONG_TABLES.test(file.path));
}

function layerOf(file: SourceFile): Layer | undefined {
  return LAYERS.find((layer) => covers(layer.holds, file.path));
}

function isAllowed(layer: Layer | undefined, one: Import): boolean {
  if (layer === undefined) return true;
  if (one.path !== null) {
    return covers(layer.mayImport, one.path) || one.isTypeOnly && covers(layer.mayImportTypesOf ?? [], one.path);
  }
  const packages = [...layer.packages, ...(one.isTypeOnly ? layer.mayImportTypesOfPackages ?? [] : [])];
  return packages.some((name) => isOf(name, one.specifier));
}

function nameOfImport(one: Import): string {
  return `${one.path ?? one.specifier}${one.isTypeOnly ? " (types)" : ""}`;
}
