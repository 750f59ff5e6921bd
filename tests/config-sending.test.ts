import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

const mail = {
  TILLSIDE_SMTP_URL: "smtps://till:smtp-pass@mail.example",
  TILLSIDE_MAIL_FROM: "Fernbank Outdoor <till@fernbank.example>",
};
const sms = {
  TILLSIDE_SMS_URL: "https://sms.example/send",
  TILLSIDE_SMS_TOKEN: "sms-token",
  TILLSIDE_SMS_FROM: "+447700900000",
};

function read(env: Record<string, string>, files: Record<string, string> = {}) {
  return readConfig(env, (path) => files[path] ?? "", []);
}

function problems(env: Record<string, string>): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the mail server's settings", () => {
  test("address and sender go together", () => {
    const { TILLSIDE_SMTP_URL, TILLSIDE_MAIL_FROM } = mail;
    expect(problems({ TILLSIDE_SMTP_URL })).toEqual([
      "TILLSIDE_MAIL_FROM is missing: TILLSIDE_SMTP_URL is set and needs it.",
    ]);
    expect(problems({ TILLSIDE_MAIL_FROM })).toEqual([
      "TILLSIDE_MAIL_FROM is set without TILLSIDE_SMTP_URL: set both, or neither.",
    ]);
  });

  test("the address may come from a file", () => {
    const env = { TILLSIDE_SMTP_URL_FILE: "/run/smtp", TILLSIDE_MAIL_FROM: "till@fernbank.example" };
    expect(read(env, { "/run/smtp": "smtp://127.0.0.1:1025\n" }).mail)
      .toEqual({ url: "smtp://127.0.0.1:1025", from: "till@fernbank.example" });
  });

  test.each([
    "mail.example:465",
    "https://mail.example",
    "smtp://",
    "smtps://till@mail.example",
    "smtps://till:smtp-pass@mail.example/inbox",
    "smtps://till:smtp-pass@mail.example?tls=no",
    "smtps://till:100%@mail.example",
  ])("%s is refused, and no password is repeated", (url) => {
    const told = problems({ ...mail, TILLSIDE_SMTP_URL: url });
    expect(told).toHaveLength(1);
    expect(told.join()).not.toContain("smtp-pass");
  });

  test.each(["Fernbank", "till@", "a@b, c@d", "Fernbank <till@fernbank.example>, Eve <eve@evil.example>"])(
    "sender %s is refused",
    (from) => {
      expect(problems({ ...mail, TILLSIDE_MAIL_FROM: from })).toHaveLength(1);
    },
  );
});

describe("the text provider's settings", () => {
  test("the form is json unless another is named, which needs user and password", () => {
    expect(read(sms).sms).toEqual({
      url: "https://sms.example/send",
      token: "sms-token",
      from: "+447700900000",
      form: "json",
    });
    expect(problems({ ...sms, TILLSIDE_SMS_FORM: "twilio" })).toEqual([
      "TILLSIDE_SMS_TOKEN must be user:password for the form twilio.",
    ]);
    expect(problems({ ...sms, TILLSIDE_SMS_FORM: "pigeon" })).toEqual([
      'TILLSIDE_SMS_FORM must be one of json, twilio, 46elks, not "pigeon".',
    ]);
  });

  test.each(["sms-token\n", " sms-token", "sms-token\u0000", "sms-tokén"])(
    "a token that cannot stand in a request is a problem without it: %j",
    (token) => {
      const told = problems({ ...sms, TILLSIDE_SMS_TOKEN: token });
      expect(told).toEqual([
        "TILLSIDE_SMS_TOKEN holds a blank or a sign that cannot be sent. Copy it again, without anything around it.",
      ]);
      // The other forms send it in base64, which may hold anything.
      const user = { ...sms, TILLSIDE_SMS_TOKEN: `user:${token}`, TILLSIDE_SMS_FORM: "46elks" };
      expect(read(user).sms?.token).toBe(`user:${token}`);
    },
  );

  test("the line end of a file is no part of a token", () => {
    const { TILLSIDE_SMS_TOKEN: _, ...rest } = sms;
    const env = { ...rest, TILLSIDE_SMS_TOKEN_FILE: "/run/sms" };
    expect(read(env, { "/run/sms": "sms-token\n" }).sms?.token).toBe("sms-token");
  });

  test("all of them go together", () => {
    const { TILLSIDE_SMS_URL, ...rest } = sms;
    expect(problems({ TILLSIDE_SMS_URL }).map((problem) => problem.split(" ")[0]))
      .toEqual(["TILLSIDE_SMS_FROM", "TILLSIDE_SMS_TOKEN"]);
    expect(problems({ ...rest, TILLSIDE_SMS_FORM: "json" })).toHaveLength(3);
  });

  test.each(["http://sms.example", "https://user:sms-token@sms.example", "https://sms.example/?key=sms-token"])(
    "address %s is refused, and no secret is repeated",
    (url) => {
      const told = problems({ ...sms, TILLSIDE_SMS_URL: url });
      expect(told).toHaveLength(1);
      expect(told.join()).not.toContain("sms-token");
    },
  );
});
