// Days as a chart takes them, and shares as people read them.

/** Seconds since 1970 of a day's midnight in UTC: days have no zone, and a chart has to place them. */
export function second(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** Every day from the first to the last, both included; at most ten years of them. */
export function everyDay(from: string, until: string): string[] {
  const days: string[] = [];
  for (let at = second(from); at <= second(until) && days.length < 3660; at += 86_400) days.push(new Date(at * 1000).toISOString().slice(0, 10));
  return days;
}

/** One value for each day; days that nothing is said of count nothing. */
export function filled<T extends { day: string }>(days: readonly string[], rows: readonly T[], value: (row: T) => number): number[] {
  const by = new Map(rows.map((row) => [row.day, value(row)]));
  return days.map((day) => by.get(day) ?? 0);
}

/** An end can be told without an opening that counts, such as that of a page that was kept. */
export function share(ends: number, views: number): string {
  return views === 0 ? '没有' : `${Math.min(100, Math.round((ends / views) * 100))}%`;
}
