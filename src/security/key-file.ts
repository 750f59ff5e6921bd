import { Buffer } from "node:buffer";
import { z } from "zod";
import type { Random } from "../random.ts";

/** The secrets of one generation, 32 bytes each: what was made with them names the id. */
export type KeySet = { id: string; pepper: Uint8Array; sessions: Uint8Array; encryption: Uint8Array };

/** `current` makes new things; older generations still open what they made. `byId` gives null for a foreign id. */
export type Keys = { current: KeySet; byId(id: string): KeySet | null };

/** The key file cannot be used; the message says which file and what to do. */
export class KeyFileError extends Error {
  override name = "KeyFileError";
}

/**
 * Reads `keys.json` in the data folder, or makes it (readable by its owner only) at the first start.
 * An existing file is never written to. Throws KeyFileError when it is damaged or others can read it.
 */
export function loadKeys(folder: string, random: Random): Keys {
  const path = `${folder}/keys.json`;
  if (!exists(path)) createKeyFile(folder, path, random);
  refuseOpenFile(path);
  return readKeyFile(path);
}

const secretLength = 32;

const secretField = z.base64url().transform((text) => Uint8Array.from(Buffer.from(text, "base64url")))
  .refine((bytes) => bytes.length === secretLength);

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  currentId: z.string(),
  keys: z.array(z.strictObject({
    id: z.string().regex(/^key_[0-9a-f]+$/),
    pepper: secretField,
    sessions: secretField,
    encryption: secretField,
  })),
});

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Written whole under another name, then linked: unlike a rename, a link never replaces an existing file. */
function createKeyFile(folder: string, path: string, random: Random): void {
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const id = `key_${Buffer.from(random.bytes(8)).toString("hex")}`;
  const temporaryPath = `${path}.${id}`;
  writeWhole(temporaryPath, newKeyFileText(id, random));
  try {
    Deno.linkSync(temporaryPath, path);
  } catch (error) {
    // Another start was faster: its keys are the ones to use.
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  } finally {
    Deno.removeSync(temporaryPath);
  }
}

function newKeyFileText(id: string, random: Random): string {
  const newSecret = () => Buffer.from(random.bytes(secretLength)).toString("base64url");
  const key = { id, pepper: newSecret(), sessions: newSecret(), encryption: newSecret() };
  return `${JSON.stringify({ version: 1, currentId: id, keys: [key] }, null, 2)}\n`;
}

function writeWhole(path: string, text: string): void {
  using file = Deno.openSync(path, { write: true, createNew: true, mode: 0o600 });
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  while (written < bytes.length) written += file.writeSync(bytes.subarray(written));
  file.syncSync();
}

/** Windows has no such mode, hence null there. */
function refuseOpenFile(path: string): void {
  const { mode } = Deno.statSync(path);
  if (mode !== null && (mode & 0o077) !== 0) {
    throw new KeyFileError(`Others on this machine can use the key file ${path}. Close it with: chmod 600 ${path}`);
  }
}

function readKeyFile(path: string): Keys {
  const content = keyFileSchema.safeParse(parseJson(Deno.readTextFileSync(path)));
  const generations = new Map(content.data?.keys.map((key) => [key.id, key]));
  const current = generations.get(content.data?.currentId ?? "");
  if (current === undefined || generations.size !== content.data?.keys.length) {
    // The cause is left out: it could quote the secrets.
    throw new KeyFileError(
      `The key file ${path} is damaged. Put back a copy of it: with new keys no PIN would fit any more.`,
    );
  }
  return { current, byId: (id) => generations.get(id) ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
