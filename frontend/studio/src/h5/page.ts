// What the panel of an H5 page knows by itself. Absent from here: the screen, the server.

/** CSS pixels, as the server allows them. */
export const LOWEST = 240;
export const HIGHEST = 2000;
export const USUAL = 640;

export interface Refusal {
  /** `js/app.js:12`, or empty where it is about the whole. */
  place: string;
  reason: string;
}

/** Each line of a reason is one refusal; its place stands before a full-width colon. */
export function refusals(reason: string): Refusal[] {
  const lines = reason.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, place = '', rest = line] = /^([^：]*\.[^：\s]*?(?::\d+)?)：(.+)$/u.exec(line) ?? [];
    return { place, reason: rest };
  });
}
