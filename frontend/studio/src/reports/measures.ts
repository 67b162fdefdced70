// What the report measures: names, values, and how a value is written.
import type { ReportRow, Spread } from '../api/coverage';

export interface Measure {
  code: string;
  name: string;
  /** `null` where there is nothing to measure. */
  value: (row: ReportRow) => number | null;
  text: (value: number) => string;
  /** The list behind the number. */
  behind?: string;
}

const whole = (value: number) => String(value);

/** Milliseconds as people say them: “40分钟”, “5.5小时”, “3.2天”. */
export function duration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 60) return `${Math.round(minutes)}分钟`;
  const hours = minutes / 60;
  return hours < 48 ? `${round(hours)}小时` : `${round(hours / 24)}天`;
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/u, '');
}

const count = (code: string, name: string, behind: string, value: (row: ReportRow) => number): Measure => ({ code, name, behind, value, text: whole });

export const COUNTS: Measure[] = [
  count('covered', '已解读条款', 'covered', (row) => row.covered),
  { code: 'days', name: '首次解读（工作日）', behind: 'covered', value: (row) => row.days, text: whole },
  count('published', '发布作品', 'published', (row) => row.published),
  count('reviewed', '走完三审', 'reviewed', (row) => row.reviewed),
  count('corrections', '更正', 'correction', (row) => row.corrections),
  count('concerns', '关注声明', 'expression-of-concern', (row) => row.concerns),
  count('retractions', '撤回', 'retraction', (row) => row.retractions),
  count('removals', '移除', 'removal', (row) => row.removals),
  count('forced', '紧急发布', 'forced', (row) => row.forced),
  count('unreviewed', '待补审', 'unreviewed', (row) => row.unreviewed),
  count('reprinted', '被转载', 'reprinted', (row) => row.reprinted),
];

const time = (code: string, name: string, of: (row: ReportRow) => Spread | null): Measure[] => [
  { code: `${code}-median`, name: `${name}中位数`, behind: 'reviewed', value: (row) => of(row)?.median ?? null, text: duration },
  { code: `${code}-p90`, name: `${name}九成以内`, behind: 'reviewed', value: (row) => of(row)?.p90 ?? null, text: duration },
];

export const TIMES: Measure[] = [
  ...time('first', '提交到初审', ({ times }) => times.first),
  ...time('second', '初审到复审', ({ times }) => times.second),
  ...time('last', '复审到终审', ({ times }) => times.last),
  ...time('published', '终审到发布', ({ times }) => times.published),
  ...time('whole', '提交到发布', ({ times }) => times.whole),
];
