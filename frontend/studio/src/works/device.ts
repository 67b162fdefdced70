// What was typed stays on this device until the server has it.
import type { Manuscript } from './merge';

export interface Kept extends Manuscript {
  /** The version on the server that the typing began from. */
  version: number;
  base: Manuscript;
  at: number;
}

const PREFIX = 'liangyi:draft:';

/** Answers false where the device has no room, or forbids it. */
export function keep(id: number, kept: Kept): boolean {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function kept(id: number): Kept | null {
  try {
    const text = localStorage.getItem(PREFIX + id);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

export function drop(id: number): void {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // Nothing could have been kept either.
  }
}

/** Somebody else signs in on this device: what was kept is not theirs. */
export function dropAll(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}
