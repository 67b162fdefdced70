// The order of a course's works, and the way back to the order before.

/** A copy in which what stood at `from` stands at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  const [one] = copy.splice(from, 1);
  if (one !== undefined) copy.splice(Math.max(0, Math.min(to, copy.length)), 0, one);
  return copy;
}

export class Past<T> {
  private readonly steps: T[] = [];

  /** Remembers what is about to change; the oldest of fifty is forgotten. */
  keep(state: T): void {
    this.steps.push(state);
    if (this.steps.length > 50) this.steps.shift();
  }

  back(): T | undefined {
    return this.steps.pop();
  }

  get length(): number {
    return this.steps.length;
  }
}
