// The words of a long image beside its slices: which belong where, and what typing does to them.
// Absent from here: the server, the screen.
import type { Asset, Panel } from '../api/types';

export interface Row {
  top: number;
  bottom: number;
  url: string;
  /** Those that begin in the slice, by their number in the work; without any there is room for one. */
  panels: { number: number | null; text: string }[];
}

/** Each slice with its words. A panel that lies outside, because the picture changed, stands with the last slice. */
export function rows(slices: Asset['slices'], panels: Panel[]): Row[] {
  return slices.map(({ top, height, url }, i) => {
    const bottom = top + height;
    const last = i === slices.length - 1;
    const own = panels.map(({ text, top: at }, number) => ({ number, text, at })).filter(({ at }) => at >= top && (last || at < bottom));
    return { top, bottom, url, panels: own.length > 0 ? own.map(({ number, text }) => ({ number, text })) : [{ number: null, text: '' }] };
  });
}

/** The panels after somebody typed `text` into one of a row; an emptied one is taken out. */
export function typed(panels: Panel[], row: Row, number: number | null, text: string): Panel[] {
  const empty = text.trim() === '';
  if (number !== null) return empty ? panels.toSpliced(number, 1) : panels.with(number, { ...panels[number]!, text });
  if (empty) return panels;
  return [...panels, { top: row.top, bottom: row.bottom, text }].toSorted((a, b) => a.top - b.top);
}

/** How many slices have no words yet. */
export function bare(all: Row[]): number {
  return all.filter(({ panels }) => panels.every(({ number }) => number === null)).length;
}

/** The list with one place changed for another. */
export function moved(parts: string[], from: number, to: number): string[] {
  const rest = parts.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...parts.slice(from, from + 1));
}
