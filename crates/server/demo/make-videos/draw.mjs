// What the films are drawn with: SVG as text, the four colours of the site, and movement as a number from 0 to 1.
// A picture is a function of time alone; equal text is an equal picture and is rendered once.

/** 石青 azure, 朱砂 cinnabar, 宣纸 paper, 墨 ink: the site's tokens. */
export const PAPER = '#FBFAF6';
export const EDGE = '#DAD6CB';
export const DEEP = '#0E2A47';
export const AZURE = '#14497F';
export const WASH = '#EDF3FA';
export const CINNABAR = '#A3271B';
export const CINNABAR_WASH = '#FBEDEA';
export const INK = '#1B1F24';
export const INK_2 = '#454B53';

const FONTS = { sans: 'Noto Sans CJK SC', serif: 'Noto Serif CJK SC' };

const short = (number) => Number(number.toFixed(2));
const finer = (number) => Number(number.toFixed(3));

/** How far a movement is, 0 to 1, that begins at `from` and takes `seconds`; slow at both ends. */
export function ramp(t, from, seconds = 0.6) {
  const k = Math.min(1, Math.max(0, (t - from) / seconds));
  return Number((k * k * (3 - 2 * k)).toFixed(3));
}

/** A whole number on its way from `start` to `end`. */
export const count = (k, end, start = 0) => Math.round(start + (end - start) * k);

/** Lines of `words`, the first one's baseline at `y`. */
export function text(x, y, size, words, { fill = INK, weight = 500, anchor = 'middle', serif = false, leading = 1.4 } = {}) {
  const font = serif ? FONTS.serif : FONTS.sans;
  return String(words).split('\n').map((line, i) =>
    `<text x="${short(x)}" y="${short(y + i * size * leading)}" font-family="${font}" font-weight="${weight}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${line}</text>`,
  ).join('');
}

/** A headline in the subset of the site's serif. */
export const headline = (x, y, size, words, fill = DEEP) => text(x, y, size, words, { fill, weight: 700, serif: true });

export const box = (x, y, width, height, fill, { radius = 18, line = 'none', thick = 3 } = {}) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${line}" stroke-width="${thick}"/>`;

export const disc = (x, y, radius, fill, { line = 'none', thick = 6 } = {}) =>
  `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${fill}" stroke="${line}" stroke-width="${thick}"/>`;

export const shape = (d, fill) => `<path d="${d}" fill="${fill}"/>`;

/** The path `d`, drawn as far as `k`. */
export function stroke(d, k, { colour = AZURE, thick = 8, dashed = false } = {}) {
  if (k <= 0) return '';
  const dash = dashed ? 'stroke-dasharray="18 14"' : `pathLength="1" stroke-dasharray="1 1" stroke-dashoffset="${finer(1 - k)}"`;
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round" ${dash}/>`;
}

/** `svg` moved by `x`, `y`. */
export const moved = (x, y, svg) => `<g transform="translate(${short(x)} ${short(y)})">${svg}</g>`;

/** `svg` coming up a little and soon opaque: long fades of large areas are what a small file pays for. */
export function rise(k, svg, by = 28) {
  if (k <= 0) return '';
  return `<g opacity="${finer(Math.min(1, k * 4))}" transform="translate(0 ${short((1 - k) * by)})">${svg}</g>`;
}

/** A tick, drawn as far as `k`, in a square of `size` whose corner is `x`, `y`. */
export const tick = (x, y, size, k, colour = AZURE) =>
  stroke(`M${x + size * 0.15} ${y + size * 0.55} L${x + size * 0.42} ${y + size * 0.8} L${x + size * 0.88} ${y + size * 0.22}`, k, { colour, thick: size / 7 });

/** A card with a word in a disc at the left and lines beside it; `k` is how far it has come. */
export function card(y, word, lines, k, { x = 90, width = 900, height = 220, colour = AZURE, fill = WASH, size = 54 } = {}) {
  const rows = lines.split('\n').length;
  const first = y + height / 2 + size * 0.36 - (rows - 1) * size * 0.66;
  return rise(k, box(x, y, width, height, fill) + disc(x + 120, y + height / 2, 72, colour)
    + text(x + 120, y + height / 2 + 28, 76, word, { fill: PAPER, weight: 700, serif: true })
    + text(x + 230, first, size, lines, { anchor: 'start', leading: 1.32, weight: 700 }));
}

/** The whole picture. */
export const picture = (width, height, background, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${background}"/>${body}</svg>`;
