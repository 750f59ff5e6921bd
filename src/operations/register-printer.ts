import { DEFAULT_PRINTER_PORT, type Paper, PAPERS } from "../domain/receipt.ts";
import type { FieldProblem } from "../domain/problem.ts";
import { AppError } from "../errors.ts";
import type { Shop } from "../shop.ts";
import { updateRegister } from "../store/receipts.ts";
import { findRegister } from "../store/staff.ts";
import { type Action, once } from "./once.ts";

export type RegisterPrinter = { paper: Paper; printerHost: string | null; printerPort: number | null };

/** Reads what a register prints on, as typed; or what is wrong with which field. Writes nothing. */
export function readRegisterPrinter(
  typed: { paper: string; host: string; port: string },
): { ok: true; printer: RegisterPrinter } | { ok: false; problems: Record<string, FieldProblem> } {
  const problems: Record<string, FieldProblem> = {};
  const paper = PAPERS.find((one) => one === typed.paper);
  if (paper === undefined) problems["paper"] = "not_known";
  const host = typed.host.trim().toLowerCase();
  if (host !== "" && !isHost(host)) problems["host"] = "not_a_host";
  const port = typed.port.trim() === "" ? DEFAULT_PRINTER_PORT : Number(typed.port.trim());
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems["port"] = "not_a_port";
  if (paper === undefined || Object.keys(problems).length > 0) return { ok: false, problems };
  const printer = host === "" ? { printerHost: null, printerPort: null } : { printerHost: host, printerPort: port };
  return { ok: true, printer: { paper, ...printer } };
}

/** Keeps what a register prints on. Throws register_missing. */
export function saveRegisterPrinter(
  shop: Shop,
  action: Action,
  wanted: { registerId: string; printer: RegisterPrinter },
): Promise<{ registerId: string }> {
  const { registerId, printer } = wanted;
  return once(shop, action, async (tx) => {
    if (!await findRegister(tx, registerId)) throw new AppError({ kind: "register_missing" });
    await updateRegister(tx, registerId, printer);
    return { registerId };
  });
}

/** A name on the network or an address, version 6 too; no scheme, no path. */
function isHost(text: string): boolean {
  return text.length <= 253 && (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) || /^[0-9a-f:]*:[0-9a-f:.]+$/.test(text));
}
