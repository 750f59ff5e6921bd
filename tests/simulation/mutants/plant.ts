/** One deliberate fault: a text of one source file, which occurs there once, and what stands in its place. */
export type Planted = { name: string; file: string; from: string; to: string };

export function plant(name: string, file: string, from: string, to: string): Planted {
  return { name, file, from, to };
}
