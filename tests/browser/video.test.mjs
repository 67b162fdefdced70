// The demo's short videos, played: by the browser's own HLS, through hls.js, and without any script.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { HtmlValidate } from 'html-validate';

import { COLOURS, sound } from './axe.mjs';
import { crowding } from './busy.mjs';
import { binary, open, url } from './chromium.mjs';
import { demoVideos, untilThere } from './liangyi.mjs';

const VIDEOS = (await demoVideos()).map((slug) => `/works/${slug}`);
const PATH = VIDEOS[0];

/** Two minutes of waiting for each, because the back room makes one after the other. */
await untilThere(url, PATH);

/** Makes the browser deny HLS, as Firefox does, before any script of the page runs. */
const DENY_HLS = () => {
  const real = HTMLMediaElement.prototype.canPlayType;
  HTMLMediaElement.prototype.canPlayType = function canPlayType(type) {
    return /mpegurl/iu.test(type) ? '' : real.call(this, type);
  };
};

const played = (page) => page.waitForFunction(() => {
  const video = document.querySelector('video');
  return video.currentTime > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 3;
}, null, { timeout: 30_000 });

const state = (page) => page.evaluate(() => {
  const video = document.querySelector('video');
  return { src: video.currentSrc, time: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames, width: video.videoWidth };
});

/** A new source interrupts the promise, not the playing. */
const play = (page) => page.evaluate(() => void document.querySelector('video').play().catch(() => {}));

/** Seconds that the n-th passage of the transcript leads to. */
async function passage(page, n) {
  const link = page.locator('.passages').first().locator('li a').nth(n);
  return { link, at: Number(new URL(await link.getAttribute('href'), url).searchParams.get('t')) };
}

test('every video of the demo gets ready', async () => {
  for (const path of VIDEOS) await untilThere(url, path);
});

test('a video plays by the HLS of the browser, and nothing of it is loaded before', async (t) => {
  const page = await open(t);
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(PATH);
  assert.deepEqual(requests.filter((path) => /\.(?:m3u8|mp4)$/u.test(path)), []);
  await play(page);
  await played(page);
  assert.match((await state(page)).src, /\.m3u8$/u);
  assert.ok(!requests.some((path) => path.includes('/hls-')), 'hls.js was loaded though the browser plays HLS');
});

test('a passage of the transcript moves the video without a new page, and is marked while it is said', async (t) => {
  const page = await open(t);
  await page.goto(PATH);
  const { link, at } = await passage(page, 2);
  await page.evaluate(() => (window.stayed = true));
  await link.click();
  await played(page);
  const { time } = await state(page);
  assert.ok(time >= at - 0.1 && time < at + 20, `asked for ${at}, at ${time}`);
  assert.equal(await page.evaluate(() => window.stayed), true);
  assert.equal(new URL(page.url()).searchParams.get('t'), String(at));
  await page.locator('.passages li[aria-current]').first().waitFor();
});

for (const address of ['?t=9', '#t=9', '?t=0m9s']) {
  test(`a link to the ninth second begins there: ${address}`, async (t) => {
    const page = await open(t);
    await page.goto(PATH + address);
    await play(page);
    await played(page);
    const { time } = await state(page);
    assert.ok(time >= 8.8 && time < 20, `at ${time}`);
  });
}

test('captions are there with their cues, and c switches them', async (t) => {
  const page = await open(t);
  await page.goto(PATH);
  await play(page);
  await played(page);
  await page.waitForFunction(() => document.querySelector('video').textTracks[0].cues?.length > 2);
  const mode = () => page.evaluate(() => document.querySelector('video').textTracks[0].mode);
  assert.equal(await mode(), 'showing');
  await page.locator('video').focus();
  await page.keyboard.press('c');
  assert.equal(await mode(), 'disabled');
  await page.keyboard.press('c');
  assert.equal(await mode(), 'showing');
});

test('keys move and stop the video while it has the focus, and nowhere else', async (t) => {
  const page = await open(t);
  await page.goto(PATH);
  const video = page.locator('video');
  const paused = () => video.evaluate((v) => v.paused);
  await page.keyboard.press('k');
  assert.equal(await paused(), true, 'k played it from outside');
  await video.focus();
  await page.keyboard.press('k');
  await played(page);
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('video').paused);
  const before = (await state(page)).time;
  await page.keyboard.press('ArrowRight');
  const after = (await state(page)).time;
  assert.ok(Math.abs(after - before - 5) < 0.6, `from ${before} to ${after}`);
});

test('a browser without HLS gets hls.js on play, with sound, and a better picture in a larger player', async (t) => {
  const page = await open(t, { width: 360 });
  await page.addInitScript(DENY_HLS);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(PATH);
  assert.ok(!asked.some((path) => path.includes('/hls-')), 'hls.js was loaded before play');
  await play(page);
  await page.waitForFunction(() => document.querySelector('video').currentSrc.startsWith('blob:'), null, { timeout: 20_000 });
  await played(page);
  assert.ok(asked.some((path) => /\/audio-[^/]+\.mp4$/u.test(path)), 'no sound was asked for');
  // Which rung it is is told a moment after its first pictures.
  const small = await (await page.waitForFunction(() => Number(document.querySelector('video').dataset.rung) || null)).jsonValue();
  assert.ok(small > 0);
  await page.setViewportSize({ width: 1440, height: 900 });
  // The new size is looked at once a second; what is buffered already is played as it is.
  await page.waitForTimeout(1500 * crowding());
  await page.evaluate(() => {
    const video = document.querySelector('video');
    video.currentTime = video.duration - 5;
  });
  await page.waitForFunction((before) => Number(document.querySelector('video').dataset.rung) > before, small, { timeout: 20_000 });
  const { link, at } = await passage(page, 1);
  await link.click();
  await page.waitForFunction((place) => Math.abs(document.querySelector('video').currentTime - place) < 5, at);
});

/** A film of four seconds and what the pipeline makes of it, in AV1 too: the folder, and the name of the playlist in AV1. */
async function filmInAv1(t) {
  const run = promisify(execFile);
  const folder = await mkdtemp(join(tmpdir(), 'liangyi-av1-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [film, out, av1] = ['film.mp4', 'out', 'av1'].map((name) => join(folder, name));
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=180x320:r=25:d=4', '-f', 'lavfi', '-i', 'sine=440:d=4'];
  await run('ffmpeg', ['-nostdin', '-v', 'error', ...picture, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', film]);
  const pipeline = join(dirname(binary), 'media-pipeline');
  await run(pipeline, ['video', film, out]);
  const playlist = (await readdir(out)).find((name) => name.startsWith('video-'));
  await run(pipeline, ['av1', film, av1, '--onto', join(out, playlist)]);
  return { folders: [av1, out], name: (await readdir(av1)).find((name) => name.startsWith('video-av1-')) };
}

/** Answers requests below `/av1-film/` from the folders, as the product answers them: with ranges. */
async function serve(page, folders) {
  await page.route('**/av1-film/*', async (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    const found = await Promise.all(folders.map((folder) => readFile(join(folder, name)).catch(() => null)));
    const bytes = found.find((one) => one !== null);
    if (!bytes) return route.fulfill({ status: 404 });
    const contentType = name.endsWith('.m3u8') ? 'application/vnd.apple.mpegurl' : 'video/mp4';
    const [, from, to] = /^bytes=(\d+)-(\d*)$/u.exec(route.request().headers().range ?? '') ?? [];
    if (from === undefined) return route.fulfill({ body: bytes, contentType });
    const end = Math.min(bytes.length - 1, to ? Number(to) : Infinity);
    const headers = { 'Content-Range': `bytes ${from}-${end}/${bytes.length}` };
    return route.fulfill({ status: 206, body: bytes.subarray(Number(from), end + 1), contentType, headers });
  });
}

for (const powerEfficient of [true, false]) {
  test(`AV1 is played ${powerEfficient ? 'where the device decodes it sparingly' : 'nowhere else'}`, async (t) => {
    const { folders, name } = await filmInAv1(t);
    const page = await open(t, { width: 360 });
    await serve(page, folders);
    await page.addInitScript(({ name, powerEfficient }) => {
      navigator.mediaCapabilities.decodingInfo = async ({ video }) => ({ supported: /av01/u.test(video.contentType), smooth: true, powerEfficient });
      document.addEventListener('readystatechange', () => {
        const told = { av1: `/av1-film/${name}`, av1Codec: 'av01.0.00M.08', av1Size: '180x320', av1Rate: '200000' };
        if (document.readyState === 'interactive') Object.assign(document.querySelector('video').dataset, told);
      });
    }, { name, powerEfficient });
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(PATH);
    await play(page);
    await played(page);
    assert.equal(asked.some((path) => path.endsWith(name)), powerEfficient);
    assert.equal(asked.some((path) => /\/av1-film\/\d+-av1-[^/]+\.mp4$/u.test(path)), powerEfficient, asked.join('\n'));
    assert.equal((await state(page)).src.startsWith('blob:'), powerEfficient);
  });
}

test('without scripts the MP4 or the stream plays from the page alone', async (t) => {
  const page = await open(t, { javaScriptEnabled: false });
  await page.goto(`${PATH}?t=5`);
  const sources = await page.locator('video source').evaluateAll((all) => all.map((source) => source.getAttribute('src')));
  assert.match(sources[0], /\.m3u8#t=5$/u);
  assert.match(sources[1], /\.mp4#t=5$/u);
  const { link } = await passage(page, 1);
  await link.click();
  await page.waitForURL('**?t=*');
  // The file alone, as a browser without HLS takes it.
  const alone = await open(t);
  await alone.goto(new URL(sources[1], url).href);
  await play(alone);
  await played(alone);
  assert.ok((await state(alone)).time >= 4.9);
});

test('axe finds nothing on the page of a video, on a phone and a desk, light and dark', async (t) => {
  for (const width of [360, 768, 1440]) {
    const page = await open(t, { width });
    await page.goto(PATH);
    await sound(page, `the video at ${width} px`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await sound(page, `the video at ${width} px in the dark`, { rules: COLOURS });
    const { height } = await page.locator('video').boundingBox();
    assert.ok(height <= 0.8 * 900 + 1, `${width} px: the video is ${height} px high`);
  }
});

test('the page of a video is valid HTML and light', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
  for (const path of VIDEOS) {
    const html = await (await fetch(new URL(path, url))).text();
    const { results } = await validator.validateString(html);
    assert.deepEqual(results.flatMap(({ messages }) => messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)), [], path);
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)[1]);
    assert.equal(data['@type'], 'VideoObject');
  }
});
