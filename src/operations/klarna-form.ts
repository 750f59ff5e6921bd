import type { KlarnaAccountRow } from "../../db/schema.ts";
import { KLARNA_REGIONS, type KlarnaRegion } from "../domain/klarna-place.ts";
import type { FieldProblem } from "../domain/problem.ts";
import { fitsHead } from "../domain/secret.ts";
import type { KlarnaCredentials } from "../klarna/gateway.ts";
import { isThisMachine, klarnaBaseUrl, klarnaRegionOf } from "../klarna/markets.ts";
import type { KlarnaChoice } from "./klarna-connection.ts";

/** A connection as typed. `address` names a stand-in on this machine; else environment and region name the place. */
export type TypedConnection = Record<
  "environment" | "region" | "address" | "username" | "password" | "apiKey",
  string
>;

type Problems = Record<string, FieldProblem>;
type Read =
  | { ok: true; choice: KlarnaChoice; credentials: KlarnaCredentials | null }
  | { ok: false; problems: Problems };

/**
 * Reads what was typed. `credentials` is null when the ones that the page holds are meant: nothing secret was typed,
 * and they are of the same place, kind and user name.
 */
export function readConnection(typed: TypedConnection, held: KlarnaAccountRow | null): Read {
  const problems: Problems = {};
  const choice = readPlace(typed, problems);
  const mayKeep = choice !== null && held?.baseUrl === choice.url && held.sealedPassword !== null ? held : null;
  const credentials = readCredentials(typed, mayKeep, problems);
  if (choice === null || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, choice, credentials };
}

function readPlace({ environment, region, address }: TypedConnection, problems: Problems): KlarnaChoice | null {
  if (address.trim() !== "") {
    const url = URL.parse(address.trim());
    const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    if (isPlain && isThisMachine(url.hostname)) return { environment: "other", region: null, url: url.origin };
    problems["address"] = "not_this_machine";
    return null;
  }
  const place = KLARNA_REGIONS.find((known) => known === region);
  if (place === undefined) problems["region"] = "not_known";
  if (environment !== "playground" && environment !== "live") problems["environment"] = "not_known";
  if (place === undefined || (environment !== "playground" && environment !== "live")) return null;
  return { environment, region: place, url: klarnaBaseUrl(place, environment) };
}

function readCredentials(
  typed: TypedConnection,
  held: KlarnaAccountRow | null,
  problems: Problems,
): KlarnaCredentials | null {
  const [username, password, apiKey] = [typed.username.trim(), typed.password.trim(), typed.apiKey.trim()];
  if (apiKey !== "") {
    if (password !== "") problems["apiKey"] = "one_of_two";
    else if (!fitsHead(apiKey)) problems["apiKey"] = "has_blanks";
    return { apiKey };
  }
  if (username === "" && password === "" && held?.credentialKind === "key") return null;
  if (username === "") problems["username"] = "required";
  else if (username.includes(":")) problems["username"] = "has_colon";
  else if (/\s/.test(username)) problems["username"] = "has_blanks";
  if (/\s/.test(password)) problems["password"] = "has_blanks";
  if (password !== "") return { username, password };
  if (held?.credentialKind !== "pair" || held.username !== username) problems["password"] = "secret_needed";
  return null;
}

/** The region that serves a country; Europe where Klarna does not sell. */
export function suggestedRegion(country: string): KlarnaRegion {
  return klarnaRegionOf(country) ?? "eu";
}
