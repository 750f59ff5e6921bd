/** What a key can do, in the order in which the list of keys shows it. */
export const KEY_ACTIONS = [
  "help",
  "find",
  "customer",
  "change",
  "remove",
  "more",
  "park",
  "cash",
  "card",
  "giftCard",
  "klarna",
  "pay",
  "back",
  "lock",
  "yes",
  "no",
  "text",
  "email",
  "qr",
  "print",
] as const;

export type KeyAction = (typeof KEY_ACTIONS)[number];

/** Which key presses what, as browsers name keys; what is missing has none. */
export type KeyMap = Partial<Record<KeyAction, string>>;

/** The set a till begins with: the one that Ascend's cashiers know. */
export const DEFAULT_KEYS: Readonly<Required<KeyMap>> = {
  help: "F1",
  find: "F2",
  customer: "F3",
  change: "F7",
  remove: "Delete",
  more: "PageUp",
  park: "Insert",
  cash: "F4",
  card: "F6",
  giftCard: "F8",
  klarna: "F9",
  pay: "F10",
  back: "Escape",
  lock: "Pause",
  yes: "Y",
  no: "N",
  text: "T",
  email: "E",
  qr: "Q",
  print: "P",
};

/** The browser keeps F11 and F12; the arrows and Enter do the same everywhere. */
export const FUNCTION_KEYS: readonly string[] = [
  ...["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10"],
  ...["Insert", "Delete", "Home", "End", "PageUp", "PageDown", "Pause", "Escape"],
];

export const LETTER_KEYS: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Answers that are pressed where nothing is typed. Everywhere else a letter belongs to the search. */
const LETTER_ACTIONS: ReadonlySet<KeyAction> = new Set(["yes", "no", "text", "email", "qr", "print"]);

/** The keys that may be chosen for it. */
export function keysFor(action: KeyAction): readonly string[] {
  return LETTER_ACTIONS.has(action) ? [...LETTER_KEYS, ...FUNCTION_KEYS] : FUNCTION_KEYS;
}

/** Whether this one key is a letter, and so can be pressed by accident. */
export function isLetterKey(key: string): boolean {
  return LETTER_KEYS.includes(key);
}

/** The actions whose key is not theirs alone. */
export function clashesIn(keys: KeyMap): KeyAction[] {
  return KEY_ACTIONS.filter((action) => {
    const key = keys[action];
    return key !== undefined && KEY_ACTIONS.some((other) => other !== action && keys[other] === key);
  });
}

/** The keys as they are kept; null when they are the default set. */
export function keysToKeep(keys: KeyMap): string | null {
  if (KEY_ACTIONS.every((action) => keys[action] === DEFAULT_KEYS[action])) return null;
  // No key is a choice, too: it is kept as such.
  return JSON.stringify(Object.fromEntries(KEY_ACTIONS.map((action) => [action, keys[action] ?? null])));
}

/** The keys as they were kept. What is not known any more is left out, and what is new gets its default if that is free. */
export function keptKeys(kept: string | null): KeyMap {
  if (kept === null) return { ...DEFAULT_KEYS };
  const read: Record<string, unknown> = JSON.parse(kept);
  const keys: KeyMap = {};
  for (const action of KEY_ACTIONS) {
    const key = action in read ? read[action] : DEFAULT_KEYS[action];
    if (typeof key === "string" && keysFor(action).includes(key)) keys[action] = key;
  }
  for (const action of clashesIn(keys)) if (!(action in read)) delete keys[action];
  return keys;
}

/** The keys that do something: without the letters, where somebody has switched these off. */
export function keysInUse(keys: KeyMap, hasLetterKeys: boolean): KeyMap {
  if (hasLetterKeys) return keys;
  return Object.fromEntries(Object.entries(keys).filter(([, key]) => !isLetterKey(key)));
}
