import { errorBody, type Field, type Shape } from "./facts-fields.ts";
import { captureRead } from "./facts-orders.ts";
import { type Fact, type FactName, FACTS } from "./facts.ts";

/** The operation a request is; null when Klarna has none like it. */
export function factOf(method: string, url: string): { name: FactName; fact: Fact } | null {
  const path = new URL(url).pathname;
  for (const [name, fact] of Object.entries(FACTS) as [FactName, Fact][]) {
    const pattern = new RegExp(`^${fact.path.replace(/:\w+/g, "[^/]+")}$`);
    if (fact.method === method && pattern.test(path)) return { name, fact };
  }
  return null;
}

/** Where an object differs from its shape: one line each, none when it fits. */
export function deviations(value: unknown, shape: Shape, at = "body"): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at} is no object`];
  const given = new Map<string, unknown>(Object.entries(value));
  const missing = Object.entries(shape).filter(([name, field]) => field.required && given.get(name) === undefined);
  return [
    ...missing.map(([name]) => `${at}.${name} is missing`),
    ...[...given].filter(([, one]) => one !== undefined).flatMap(([name, one]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return field ? fieldDeviations(one, field, `${at}.${name}`) : [`${at}.${name} is unknown`];
    }),
  ];
}

/** Where a request differs from what Klarna takes: its head and its body. */
export function requestDeviations(fact: Fact, headers: Headers, body: unknown): string[] {
  const found = /^Basic \S+$/.test(headers.get("authorization") ?? "") ? [] : ["it is not signed in"];
  if (headers.get("accept") !== "application/json") found.push("it does not ask for JSON");
  if (headers.has("klarna-idempotency-key") !== (fact.keyed === true)) found.push("its idempotency key is wrong");
  if (fact.sends === null) return body === undefined ? found : [...found, "it has a body"];
  if (headers.get("content-type") !== "application/json") found.push("its body is not called JSON");
  return [...found, ...deviations(body, fact.sends)];
}

/** Where an answer differs from what Klarna gives: its status, its head and its body. */
export async function answerDeviations(fact: Fact, answer: Response): Promise<string[]> {
  const text = await answer.clone().text();
  const found = answer.headers.has("klarna-correlation-id") ? [] : ["it has no correlation id"];
  const isJson = answer.headers.get("content-type") === "application/json;charset=utf-8";
  if (text !== "" && !isJson) found.push("its body is not called JSON");
  if (answer.status > 299) return [...found, ...errorDeviations(text, fact, answer.status)];
  if (!fact.success.includes(answer.status)) found.push(`${answer.status} is not documented`);
  found.push(...(fact.heads ?? []).filter((name) => !answer.headers.has(name)).map((name) => `it has no ${name}`));
  if (fact.answers === null) return text === "" ? found : [...found, "it has a body"];
  const body: unknown = JSON.parse(text);
  if (fact.answers !== "list of captures") return [...found, ...deviations(body, fact.answers)];
  return [...found, ...(Array.isArray(body) ? body.flatMap((one) => deviations(one, captureRead)) : ["it is no list"])];
}

/** Klarna's error body, or none at all, which only the hosted page may leave out. */
function errorDeviations(text: string, fact: Fact, status: number): string[] {
  const codes = fact.errors[status];
  if (codes === undefined) return [`${status} is not documented`];
  if (text === "") return codes === null ? [] : ["the body is missing"];
  const body: unknown = JSON.parse(text);
  const found = deviations(body, errorBody, "error");
  const code = typeof body === "object" && body !== null && "error_code" in body ? String(body.error_code) : "";
  return codes === null || codes.includes(code) ? found : [...found, `${status} ${code} is not documented`];
}

function fieldDeviations(value: unknown, field: Field, at: string): string[] {
  if (field.is === "object") return deviations(value, field.of ?? {}, at);
  if (field.is === "list") return listDeviations(value, field, at);
  if (field.is === "integer") {
    const fits = typeof value === "number" && Number.isSafeInteger(value);
    return fits && value >= (field.min ?? value) && value <= (field.max ?? value) ? [] : [`${at} is ${value}`];
  }
  if (field.is === "boolean") return typeof value === "boolean" ? [] : [`${at} is ${value}`];
  if (typeof value !== "string") return [`${at} is no text`];
  return textProblem(value, field) ? [`${at} is "${value}"`] : [];
}

function textProblem(value: string, field: Field): boolean {
  const flags = field.anyCase ? "i" : "";
  if (value.length < (field.min ?? 0) || value.length > (field.max ?? value.length)) return true;
  if (field.is === "time" && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return true;
  if (field.is === "url" && !URL.canParse(value)) return true;
  if (field.pattern && !new RegExp(field.pattern, flags).test(value)) return true;
  return field.words !== undefined && !field.words.includes(value);
}

function listDeviations(value: unknown, field: Field, at: string): string[] {
  if (!Array.isArray(value)) return [`${at} is no list`];
  if (value.length < (field.min ?? 0) || value.length > (field.max ?? value.length)) {
    return [`${at} has ${value.length}`];
  }
  const { of } = field;
  return of ? value.flatMap((one, index) => deviations(one, of, `${at}[${index}]`)) : [];
}
