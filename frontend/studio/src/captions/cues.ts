// Acts on a list of cues; each answers a new list and leaves the old one as it was.
// Absent from here: the screen, the player, undo.
import type { Cue } from '../api/types';

export const SHORTEST_MS = 200;
const NEW_MS = 2000;

function replaced(cues: Cue[], at: number, ...by: Cue[]): Cue[] {
  return [...cues.slice(0, at), ...by, ...cues.slice(at + 1)];
}

/** By time; cues that begin together keep their order. */
export function sorted(cues: Cue[]): Cue[] {
  return cues.toSorted((a, b) => a.start - b.start);
}

export function withText(cues: Cue[], at: number, text: string): Cue[] {
  const cue = cues[at];
  return cue ? replaced(cues, at, { ...cue, text }) : cues;
}

/** Moves one edge; the other one gives way, so that the cue never runs backwards. */
export function withEdge(cues: Cue[], at: number, edge: 'start' | 'end', ms: number): Cue[] {
  const cue = cues[at];
  if (!cue) return cues;
  const time = Math.max(0, Math.round(ms));
  if (edge === 'start') return replaced(cues, at, { ...cue, start: time, end: Math.max(cue.end, time + SHORTEST_MS) });
  const end = Math.max(time, SHORTEST_MS);
  return replaced(cues, at, { ...cue, start: Math.min(cue.start, end - SHORTEST_MS), end });
}

/** Keeps its length. */
export function moved(cues: Cue[], at: number, start: number): Cue[] {
  const cue = cues[at];
  if (!cue) return cues;
  const time = Math.max(0, Math.round(start));
  return replaced(cues, at, { ...cue, start: time, end: time + cue.end - cue.start });
}

/** In two where the cursor stands; time is shared by the length of the words. */
export function split(cues: Cue[], at: number, cursor: number): Cue[] {
  const cue = cues[at];
  if (!cue) return cues;
  const [before, after] = [cue.text.slice(0, cursor).trim(), cue.text.slice(cursor).trim()];
  if (!before || !after) return cues;
  const share = before.length / (before.length + after.length);
  const middle = Math.round(cue.start + (cue.end - cue.start) * share);
  return replaced(cues, at, { start: cue.start, end: middle, text: before }, { start: middle, end: cue.end, text: after });
}

export function mergedWithNext(cues: Cue[], at: number): Cue[] {
  const [cue, next] = [cues[at], cues[at + 1]];
  if (!cue || !next) return cues;
  const text = [cue.text, next.text].filter((one) => one.trim() !== '').join('\n');
  return [...cues.slice(0, at), { start: cue.start, end: Math.max(cue.end, next.end), text }, ...cues.slice(at + 2)];
}

export function without(cues: Cue[], at: number): Cue[] {
  return cues.filter((_, index) => index !== at);
}

/** A new, empty cue at `ms`, no longer than up to the next one. Answers where it stands too. */
export function added(cues: Cue[], ms: number, duration: number | null): { cues: Cue[]; at: number } {
  const start = Math.max(0, Math.round(ms));
  const found = cues.findIndex((cue) => cue.start > start);
  const at = found === -1 ? cues.length : found;
  const most = Math.min(cues[at]?.start ?? Infinity, duration ?? Infinity);
  const end = Math.max(start + SHORTEST_MS, Math.min(start + NEW_MS, most));
  return { cues: [...cues.slice(0, at), { start, end, text: '' }, ...cues.slice(at)], at };
}

/** The cue that is shown at `ms`; −1 for none. */
export function shownAt(cues: Cue[], ms: number): number {
  return cues.findLastIndex((cue) => cue.start <= ms && ms < cue.end);
}
