import { createHmac } from "node:crypto";
import type { Keys } from "./key-file.ts";

/**
 * A text that is the same for the same phone number or e-mail address and tells nothing of it: a plain hash of a phone
 * number could be guessed. It begins with the id of the key it was made with.
 */
export function addressKey(address: string, keys: Keys): string {
  const { id, pepper } = keys.current;
  return `${id}:${createHmac("sha256", pepper).update(`link address\n${address.toLowerCase()}`).digest("hex")}`;
}
