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
