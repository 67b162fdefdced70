// node long_image.mjs: a long image through target/release/media-pipeline against Debian's `vips` making the same widths
// in the same formats at the same quality, in one run. Rounds alternate; medians and ratios of medians.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { median } from './budgets.mjs';
import { cost, costs, has } from './child.mjs';
import { image } from './tall_image.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PIPELINE = process.env.LIANGYI_PIPELINE ?? join(ROOT, 'target/release/media-pipeline');
const ROUNDS = Number(process.env.LIANGYI_BENCH_ROUNDS ?? 3);
const WIDTHS = [360, 540, 720, 1080];
const HEIGHTS = [30_000, 100_000];
/** Rows of a slice at full width, about as many as ours have. */
const SLICE = 1290;

/** One pass for each width, then one for each format: strips as wide as the picture. */
function peer(film, folder) {
  return WIDTHS.flatMap((width) => {
    const scaled = join(folder, `${width}.v`);
    const strips = (suffix) => ['vips', ['dzsave', scaled, join(folder, `${width}-${suffix.slice(1, 4)}`), '--tile-size', String(Math.max(width, Math.round((SLICE * width) / 1080))), '--overlap', '0', '--depth', 'one', '--suffix', suffix]];
    return [['vips', ['thumbnail', film, scaled, String(width), '--height', '10000000', '--size', 'down']], strips('.webp[Q=80]'), strips('.jpg[Q=82]')];
  });
}

function medians(rounds) {
  return Object.fromEntries(['cpu', 'wall', 'rss'].map((what) => [what, median(rounds.map((round) => round[what]))]));
}

/** The WebP files of a folder, in bytes. */
async function weight(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.webp'));
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function measure(name, film, folder) {
  const rounds = { ours: [], vips: [] };
  const place = async (who) => {
    const path = join(folder, who);
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
    return path;
  };
  let first = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await cost(PIPELINE, ['image', film, await place('ours'), '--progress', 'json'], '"slices"');
    first = one.first / one.wall;
    rounds.ours.push(one);
    rounds.vips.push(await costs(peer(film, await place('vips'))));
  }
  const { slices } = JSON.parse(await readFile(join(folder, 'ours/manifest.json'), 'utf8'));
  const [ours, vips] = [medians(rounds.ours), medians(rounds.vips)];
  // By the manifest: slices that are the same to the byte are one file.
  const webp = slices.flatMap(({ renditions }) => renditions).filter(({ media_type }) => media_type === 'image/webp');
  const bytes = webp.reduce((sum, one) => sum + one.bytes, 0) / (await weight(join(folder, 'vips')));
  const cells = [name, slices.length, ours.cpu.toFixed(2), vips.cpu.toFixed(2), (ours.cpu / vips.cpu).toFixed(2), ours.wall.toFixed(2), vips.wall.toFixed(2), (ours.wall / vips.wall).toFixed(2), first.toFixed(2), Math.round(ours.rss), Math.round(vips.rss), bytes.toFixed(3)];
  console.log(`| ${cells.join(' | ')} |`);
}

const COLUMNS = ['image', 'slices', 'ours CPU s', 'vips', 'ratio', 'ours wall s', 'vips', 'ratio', 'first slice (of whole)', 'ours MB', 'vips', 'WebP bytes, ratio'];
const folder = await mkdtemp(join(tmpdir(), 'liangyi-long-image-'));
try {
  if (!has('vips', '--version') || !existsSync('/usr/bin/time')) throw new Error('Debian’s packages libvips-tools and time are needed');
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores · ${execFileSync('vips', ['--version']).toString().trim()}`);
  console.log(`1080 wide into ${WIDTHS.join(', ')} as WebP and JPEG; ours are decoded again, theirs are not; medians of ${ROUNDS} rounds.`);
  console.log(`\n| ${COLUMNS.join(' | ')} |\n|---|${COLUMNS.slice(1).map(() => '--:').join('|')}|`);
  for (const height of HEIGHTS) {
    const { png, jpeg } = await image(folder, height);
    await measure(`1080 × ${height} PNG`, png, folder);
    if (jpeg) await measure(`1080 × ${height} JPEG`, jpeg, folder);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
