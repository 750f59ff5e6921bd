/** When shops are closed, and nobody would notice that the till is busy. */
const NIGHT_HOUR = 3;

/** When it last was three o'clock at night where the shop is. */
export function lastNightAt(now: number, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const tonight = local.withPlainTime({ hour: NIGHT_HOUR });
  const isPast = tonight.epochMilliseconds <= now;
  return (isPast ? tonight : local.subtract({ days: 1 }).withPlainTime({ hour: NIGHT_HOUR })).epochMilliseconds;
}

/** When the day began where the shop is. */
export function dayBeganAt(now: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay().epochMilliseconds;
}

/** From when to when a day lasts where the shop is, from a date such as 2026-11-27; null: it is none. */
export function dayNamed(date: string, timeZone: string): { from: number; until: number } | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    const day = Temporal.PlainDate.from(date, { overflow: "reject" });
    const startOf = (one: Temporal.PlainDate) => one.toZonedDateTime(timeZone).epochMilliseconds;
    return { from: startOf(day), until: startOf(day.add({ days: 1 })) };
  } catch {
    return null;
  }
}
