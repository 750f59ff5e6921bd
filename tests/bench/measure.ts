/** How a figure came about: so many times, and how they spread. */
export type Spread = { count: number; p50: number; p95: number; p99: number; worst: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
}

/** Two digits behind the point are more than any of these figures tells. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** What a process and its threads have had of the processor so far, in milliseconds (Linux: steps of 10 ms). */
export function processorMs(pid: number): number {
  const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).split(") ")[1]?.split(" ") ?? [];
  const [user = 0, system = 0] = [Number(fields[11]), Number(fields[12])];
  return (user + system) * MS_PER_TICK;
}

const MS_PER_TICK = 10;

/** What a process holds of the memory now, in megabytes of 1,000,000 bytes. */
export function memoryMb(pid: number): number {
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`)) ?? [];
  return rounded(Number(kilobytes) * 1024 / 1_000_000);
}

export type Cost = { processorMs: number; p50Ms: number };

/** Sends so many requests by so many clients at a time, and says what each of them cost the process that answers. */
export async function costOf(pid: number, requests: number, clients: number, send: () => Promise<void>): Promise<Cost> {
  const times: number[] = [];
  let left = requests;
  const before = processorMs(pid);
  await Promise.all(Array.from({ length: clients }, async () => {
    while (left-- > 0) {
      const sentAt = performance.now();
      await send();
      times.push(performance.now() - sentAt);
    }
  }));
  return { processorMs: (processorMs(pid) - before) / requests, p50Ms: spreadOf(times).p50 };
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  return spreadOf(values).p50;
}
