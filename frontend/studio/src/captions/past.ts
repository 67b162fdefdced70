// Undo and redo of whole states. Changes of one kind that follow each other closely are one step.

export interface Past<T> {
  back: T[];
  forward: T[];
  kind: string;
  at: number;
}

const TOGETHER_MS = 1200;
const MOST = 200;

export function past<T>(): Past<T> {
  return { back: [], forward: [], kind: '', at: 0 };
}

/** `state` is about to be changed by an act of `kind` at `now`. */
export function remember<T>(history: Past<T>, state: T, kind: string, now: number): Past<T> {
  const same = kind !== '' && kind === history.kind && now - history.at < TOGETHER_MS;
  const back = same ? history.back : [...history.back, state].slice(-MOST);
  return { back, forward: [], kind, at: now };
}

export function undo<T>(history: Past<T>, state: T): { history: Past<T>; state: T } | null {
  const before = history.back.at(-1);
  if (before === undefined) return null;
  return { history: { back: history.back.slice(0, -1), forward: [...history.forward, state], kind: '', at: 0 }, state: before };
}

export function redo<T>(history: Past<T>, state: T): { history: Past<T>; state: T } | null {
  const after = history.forward.at(-1);
  if (after === undefined) return null;
  return { history: { back: [...history.back, state], forward: history.forward.slice(0, -1), kind: '', at: 0 }, state: after };
}
