// The demo's short videos in Debian's Firefox ESR, the second engine: it has no HLS of its own, so hls.js plays. Driven by
// WebDriver BiDi.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import puppeteer from 'puppeteer-core';

import { crowding } from './busy.mjs';
import { url } from './chromium.mjs';
import { demoVideos, untilThere } from './liangyi.mjs';

const PATIENCE = { timeout: 60_000 };
const PATH = `/works/${(await demoVideos())[0]}`;

let browser;
before(async () => {
  await untilThere(url, PATH);
  browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true,
    extraPrefsFirefox: { 'media.autoplay.default': 0, 'intl.accept_languages': 'zh-CN' },
  });
});
after(() => browser?.close());

async function opened(t, path) {
  const page = await browser.newPage();
  t.after(() => page.close());
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setViewport({ width: 390, height: 800 });
  await page.goto(new URL(path, url).href);
  return { page, complaints };
}

const play = (page) => page.evaluate(() => void document.querySelector('video').play().catch(() => {}));

const beyond = (page, seconds) => page.waitForFunction((least) => {
  const video = document.querySelector('video');
  return video.currentTime > least && video.getVideoPlaybackQuality().totalVideoFrames > 3;
}, PATIENCE, seconds);

test('Firefox plays a video through hls.js, and nothing of it is loaded before', async (t) => {
  const asked = [];
  const { page, complaints } = await opened(t, 'about:blank');
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(new URL(PATH, url).href);
  assert.deepEqual(asked.filter((path) => /\.(?:m3u8|mp4)$|\/hls-/u.test(path)), []);
  await play(page);
  await beyond(page, 0.3);
  assert.ok(asked.some((path) => path.includes('/hls-')), 'hls.js was not loaded');
  assert.ok(asked.some((path) => /\/video-[0-9a-f]+\.m3u8$/u.test(path)), 'the playlist was not asked for');
  assert.deepEqual(complaints, []);
});

test('Firefox begins where a link says, jumps, and shows captions', async (t) => {
  const { page, complaints } = await opened(t, `${PATH}?t=9`);
  await play(page);
  await beyond(page, 9);
  await page.evaluate(() => {
    document.querySelector('video').currentTime = 2;
  });
  await page.waitForFunction(() => {
    const { currentTime, seeking } = document.querySelector('video');
    return !seeking && currentTime >= 2 && currentTime < 6;
  }, PATIENCE);
  await page.waitForFunction(() => [...document.querySelector('video').textTracks].some(({ cues }) => cues?.length > 2), PATIENCE);
  assert.deepEqual(complaints, []);
});

test('Firefox changes to a better rung in a larger player', async (t) => {
  const { page } = await opened(t, PATH);
  await page.setViewport({ width: 360, height: 740 });
  await play(page);
  await page.waitForFunction(() => Number(document.querySelector('video').dataset.rung) > 0, PATIENCE);
  const small = await page.evaluate(() => Number(document.querySelector('video').dataset.rung));
  await page.setViewport({ width: 1440, height: 900 });
  // The new size is looked at once a second; what is buffered already is played as it is.
  await new Promise((done) => setTimeout(done, 1500 * crowding()));
  await page.evaluate(() => {
    const video = document.querySelector('video');
    video.currentTime = video.duration - 5;
  });
  await page.waitForFunction((before) => Number(document.querySelector('video').dataset.rung) > before, PATIENCE, small);
});
