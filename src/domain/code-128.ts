/**
 * Code 128, the barcode that every scanner reads, in its set B: one symbol for each printable ASCII character.
 * A symbol is three bars and three spaces, eleven modules together; the stop has a fourth bar.
 */
const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 " +
  "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 " +
  "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 " +
  "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 " +
  "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 " +
  "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 " +
  "114311 411113 411311 113141 114131 311141 411131"
).split(" ");
const START_B = "211214";
const START_B_VALUE = 104;
const STOP = "2331112";
const FIRST_CHARACTER = 32;
const LAST_CHARACTER = 126;

/** One dark bar: where it begins and how wide it is, in modules. */
export type Bar = { at: number; width: number };

/** The bars of a text, and how wide they are together. Throws RangeError for what set B has no symbol for. */
export function code128(text: string): { bars: Bar[]; width: number } {
  const values = [...text].map(valueOf);
  const sum = values.reduce((total, value, index) => total + value * (index + 1), START_B_VALUE);
  const symbols = [START_B, ...[...values, sum % 103].map((value) => WIDTHS[value] ?? ""), STOP];
  const bars: Bar[] = [];
  let at = 0;
  for (const [index, digit] of [...symbols.join("")].entries()) {
    const width = Number(digit);
    if (index % 2 === 0) bars.push({ at, width });
    at += width;
  }
  return { bars, width: at };
}

function valueOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < FIRST_CHARACTER || point > LAST_CHARACTER) {
    throw new RangeError(`no barcode for ${JSON.stringify(character)}`);
  }
  return point - FIRST_CHARACTER;
}
