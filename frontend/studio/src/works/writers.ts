// Editors that hold words which the draft does not have yet: they are asked for them before the draft is sent or put
// together with another.

const writers = new Map<number, Set<() => void>>();

/** `write` gives the draft of this work whatever it does not have; answers the way to end that. */
export function beforeSending(id: number, write: () => void): () => void {
  const mine = writers.get(id) ?? new Set();
  writers.set(id, mine.add(write));
  return () => void mine.delete(write);
}

export function takeIn(id: number): void {
  writers.get(id)?.forEach((write) => write());
}
