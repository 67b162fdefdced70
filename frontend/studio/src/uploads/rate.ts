// Speed and time left, from how far an upload was at what time.
// Absent from here: clocks.

export interface Mark {
  at: number;
  bytes: number;
}

const WINDOW_MS = 8000;

/** The marks of the last seconds, with the new one. */
export function marked(marks: Mark[], mark: Mark): Mark[] {
  return [...marks.filter(({ at, bytes }) => mark.at - at <= WINDOW_MS && bytes <= mark.bytes), mark];
}

/** Bytes a second over the marks; null before there is enough to say. */
export function speed(marks: Mark[]): number | null {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.at - first.at < 500) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}

/** In seconds; null while nobody can know. */
export function left(marks: Mark[], total: number): number | null {
  const rate = speed(marks);
  const last = marks.at(-1);
  return !rate || !last ? null : (total - last.bytes) / rate;
}
