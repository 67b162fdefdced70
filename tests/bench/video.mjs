// node video.mjs: a short video through target/release/media-pipeline against Debian's `ffmpeg` doing the same, in one
// run. Rounds alternate; what is printed are medians and ratios of medians.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { compare, median } from './budgets.mjs';
import { cost, costs, has } from './child.mjs';
import { decodings, measured, oneCommand, oneEach } from './peers.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PIPELINE = process.env.LIANGYI_PIPELINE ?? join(ROOT, 'target/release/media-pipeline');
/** An `ffmpeg` with libvmaf, for the quality; Debian's has none. */
const VMAF = process.env.LIANGYI_VMAF_FFMPEG ?? '';
const ROUNDS = Number(process.env.LIANGYI_BENCH_ROUNDS ?? 3);
const RUNGS = [[1080, 1920], [720, 1280], [480, 852], [360, 640]];
const CLIP = join(ROOT, '../shared/data/media/bigbuckbunny.mp4');

const BEEP = ['-f', 'lavfi', '-i', 'aevalsrc=0.2*sin(2*PI*440*t)*lt(mod(t\\,1)\\,0.7):s=48000:d=10'];
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-pix_fmt', 'yuv420p', '-g', '60', '-c:a', 'aac', '-t', '10'];
const HLG = ['-vf', 'format=yuv420p10le', '-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67', '-colorspace', 'bt2020nc',
  '-x265-params', 'log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc', '-c:a', 'aac', '-t', '10'];
const drawn = (size) => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=30:d=10`];

function medians(rounds) {
  const of = (what) => median(rounds.map((round) => round[what]));
  return { cpu: of('cpu'), wall: of('wall'), rss: of('rss'), first: rounds[0].first === null ? null : of('first') };
}

function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

/** Films of 10 s at 1080 × 1920: drawn, of a camera where the shared data is, and HDR. */
function films(folder) {
  const at = (name) => join(folder, name);
  ffmpeg(...drawn('1080x1920'), ...BEEP, ...X264, at('drawn.mp4'));
  ffmpeg(...drawn('1080x1920'), ...BEEP, ...HLG, at('hlg.mov'));
  const all = [{ name: 'drawn', film: at('drawn.mp4') }, { name: 'HLG, HEVC of 10 bits', film: at('hlg.mov'), hdr: true }];
  if (!existsSync(CLIP)) {
    console.log(`${CLIP} is not here: no film of a camera.`);
    return all;
  }
  const fill = ['-vf', 'scale=1080:1920:force_original_aspect_ratio=increase,crop=1080:1920,fps=30,setsar=1'];
  ffmpeg('-stream_loop', '9', '-i', CLIP, '-map', '0:v:0', '-map', '0:a:0?', ...fill, ...X264, at('clip.mp4'));
  return [all[0], { name: 'real', film: at('clip.mp4') }, all[1]];
}

async function manifest(folder) {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

async function bytes(files) {
  const sizes = await Promise.all(files.map((file) => stat(file)));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** Mean VMAF of `film` at the size of `source`, which it is compared with. */
function vmaf(film, source) {
  const graph = '[0:v]setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709,scale=1080:1920:flags=bicubic[a];[1:v]setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709[b];[a][b]libvmaf=n_threads=2:n_subsample=5';
  const words = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', VMAF, '-nostdin', '-hide_banner', '-i', film, '-i', source, '-lavfi', graph, '-f', 'null', '-']).toString();
  return Number(words.match(/VMAF score: ([0-9.]+)/u)[1]);
}

/** What our rungs and those of one command weigh, and how good the largest is. */
async function quality(film, hdr, ours, theirs) {
  const rungs = (await manifest(ours)).renditions.filter(({ role }) => role === 'rung');
  const mine = rungs.map(({ file }) => join(ours, file));
  const peer = rungs.map(({ width, height }) => join(theirs, `${Math.min(width, height)}.mp4`));
  const ratio = (await bytes(mine)) / (await bytes(peer));
  // A tone-mapped film has nothing to be compared with.
  const scores = VMAF && !hdr ? { ours: vmaf(mine[0], film), theirs: vmaf(peer[0], film) } : null;
  return { ratio, scores };
}

async function measure({ name, film, hdr = false }, folder) {
  const rounds = { ours: [], one: [], each: [], check: [] };
  const how = { hdr, found: measured(film) };
  const place = async (who) => {
    const path = join(folder, who);
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
    return path;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(await cost(PIPELINE, ['video', film, await place('ours'), '--progress', 'json'], '"playable"'));
    rounds.one.push(await costs(oneCommand(film, await place('one'), RUNGS, how)));
    rounds.check.push(await costs(decodings(join(folder, 'one'), RUNGS)));
    rounds.each.push(await costs(oneEach(film, await place('each'), RUNGS, how)));
  }
  const weighed = await quality(film, hdr, join(folder, 'ours'), join(folder, 'one'));
  return { name, hdr, ours: medians(rounds.ours), one: medians(rounds.one), each: medians(rounds.each), check: medians(rounds.check), ...weighed };
}

const COLUMNS = ['film', 'ours CPU s', 'one command', 'one a rung', 'decoding them', 'ratio to one, checked', 'as it is', 'to one a rung, checked', 'as it is', 'ours wall s', 'one command',
  'ratio, checked', 'as it is', 'first playable s (of whole)', 'ours MB', 'one command', 'bytes', 'VMAF'];

/** “Checked”: the peer’s outputs are decoded to their end too, as ours always are. */
function row({ name, ours, one, each, check, ratio, scores }) {
  const two = (value) => value.toFixed(2);
  const both = (what, peer) => [two(ours[what] / (peer[what] + check[what])), two(ours[what] / peer[what])];
  const cells = [name, two(ours.cpu), two(one.cpu), two(each.cpu), two(check.cpu), ...both('cpu', one), ...both('cpu', each), two(ours.wall), two(one.wall), ...both('wall', one),
    `${two(ours.first)} (${two(ours.first / ours.wall)})`, Math.round(ours.rss), Math.round(one.rss), ratio.toFixed(3), scores ? `${two(scores.ours)} / ${two(scores.theirs)}` : '–'];
  return `| ${cells.join(' | ')} |`;
}

/** Peak memory in MB for 4K films, ordinary and HDR. */
async function large(folder) {
  const size = ['-t', '4'];
  ffmpeg(...drawn('2160x3840'), ...BEEP, ...X264, ...size, join(folder, 'large.mp4'));
  ffmpeg(...drawn('2160x3840'), ...BEEP, ...HLG, ...size, join(folder, 'large.mov'));
  const peaks = [];
  for (const name of ['large.mp4', 'large.mov']) {
    const out = join(folder, 'large');
    await rm(out, { recursive: true, force: true });
    await mkdir(out);
    peaks.push((await cost(PIPELINE, ['video', join(folder, name), out])).rss);
  }
  return peaks;
}

/** The budgets of the ladder; `as it is`: only ours decodes its outputs again. */
function budgets(results, [large, largeHdr]) {
  const of = ({ name, hdr, ours, one, each, ratio, scores }) => [
    { what: `${name}: CPU against one command, as it is`, atMost: 0.85, got: ours.cpu / one.cpu },
    { what: `${name}: wall against one command, as it is`, atMost: 0.9, got: ours.wall / one.wall },
    { what: `${name}: CPU against one a rung, as it is`, atMost: hdr ? 0.5 : 0.7, got: ours.cpu / each.cpu },
    hdr ? { what: `${name}: first playable, of the whole`, atMost: 0.35, got: ours.first / ours.wall } : { what: `${name}: first playable, s`, atMost: 2, got: ours.first },
    { what: `${name}: peak memory with four rungs, MB`, atMost: 500, got: ours.rss },
    { what: `${name}: bytes against one command, ± %`, atMost: 1, got: 100 * Math.abs(ratio - 1) },
    { what: `${name}: VMAF below one command's`, atMost: 0.5, got: scores && scores.theirs - scores.ours },
  ];
  return [...results.flatMap(of), { what: '2160×3840: peak memory, MB', atMost: 1500, got: large }, { what: '2160×3840 in HLG: peak memory, MB', atMost: 1500, got: largeHdr }];
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-video-'));
try {
  if (!has('ffmpeg', '-version') || !existsSync('/usr/bin/time')) throw new Error('Debian’s packages ffmpeg and time are needed');
  const version = execFileSync('ffmpeg', ['-version']).toString().split(' ')[2];
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores · ffmpeg ${version}`);
  console.log(`10 s of 1080×1920 into ${RUNGS.map((rung) => Math.min(...rung)).join(', ')} and sound, poster, storyboard, loudness; medians of ${ROUNDS} rounds.`);
  if (!VMAF) console.log('No VMAF: LIANGYI_VMAF_FFMPEG names no ffmpeg with libvmaf.');
  console.log(`\n| ${COLUMNS.join(' | ')} |\n|---|${COLUMNS.slice(1).map(() => '--:').join('|')}|`);
  const results = [];
  for (const film of films(folder)) {
    const result = await measure(film, folder);
    results.push(result);
    console.log(row(result));
  }
  compare(budgets(results, await large(folder)));
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-video.json'), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
