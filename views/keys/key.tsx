import type { KeyAction } from "../../src/domain/keys.ts";
import type { Frame } from "../data.ts";

/** The key that does this, as it is written on keyboards; nothing where it has none. */
export function Key({ frame, action }: { frame: Frame; action: KeyAction }) {
  const key = frame.keys[action];
  return key === undefined ? null : <kbd>{capOf(frame, key)}</kbd>;
}

/** What stands on the key that browsers call so. */
export function capOf({ t }: Pick<Frame, "t">, key: string): string {
  return t.keys.caps[key] ?? key;
}
