// Times as the association's clocks show them: Asia/Shanghai, whatever the device is set to. China has kept one offset
// since 1991.

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

function shifted(time: string | number): Date {
  return new Date(new Date(time).getTime() + OFFSET_MS);
}

/** `2026-12-01T09:00`, as an input of kind datetime-local has it. */
export function localMinute(time: string | number): string {
  return shifted(time).toISOString().slice(0, 16);
}

/** RFC 3339 of what such an input says. */
export function fromLocal(text: string): string {
  return `${text}:00+08:00`;
}

/** `2026-12-01` */
export function dayOf(time: string | number): string {
  return shifted(time).toISOString().slice(0, 10);
}

/** `2026-12` */
export function monthOf(time: string | number): string {
  return dayOf(time).slice(0, 7);
}

/** `09:00` */
export function clockOf(time: string | number): string {
  return shifted(time).toISOString().slice(11, 16);
}

/** The same time of day, so many days later. */
export function plusDays(time: string, days: number): string {
  return fromLocal(localMinute(new Date(time).getTime() + days * DAY_MS));
}

/** So many minutes later. */
export function plusMinutes(time: string, minutes: number): string {
  return fromLocal(localMinute(new Date(time).getTime() + minutes * 60_000));
}

/** `2026-12` and so many months later. */
export function plusMonths(month: string, by: number): string {
  const [year = 2026, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month, Monday first; `null` where a day belongs to another one. */
export function weeks(month: string): (string | null)[][] {
  const [year = 2026, number = 1] = month.split('-').map(Number);
  const lead = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const cells: (string | null)[] = [...Array.from({ length: lead }, () => null), ...Array.from({ length: days }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`)];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
}

/** `2026年12月1日 09:00` */
export function said(time: string | number): string {
  const [year, month, day] = dayOf(time).split('-').map(Number);
  return `${year}年${month}月${day}日 ${clockOf(time)}`;
}
