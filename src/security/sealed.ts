import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { Random } from "../random.ts";
import type { Keys } from "./key-file.ts";

/** A secret at rest: unreadable without the key file, of which `keyId` names the generation. */
export type Sealed = { sealed: string; keyId: string };

/**
 * Seals a secret with AES-256-GCM under the key file's encryption key. `owner` is whose it is, e.g. the id of its row:
 * put into another row it does not open.
 */
export function seal(secret: string, owner: string, keys: Keys, random: Random): Sealed {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keys.current.encryption, nonce).setAAD(Buffer.from(owner));
  const hidden = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64url");
  return { sealed, keyId: keys.current.id };
}

/** The secret again; null when it was changed, belongs to somebody else, or its key is not in the key file. */
export function unseal({ sealed, keyId }: Sealed, owner: string, keys: Keys): string | null {
  const key = keys.byId(keyId);
  const bytes = Buffer.from(sealed, "base64url");
  if (key === null || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const cipher = createDecipheriv(ALGORITHM, key.encryption, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
  try {
    const shown = Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
    return shown.toString("utf8");
  } catch {
    return null;
  }
}

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
