// How states of copies look, and a scope that narrows nothing.
import type { PartnerCopy, PartnerScope } from '../api/partners';

/** In the order in which they ask to be looked at. */
export const COPY_STATES = [
  ['stale', '还是旧的'],
  ['unrecognised', '认不出作品'],
  ['unreachable', '打不开'],
  ['barred', '对方不许程序访问'],
  ['waiting', '等待查看'],
  ['current', '已是最新'],
  ['removed', '已下线'],
] as const;

export function toneOf({ state, overdue }: Pick<PartnerCopy, 'state' | 'overdue'>): string {
  if (overdue) return 'cinnabar';
  if (['stale', 'unrecognised', 'unreachable'].includes(state)) return 'gamboge';
  return ['current', 'removed'].includes(state) ? 'pine' : '';
}

export const everything = (): PartnerScope => ({ kinds: [], genres: [], organisations: [], channels: [], territories: [] });
