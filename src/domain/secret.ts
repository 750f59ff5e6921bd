/** Whether a secret can stand in the head of a request as it is: letters, digits and signs of ASCII, without a blank. */
export function fitsHead(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret);
}

/**
 * The forms in which somebody who was told a secret may repeat it: as it is or in base64 of both kinds, and each of these in
 * JSON, in an address, and in a page. The longest first, so that none is left over when the part of it that is another one
 * is masked. None of an empty secret.
 */
export function echoesOf(...secrets: string[]): string[] {
  const echoes = secrets.filter((secret) => secret !== "").flatMap((secret) => {
    const bytes = new TextEncoder().encode(secret);
    const alphabets = ["base64", "base64url"] as const;
    return [secret, ...alphabets.map((alphabet) => bytes.toBase64({ alphabet, omitPadding: true }))].flatMap(writtenAs);
  });
  return [...new Set(echoes)].toSorted((one, other) => other.length - one.length);
}

function writtenAs(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const address = encodeURIComponent(text.toWellFormed());
  return [
    text,
    json,
    json.replaceAll("/", "\\/"),
    address,
    address.replace(/%../g, (sign) => sign.toLowerCase()),
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ];
}
