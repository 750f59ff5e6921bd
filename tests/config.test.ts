import { describe, expect, test } from "vitest";
import { ConfigError, defaultOrigins, readConfig, settingNames } from "../src/config.ts";

describe("readConfig", () => {
  test("nothing set: the till on this machine, with the simulator", () => {
    expect(read({})).toEqual({
      host: "127.0.0.1",
      port: 8000,
      origins: ["http://127.0.0.1:8000", "http://localhost:8000"],
      dataFolder: "./data",
      klarna: { kind: "simulator", port: 8010 },
      callbacks: null,
      mail: null,
      sms: null,
      fresh: false,
      realShop: false,
      despiteDamage: false,
    });
  });

  test("everything set", () => {
    const env = {
      TILLSIDE_HOST: "0.0.0.0",
      TILLSIDE_PORT: "9000",
      TILLSIDE_ORIGINS: "https://Till.Shop.example:443, http://192.168.1.5:9000/",
      TILLSIDE_DATA: "/srv/till",
      ...klarna,
      TILLSIDE_CALLBACK_URL: "https://calls.example/till/",
      TILLSIDE_CALLBACK_PORT: "9001",
      TILLSIDE_SMTP_URL: "smtps://till:p%40ss@mail.example",
      TILLSIDE_MAIL_FROM: "Fernbank <till@fernbank.example>",
      TILLSIDE_SMS_URL: "https://sms.example/send",
      TILLSIDE_SMS_TOKEN: "user:token",
      TILLSIDE_SMS_FROM: "Fernbank",
      TILLSIDE_SMS_FORM: "46elks",
      TILLSIDE_CHROMIUM: "/usr/bin/chromium",
      HOME: "/root",
    };
    expect(readConfig(env, noFile, ["--fresh", "--shop"])).toEqual({
      host: "0.0.0.0",
      port: 9000,
      origins: ["https://till.shop.example", "http://192.168.1.5:9000"],
      dataFolder: "/srv/till",
      klarna: {
        kind: "klarna",
        url: "https://api.example",
        credentials: { username: "PK1_shop", password: "klarna-pass" },
      },
      callbacks: { url: "https://calls.example/till", port: 9001 },
      mail: { url: "smtps://till:p%40ss@mail.example", from: "Fernbank <till@fernbank.example>" },
      sms: { url: "https://sms.example/send", token: "user:token", from: "Fernbank", form: "46elks" },
      fresh: true,
      realShop: true,
      despiteDamage: false,
    });
  });

  test("an empty setting counts as not set", () => {
    expect(read({ TILLSIDE_PORT: "", TILLSIDE_KLARNA_URL: " ", TILLSIDE_KLARNA_PASSWORD: "" })).toEqual(read({}));
  });

  test("secrets come from files, without the line end", () => {
    const files: Record<string, string> = { "/run/user": "PK1_shop\n", "/run/pass": " spaced pass \r\n" };
    const env = {
      TILLSIDE_KLARNA_URL: "https://api.example",
      TILLSIDE_KLARNA_USERNAME_FILE: "/run/user",
      TILLSIDE_KLARNA_PASSWORD_FILE: "/run/pass",
    };
    expect(readConfig(env, (path) => files[path] ?? noFile(), []).klarna)
      .toMatchObject({ credentials: { username: "PK1_shop", password: " spaced pass " } });
  });

  test("port 0 is any free port: the origins wait for it, and several may be 0", () => {
    const config = read({ TILLSIDE_PORT: "0", TILLSIDE_SIMULATOR_PORT: "0" });
    expect(config).toMatchObject({ port: 0, origins: [], klarna: { port: 0 } });
    expect(read({ TILLSIDE_PORT: "0", TILLSIDE_ORIGINS: "http://till.local" }).origins).toEqual(["http://till.local"]);
  });

  test("all problems are told at once, sorted by name", () => {
    const env = { TILLSIDE_PORT: "80 80", TILLSIDE_HOST: "http://till", TILLSIDE_CALLBACK_PORT: "8001" };
    const error = failure(env, ["--frehs"]);
    expect(error.problems.map((problem) => problem.split(" ")[0]))
      .toEqual(["--frehs", "TILLSIDE_CALLBACK_URL", "TILLSIDE_HOST", "TILLSIDE_PORT"]);
    expect(error.message).toMatchInlineSnapshot(`
      "Tillside cannot start with these settings:
        - --frehs is not a flag. There are --fresh, --shop and --despite-damage.
        - TILLSIDE_CALLBACK_URL is missing: TILLSIDE_CALLBACK_PORT needs it.
        - TILLSIDE_HOST must be a name or an address without a port, such as 127.0.0.1, not "http://till".
        - TILLSIDE_PORT must be a whole number from 0 to 65535, not "80 80"."
    `);
  });

  test.each([
    ["TILLSIDE_PROT", "TILLSIDE_PORT"],
    ["TILLSIDE_ORIGIN", "TILLSIDE_ORIGINS"],
    ["tillside_data", "TILLSIDE_DATA"],
    ["TILLSIDE_KLARNA_PASSWORDFILE", "TILLSIDE_KLARNA_PASSWORD_FILE"],
  ])("%s is unknown, and %s is suggested", (unknown, known) => {
    expect(failure({ [unknown]: "x" }).problems).toEqual([`${unknown} is not a setting. The nearest one is ${known}.`]);
  });

  test.each(["-1", "65536", "1.5", "0x50", "1e3", "abc"])("port %s is refused", (port) => {
    expect(failure({ TILLSIDE_PORT: port }).problems).toHaveLength(1);
    expect(failure({ TILLSIDE_SIMULATOR_PORT: port }).problems).toHaveLength(1);
  });

  test("ports in use must differ, also from a default", () => {
    expect(failure({ TILLSIDE_PORT: "8010" }).message).toContain(
      "TILLSIDE_SIMULATOR_PORT is 8010, as TILLSIDE_PORT is",
    );
    const callbacks = { TILLSIDE_CALLBACK_URL: "https://calls.example", TILLSIDE_CALLBACK_PORT: "8000" };
    expect(failure(callbacks).message).toContain("TILLSIDE_CALLBACK_PORT is 8000, as TILLSIDE_PORT is");
    expect(read({ ...klarna, TILLSIDE_PORT: "8010" }).port).toBe(8010);
  });

  test.each([
    "till.local:8000",
    "*",
    "http://*.local",
    "ftp://till.local",
    "http://till.local/sales",
    "http://till.local/?a",
    "http://ada:pass@till.local",
    "null",
    ",",
  ])("origin %s is refused", (origin) => {
    expect(failure({ TILLSIDE_ORIGINS: origin }).problems).toHaveLength(1);
  });

  test.each(["127.0.0.1:80", "a/b", "ada@till", "256.1.1.1", "::g"])("host %s is refused", (host) => {
    expect(failure({ TILLSIDE_HOST: host }).problems).toHaveLength(1);
  });
});

describe("readConfig: Klarna", () => {
  test("the address needs both credentials", () => {
    expect(failure({ TILLSIDE_KLARNA_URL: "https://api.example" }).problems).toEqual([
      "TILLSIDE_KLARNA_PASSWORD is missing: TILLSIDE_KLARNA_URL is set and needs it.",
      "TILLSIDE_KLARNA_USERNAME is missing: TILLSIDE_KLARNA_URL is set and needs it.",
    ]);
  });

  test("credentials need the address", () => {
    const { TILLSIDE_KLARNA_URL: _, ...credentials } = klarna;
    expect(failure(credentials).problems).toHaveLength(2);
  });

  test.each([
    "http://api.example",
    "http://127.evil.example",
    "https://api.example/v1",
    "https://api.example/?a=1",
    "https://api.example/#a",
    "https://PK1:klarna-pass@api.example",
    "api.example",
  ])("address %s is refused", (url) => {
    expect(failure({ ...klarna, TILLSIDE_KLARNA_URL: url }).problems).toHaveLength(1);
  });

  test.each(["http://localhost:9", "http://127.0.0.1:9", "http://[::1]:9"])("plain %s is this machine", (url) => {
    expect(read({ ...klarna, TILLSIDE_KLARNA_URL: url }).klarna).toMatchObject({ url });
  });

  test("a secret given twice, or in a file that is empty or unreadable, is one problem", () => {
    const twice = { ...klarna, TILLSIDE_KLARNA_PASSWORD_FILE: "/run/pass" };
    expect(() => readConfig(twice, () => "other", [])).toThrow("TILLSIDE_KLARNA_PASSWORD and");
    const { TILLSIDE_KLARNA_PASSWORD: _, ...fromFile } = twice;
    expect(failure(fromFile).problems)
      .toEqual(["TILLSIDE_KLARNA_PASSWORD_FILE names a file that cannot be read: /run/pass"]);
    expect(() => readConfig(fromFile, () => "\n", [])).toThrow("names an empty file: /run/pass");
  });

  test("a user name with a colon is refused, as basic authentication would cut it", () => {
    expect(failure({ ...klarna, TILLSIDE_KLARNA_USERNAME: "PK1:shop" }).problems).toHaveLength(1);
  });

  test("the single API key stands for the pair, alone", () => {
    const env = { TILLSIDE_KLARNA_URL: "https://api.example", TILLSIDE_KLARNA_API_KEY: "klarna_test_api_x" };
    expect(read(env).klarna).toMatchObject({ credentials: { apiKey: "klarna_test_api_x" } });
    expect(failure({ ...env, TILLSIDE_KLARNA_USERNAME: "PK1" }).message).toContain("set it alone");
    expect(failure({ TILLSIDE_KLARNA_API_KEY: "klarna_test_api_x" }).message).toContain("it needs it");
  });

  test.each([["a line end", "\n"], ["a blank", " "], ["a control character", "\u0007"], ["another alphabet", "ключ"]])(
    "an API key with %s is a problem by name, without the key, wherever it comes from",
    (_, odd) => {
      const apiKey = `klarna-pass${odd}x`;
      const sentence = "holds a blank or a sign that cannot be sent. Copy it again, without anything around it.";
      const env = { TILLSIDE_KLARNA_URL: "https://api.example" };
      const error = failure({ ...env, TILLSIDE_KLARNA_API_KEY: apiKey });
      expect(error.problems).toEqual([`TILLSIDE_KLARNA_API_KEY ${sentence}`]);
      expect(error.message).not.toContain("klarna-pass");
      const fromFile = () => readConfig({ ...env, TILLSIDE_KLARNA_API_KEY_FILE: "/run/key" }, () => apiKey, []);
      expect(fromFile).toThrow(`TILLSIDE_KLARNA_API_KEY_FILE ${sentence}`);
      expect(fromFile).not.toThrow("klarna-pass");
    },
  );

  test("the line end of a file is no part of an API key", () => {
    const env = { TILLSIDE_KLARNA_URL: "https://api.example", TILLSIDE_KLARNA_API_KEY_FILE: "/run/key" };
    expect(readConfig(env, () => "klarna_test_api_x\r\n", []).klarna)
      .toMatchObject({ credentials: { apiKey: "klarna_test_api_x" } });
  });

  test("no problem repeats a secret", () => {
    const env = {
      TILLSIDE_KLARNA_URL: "http://PK1_shop:klarna-pass@api.example/x",
      TILLSIDE_KLARNA_USERNAME: "PK1_shop:",
      TILLSIDE_KLARNA_PASSWORD: "klarna-pass",
      TILLSIDE_KLARNA_PASSWORD_FILE: "/run/pass",
    };
    expect(failure(env).message).not.toMatch(/klarna-pass|PK1_shop/);
  });
});

describe("readConfig: callbacks", () => {
  test("address and port go together", () => {
    expect(failure({ TILLSIDE_CALLBACK_URL: "https://calls.example" }).message).toContain("CALLBACK_PORT is missing");
    expect(failure({ TILLSIDE_CALLBACK_PORT: "8001" }).message).toContain("CALLBACK_URL is missing");
  });

  test("plain http is only for this machine", () => {
    const env = (url: string) => ({ TILLSIDE_CALLBACK_URL: url, TILLSIDE_CALLBACK_PORT: "8001" });
    expect(failure(env("http://calls.example")).problems).toHaveLength(1);
    expect(read(env("http://localhost:8001")).callbacks).toEqual({ url: "http://localhost:8001", port: 8001 });
  });
});

describe("defaultOrigins", () => {
  test.each([
    ["127.0.0.1", 8000, ["http://127.0.0.1:8000", "http://localhost:8000"]],
    ["localhost", 80, ["http://localhost", "http://127.0.0.1"]],
    ["::1", 8000, ["http://[::1]:8000", "http://localhost:8000", "http://127.0.0.1:8000"]],
    ["0.0.0.0", 8000, ["http://localhost:8000", "http://127.0.0.1:8000"]],
    ["192.168.1.5", 8000, ["http://192.168.1.5:8000"]],
  ])("%s", (host, port, origins) => {
    expect(defaultOrigins(host, port)).toEqual(origins);
  });
});

describe(".env.example", () => {
  test("lists every setting once, and nothing is switched on", () => {
    const lines = Deno.readTextFileSync(".env.example").split("\n");
    const listed = lines.flatMap((line) => /^# (TILLSIDE_[A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(listed.toSorted()).toEqual([...settingNames].toSorted());
    expect(lines.every((line) => line === "" || line.startsWith("#"))).toBe(true);
  });
});

const klarna = {
  TILLSIDE_KLARNA_URL: "https://api.example/",
  TILLSIDE_KLARNA_USERNAME: "PK1_shop",
  TILLSIDE_KLARNA_PASSWORD: "klarna-pass",
};

function noFile(): string {
  throw new Error("no such file");
}

function read(env: Record<string, string>) {
  return readConfig(env, noFile, []);
}

function failure(env: Record<string, string>, args: string[] = []): ConfigError {
  try {
    readConfig(env, noFile, args);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("These settings were accepted");
}
