// The small pictures of a film, as the pipeline's WebVTT track says: a time, and a place in one large picture.

export interface Frame {
  /** Milliseconds. */
  start: number;
  /** In the large picture, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Board {
  /** Address of the large picture. */
  url: string;
  frames: Frame[];
}

function milliseconds(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** `base` is the track's own address, beside which the picture lies. Null of what holds no picture. */
export function read(track: string, base: string): Board | null {
  const found = track.matchAll(/^(\d+:\d{2}:\d{2}\.\d{3}) --> .*\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gmu);
  let file = '';
  const frames = [...found].map(([, start = '', name = '', ...place]) => {
    file = name;
    const [x = 0, y = 0, width = 0, height = 0] = place.map(Number);
    return { start: milliseconds(start), x, y, width, height };
  });
  return file === '' ? null : { url: base.slice(0, base.lastIndexOf('/') + 1) + file, frames };
}

/** Those that can stand side by side where a second is `scale` pixels wide and each of them `width`. */
export function spread(frames: Frame[], scale: number, width: number): Frame[] {
  let free = 0;
  return frames.filter(({ start }) => {
    const at = (start / 1000) * scale;
    // The half of a pixel that rounding takes.
    if (at < free - 0.5) return false;
    free = at + width;
    return true;
  });
}
