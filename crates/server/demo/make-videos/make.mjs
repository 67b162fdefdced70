// `node crates/server/demo/make-videos/make.mjs [--captions] [NAME…]` makes the demo's short videos and their captions anew,
// or the captions alone. The same script gives the same times: speech has no chance in it.
// Needs Debian's chromium, espeak-ng, ffmpeg and the Noto CJK fonts, and `npm ci` in tests/browser. No picture, no sound
// and no font comes from anywhere else. Each film is written as a different phone or editing program would write it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ass, gbk, srt } from './captions.mjs';
import { withPage } from './chromium.mjs';
import { picture, ramp } from './draw.mjs';
import battery from './films/battery.mjs';
import frost from './films/frost.mjs';
import pressure from './films/pressure.mjs';
import tasks from './films/tasks.mjs';
import { RATE, mix, tone, writeWav } from './sound.mjs';
import { cues, timeline } from './timeline.mjs';

const FILMS = { frost, pressure, battery, tasks };
const OUT = fileURLToPath(new URL('../works/videos/', import.meta.url));

/** 宫商角徵羽 around D, in hertz: what a scene begins with. */
const BELLS = [293.66, 329.63, 369.99, 440, 493.88];

/** The picture of a film at `t` seconds. */
function frame(film, scenes, t) {
  const scene = scenes.findLast((one) => one.start <= t) ?? scenes[0];
  const [inside, length] = [t - scene.start, scene.end - scene.start];
  const last = scene === scenes.at(-1);
  const shown = ramp(inside, 0, 0.2) * (last ? 1 : 1 - ramp(inside, length - 0.2, 0.2));
  const at = scene.lines.map((line) => line.start - scene.start);
  return picture(film.width, film.height, scene.background, `<g opacity="${shown.toFixed(2)}">${scene.draw(inside, at, length)}</g>`);
}

/** Draws frame after frame into ffmpeg's standard input; a picture equal to the one before is not rendered again. */
async function encode(film, scenes, seconds, sound, file) {
  const input = ['-f', 'image2pipe', '-c:v', 'png', '-framerate', String(film.fps), '-i', '-', '-i', sound];
  const colours = ['scale=out_color_matrix=bt709:out_range=tv', 'format=yuv420p', ...film.filters];
  const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, '-vf', colours.join(','), ...film.output, ...tags, file], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = once(ffmpeg, 'close');
  const frames = Math.round(seconds * film.fps);
  let [rendered, before, png] = [0, '', null];
  await withPage(film.width, film.height, async (page) => {
    await page.setContent('<style>body{margin:0;overflow:hidden}svg{display:block}</style><body></body>');
    const session = await page.context().newCDPSession(page);
    for (let i = 0; i < frames; i++) {
      const svg = frame(film, scenes, i / film.fps);
      if (svg !== before) {
        await page.evaluate((markup) => { document.body.innerHTML = markup; }, svg);
        const shot = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
        [before, png, rendered] = [svg, Buffer.from(shot.data, 'base64'), rendered + 1];
      }
      if (!ffmpeg.stdin.write(png)) await once(ffmpeg.stdin, 'drain');
    }
  });
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  return { frames, rendered };
}

/** Speech and tones of a film as one track. */
function soundtrack(film, scenes, seconds) {
  const track = new Float32Array(Math.round(seconds * RATE));
  scenes.forEach((scene, i) => mix(track, tone(BELLS[(i * 2) % 5], 2.5, film.bell), scene.start));
  for (const line of scenes.flatMap((scene) => scene.lines)) {
    if (line.samples) mix(track, line.samples, line.start, film.gain);
  }
  film.music?.(track, seconds, BELLS);
  return track;
}

function writeCaptions(film, scenes) {
  for (const { language, file, format } of film.captions) {
    const said = cues(scenes, language);
    const written = format === 'ass' ? ass(said, film) : srt(said);
    writeFileSync(join(OUT, file), format === 'srt-gbk' ? gbk(written) : written);
  }
}

const names = process.argv.slice(2).filter((argument) => argument !== '--captions');
const captionsOnly = process.argv.includes('--captions');

async function make(name) {
  const film = FILMS[name];
  const { scenes, seconds } = timeline(film);
  writeCaptions(film, scenes);
  if (captionsOnly) return;
  const folder = mkdtempSync(join(tmpdir(), 'liangyi-film-'));
  try {
    const [sound, file] = [join(folder, 'sound.wav'), join(OUT, film.file)];
    writeWav(sound, soundtrack(film, scenes, seconds));
    const whole = film.remux ? join(folder, film.file) : file;
    const { frames, rendered } = await encode(film, scenes, seconds, sound, whole);
    if (film.remux) execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', whole, '-c', 'copy', ...film.remux, file]);
    const starts = scenes.map((scene) => scene.start.toFixed(2)).join(' ');
    console.log(`${film.file}: ${seconds.toFixed(2)} s, ${statSync(file).size} bytes, ${rendered} of ${frames} pictures rendered; scenes at ${starts}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

mkdirSync(OUT, { recursive: true });
for (const name of names.length > 0 ? names : Object.keys(FILMS)) await make(name);
