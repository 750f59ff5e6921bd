/** Whether a secret can stand in the head of a request as it is: letters, digits and signs of ASCII, without a blank. */
export function fitsHead(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret);
}

/**
 * Finds whatever repeats one of these secrets to somebody who reads it: as it is or in base64 of both kinds, and each of
 * these in JSON, in an address, and in a page. Which signs are written otherwise there differs from writer to writer, so
 * that each of them may be. To be looked for in what withoutControls() has left. Of an empty secret it finds nothing.
 */
export function echoesOf(...secrets: string[]): RegExp {
  const texts = secrets.filter((secret) => withoutControls(secret) !== "").flatMap((secret) => {
    const bytes = new TextEncoder().encode(secret);
    const alphabets = ["base64", "base64url"] as const;
    return [secret, ...alphabets.map((alphabet) => bytes.toBase64({ alphabet, omitPadding: true }))];
  });
  // The longest first, so that none is left over when the part of it that is another one is masked.
  const ordered = texts.toSorted((one, other) => other.length - one.length);
  const patterns = ordered.flatMap((text) => [patternOf(text, inAddressOrPage), patternOf(text, inJson)]);
  return new RegExp([...new Set(patterns)].join("|") || NOTHING, "gu");
}

/** Left out before anything is looked for: a secret that is broken up by them would not be found, and yet be read. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, "");
}

const NOTHING = "(?!)";

/** How a sign may be written, as patterns; what is as it is comes last, so that of `&amp;` nothing is left. */
type Writer = (sign: string) => string[];

/**
 * The last sign may be written by anybody, or something of it would be left. Not so those before: a row of backslashes,
 * in JSON or not, could be read in so many ways that it took for ever.
 */
function patternOf(text: string, writer: Writer): string {
  const signs = [...text];
  const last = signs.pop() ?? "";
  return [...signs.map((sign) => signOf(sign, writer)), signOf(last, byAnybody)].join("");
}

/** Letters and digits of ASCII stand everywhere as they are: a pattern that doubts them too takes long to be made. */
function signOf(sign: string, writer: Writer): string {
  return /^[A-Za-z0-9]$/.test(sign) ? sign : `(?:${writer(sign).join("|")})`;
}

function byAnybody(sign: string): string[] {
  const written = [...inJson(sign), ...inAddressOrPage(sign)];
  return [...written.filter((pattern) => pattern !== asItIs(sign)), asItIs(sign)];
}

function inJson(sign: string): string[] {
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index));
  const long = units.map((unit) => String.raw`\\u${inHex(unit, 4)}`).join("");
  return [long, ...(sign === "/" ? [String.raw`\\/`] : []), asItIs(JSON.stringify(sign).slice(1, -1))];
}

const NAMED: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** Or a page that holds an address. */
function inAddressOrPage(sign: string): string[] {
  const bytes = [...new TextEncoder().encode(sign)].map((byte) => `%${inHex(byte, 2)}`).join("");
  const code = sign.codePointAt(0) ?? 0;
  const entities = [`&#0*${code};`, `&#[xX]0*${inHex(code)};`, ...(sign in NAMED ? [`&${NAMED[sign]};`] : [])];
  return [bytes, ...entities, ...(sign === " " ? [String.raw`\+`] : []), asItIs(sign)];
}

function asItIs(text: string): string {
  return RegExp.escape(withoutControls(text));
}

/** In letters of both cases. */
function inHex(number: number, length = 1): string {
  return number.toString(16).padStart(length, "0").replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
