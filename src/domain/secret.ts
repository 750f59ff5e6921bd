/** Whether a secret can stand in the head of a request as it is: letters, digits and signs of ASCII, without a blank. */
export function fitsHead(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret);
}

/**
 * The forms in which somebody who was told a secret may repeat it: as it is, in JSON, in an address, in a page, and in
 * base64 of both kinds. The longest first, so that none is left over when the part of it that is another one is masked.
 * None of an empty secret.
 */
export function echoesOf(...secrets: string[]): string[] {
  const echoes = secrets.filter((secret) => secret !== "").flatMap((secret) => {
    const bytes = new TextEncoder().encode(secret);
    return [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret.toWellFormed()),
      secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
      bytes.toBase64({ omitPadding: true }),
      bytes.toBase64({ alphabet: "base64url", omitPadding: true }),
    ];
  });
  return [...new Set(echoes)].toSorted((one, other) => other.length - one.length);
}
