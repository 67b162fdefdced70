// `node crates/server/demo/make-videos/marks.mjs` draws the words of GB 45438's visible mark as masks for media-pipeline:
// 8-bit gray PNG, white on black, exactly 96 pixels high, no empty edge, Noto Sans CJK SC Bold (OFL).

import { writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

import { withPage } from './chromium.mjs';

const HEIGHT = 96;
const MARKS = { 'mark-generated.png': '人工智能生成', 'mark-assisted.png': '人工智能辅助' };
const FOLDER = new URL('../../../../media-pipeline/resources/', import.meta.url);

/** In the page: the ink of `text` as `{ width, gray }`, at the largest size whose ink is `height` pixels high. */
function ink([text, height]) {
  const canvas = new OffscreenCanvas(height * (text.length + 2), height * 3);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const draw = (size) => {
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff';
    context.textBaseline = 'middle';
    context.font = `700 ${size}px "Noto Sans CJK SC"`;
    context.fillText(text, height, canvas.height / 2);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let [left, right, top, bottom] = [canvas.width, 0, canvas.height, 0];
    for (let y = 0; y < canvas.height; y++) {
      for (let x = 0; x < canvas.width; x++) {
        if (data[(y * canvas.width + x) * 4] < 8) continue;
        [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
      }
    }
    return { data, left, top, width: right - left + 1, height: bottom - top + 1 };
  };
  let size = height * 1.3;
  let drawn = draw(size);
  while (drawn.height > height) drawn = draw((size -= 0.25));
  if (drawn.height !== height) throw new Error(`no size gives ${height} pixels, nearest ${drawn.height}`);
  const gray = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < drawn.width; x++) gray.push(drawn.data[((drawn.top + y) * canvas.width + drawn.left + x) * 4]);
  }
  return { width: drawn.width, gray };
}

/** A PNG of 8-bit gray `pixels`, rows of `width`. */
function png(width, height, pixels) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = [];
  for (let y = 0; y < height; y++) rows.push(Buffer.from([0]), Buffer.from(pixels.slice(y * width, (y + 1) * width)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

await withPage(800, 400, async (page) => {
  for (const [file, text] of Object.entries(MARKS)) {
    const { width, gray } = await page.evaluate(ink, [text, HEIGHT]);
    await writeFile(new URL(file, FOLDER), png(width, HEIGHT, gray));
    console.log(`${file} ${width} × ${HEIGHT}`);
  }
});
