// A picture of writing and of clouds, as tall as asked, drawn by Debian's `vips`: what the benchmarks of long images take.

import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SENTENCE = '雨后的山路上有一只蜗牛慢慢爬过湿润的叶子';

/** A page of writing, then a picture of about a sixth of its height, again and again; by a seeded generator of vips. */
export async function image(folder, height) {
  const at = (name) => join(folder, name);
  const page = Array.from({ length: 40 }, (_, i) => `${SENTENCE.slice(i % 7)}${SENTENCE.slice(0, i % 7)}`).join('\n');
  await writeFile(at('words.txt'), page);
  execFileSync('vips', ['text', at('text.v'), page, '--font', 'Noto Sans CJK SC 27', '--dpi', '96', '--width', '960']);
  execFileSync('vips', ['invert', at('text.v'), at('dark.v')]);
  execFileSync('vips', ['gravity', at('dark.v'), at('sheet.v'), 'north', '1080', '2500', '--extend', 'white']);
  execFileSync('vips', ['perlin', at('noise.v'), '1080', '420', '--cell-size', '90', '--seed', '7', '--uchar']);
  execFileSync('vips', ['join', at('sheet.v'), at('noise.v'), at('panel.v'), 'vertical']);
  execFileSync('vips', ['colourspace', at('panel.v'), at('colour.v'), 'srgb', '--source-space', 'b-w']);
  execFileSync('vips', ['replicate', at('colour.v'), at('tall.v'), '1', String(Math.ceil(height / 2920))]);
  const names = { png: at(`${height}.png`), jpeg: at(`${height}.jpg[Q=90]`) };
  execFileSync('vips', ['extract_area', at('tall.v'), names.png, '0', '0', '1080', String(height)]);
  if (height <= 65_500) execFileSync('vips', ['copy', names.png, names.jpeg]);
  return { png: names.png, jpeg: height <= 65_500 ? at(`${height}.jpg`) : null };
}
