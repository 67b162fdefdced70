// The same outputs by Debian's `ffmpeg` command: one process for all rungs, or one for each, and what belongs to them.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const QUIET = ['-nostdin', '-v', 'error', '-y'];
const TAGS = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'];
/** What `ffmpeg` is told where the film is HDR; zscale and tonemap are Debian's. */
const TONE_MAP = 'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.5:peak=4.926:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p';

/** The encoder's settings of media-pipeline/src/video/rung.rs and plan.rs, for a rung `[width, height]`. Rungs side by side have a thread each, a rung alone has two. */
function x264([width, height], threads) {
  const rate = Math.floor(5_000_000 * ((width * height) / (1920 * 1080)) ** 0.75);
  return ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-maxrate', `${rate}`, '-bufsize', `${rate * 2}`, '-profile:v', 'high', '-threads:v', `${threads}`,
    '-g', '100000', '-sc_threshold', '0', '-forced-idr', '1', '-force_key_frames', 'expr:gte(t,n_forced*2)', ...TAGS];
}

const MP4 = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
const AAC = ['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2'];

function poster(film, folder, map) {
  return ['ffmpeg', [...QUIET, '-ss', '3', '-i', film, '-frames:v', '1', '-vf', [map, 'scale=720:-2'].filter(Boolean).join(','), join(folder, 'poster.jpg')]];
}

function storyboard(film, folder, map, columns) {
  const filter = ['fps=2', map, 'scale=90:160', `tile=${columns}x2`].filter(Boolean).join(',');
  return ['ffmpeg', [...QUIET, '-i', film, '-frames:v', '1', '-vf', filter, join(folder, 'storyboard.jpg')]];
}

const LOUDNORM = 'loudnorm=I=-16:TP=-1.5';

/** What loudnorm's first pass says of a film's sound, as the options of its second. */
export function measured(film) {
  const words = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', 'ffmpeg', '-nostdin', '-hide_banner', '-i', film, '-vn', '-af', `${LOUDNORM}:print_format=json`, '-f', 'null', '-']).toString();
  const { input_i, input_tp, input_lra, input_thresh, target_offset } = JSON.parse(words.slice(words.lastIndexOf('{')));
  return `measured_I=${input_i}:measured_TP=${input_tp}:measured_LRA=${input_lra}:measured_thresh=${input_thresh}:offset=${target_offset}:linear=true`;
}

/** Two passes over the sound: how loud it is, then the sound of the outputs. */
function loudness(film, folder, found) {
  return [
    ['ffmpeg', [...QUIET, '-i', film, '-vn', '-af', `${LOUDNORM}:print_format=json`, '-f', 'null', '-']],
    ['ffmpeg', [...QUIET, '-i', film, '-vn', '-af', `${LOUDNORM}:${found}`, ...AAC, ...MP4, join(folder, 'audio.mp4')]],
  ];
}

function extras(film, folder, { hdr, found }) {
  const map = hdr ? TONE_MAP : '';
  return [poster(film, folder, map), storyboard(film, folder, map, 10), ...loudness(film, folder, found)];
}

/** What nobody does there and media-pipeline always does: each output decoded to its end. */
export function decodings(folder, rungs) {
  const files = [...rungs.map((rung) => `${Math.min(...rung)}.mp4`), 'audio.mp4'];
  return files.map((file) => ['ffmpeg', [...QUIET, '-i', join(folder, file), '-f', 'null', '-']]);
}

/** One `ffmpeg` that decodes once and splits. `found`: of `measured`. */
export function oneCommand(film, folder, rungs, { hdr, found }) {
  const names = rungs.map((_, i) => `[s${i}]`).join('');
  const scales = rungs.map(([w, h], i) => `[s${i}]scale=${w}:${h}:flags=bicubic[v${i}]`);
  const graph = [`[0:v]${hdr ? `${TONE_MAP},` : ''}split=${rungs.length}${names}`, ...scales].join(';');
  const outputs = rungs.flatMap((rung, i) => ['-map', `[v${i}]`, ...x264(rung, 1), ...MP4, join(folder, `${Math.min(...rung)}.mp4`)]);
  return [['ffmpeg', [...QUIET, '-i', film, '-filter_complex', graph, ...outputs]], ...extras(film, folder, { hdr, found })];
}

/** One `ffmpeg` a rung, one after the other. */
export function oneEach(film, folder, rungs, { hdr, found }) {
  const each = rungs.map((rung) => {
    const [w, h] = rung;
    const filter = [hdr ? TONE_MAP : '', `scale=${w}:${h}:flags=bicubic`].filter(Boolean).join(',');
    return ['ffmpeg', [...QUIET, '-i', film, '-an', '-vf', filter, ...x264(rung, 2), ...MP4, join(folder, `${Math.min(...rung)}.mp4`)]];
  });
  return [...each, ...extras(film, folder, { hdr, found })];
}
