import type { Config, Settings } from "./config.ts";
import { SMS_FORMS, type SmsForm } from "./domain/link-routes.ts";

/** The shop's own mail server; null when none is set. Its address may hold a password and is never repeated. */
export function readMail(settings: Settings): Config["mail"] {
  const url = settings.secret("TILLSIDE_SMTP_URL");
  const from = settings.text("TILLSIDE_MAIL_FROM");
  if (url === null) {
    if (from !== null) {
      settings.complain("TILLSIDE_MAIL_FROM", "is set without TILLSIDE_SMTP_URL: set both, or neither.");
    }
    return null;
  }
  if (!isSmtpUrl(url)) {
    settings.complain(
      "TILLSIDE_SMTP_URL",
      "must be like smtps://user:password@mail.example:465, or smtp:// for STARTTLS; odd characters written as %40.",
    );
  }
  if (from === null) settings.complain("TILLSIDE_MAIL_FROM", "is missing: TILLSIDE_SMTP_URL is set and needs it.");
  else if (!isSender(from)) {
    settings.complain("TILLSIDE_MAIL_FROM", "must be an address, such as Fernbank Outdoor <till@fernbank.example>.");
  }
  return { url, from: from ?? "" };
}

/** The shop's own provider of text messages; null when none is set. */
export function readSms(settings: Settings): Config["sms"] {
  const url = settings.url("TILLSIDE_SMS_URL");
  const form = readForm(settings);
  // The other forms send it in base64, which takes anything.
  const token = form === "json" ? settings.headSecret("TILLSIDE_SMS_TOKEN") : settings.secret("TILLSIDE_SMS_TOKEN");
  const from = settings.text("TILLSIDE_SMS_FROM");
  if (settings.text("TILLSIDE_SMS_URL") === null) {
    const alone = {
      TILLSIDE_SMS_TOKEN: token,
      TILLSIDE_SMS_FROM: from,
      TILLSIDE_SMS_FORM: settings.text("TILLSIDE_SMS_FORM"),
    };
    for (const [name, value] of Object.entries(alone)) {
      if (value !== null) settings.complain(name, "is set without TILLSIDE_SMS_URL: set both, or neither.");
    }
    return null;
  }
  if (token === null) settings.complain("TILLSIDE_SMS_TOKEN", "is missing: TILLSIDE_SMS_URL is set and needs it.");
  if (from === null) settings.complain("TILLSIDE_SMS_FROM", "is missing: TILLSIDE_SMS_URL is set and needs it.");
  if (form !== "json" && token !== null && token !== "" && !token.includes(":")) {
    settings.complain("TILLSIDE_SMS_TOKEN", `must be user:password for the form ${form}.`);
  }
  return { url: url?.href ?? "", token: token ?? "", from: from ?? "", form };
}

function readForm(settings: Settings): SmsForm {
  const text = settings.text("TILLSIDE_SMS_FORM") ?? "json";
  const form = SMS_FORMS.find((one) => one === text);
  if (form === undefined) {
    settings.complain("TILLSIDE_SMS_FORM", `must be one of ${SMS_FORMS.join(", ")}, not "${text}".`);
  }
  return form ?? "json";
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return false;
  const hasBoth = (url.username === "") === (url.password === "");
  return hasBoth && /^\/?$/.test(url.pathname) && !/[?#]/.test(text) && isDecodable(url.username + url.password);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** "a@b" or "Name <a@b>". */
function isSender(text: string): boolean {
  return /^([^<>"\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u.test(text);
}
