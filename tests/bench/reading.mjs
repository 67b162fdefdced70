// node reading.mjs: the page of a long image of 1080 × 30,000 in Chromium, 360 CSS pixels wide, over Lighthouse's slow 4G and on a
// processor four times slower: when its largest part is painted, what moved, and what was fetched before anybody scrolled.

import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { command, start, untilThere } from '../browser/liangyi.mjs';
import { compare, median } from './budgets.mjs';
import { image } from './tall_image.mjs';

const { chromium } = await import('../browser/node_modules/playwright-core/index.mjs');

const BINARY = process.env.LIANGYI_BINARY ?? join(fileURLToPath(new URL('../..', import.meta.url)), 'target/release/liangyi');
const ROUNDS = Number(process.env.LIANGYI_BENCH_ROUNDS ?? 5);
const HEIGHT = 30_000;
/** What Lighthouse's “slow 4G” asks of DevTools: milliseconds a request, bytes a second. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: (1474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 };
const SLOWER = 4;
/** A window that has just been opened loads pages of the browser's own, which take the processor from the one that is measured. */
const OPENING_MS = 3000;
/** Time after `load` in which something could still be painted or move. */
const SETTLING_MS = 3000;

const WORK = `---
slug: tall
title: 雨后的山路：一张很长的图
lead: 三万行的长图，给最慢的手机看。
kind: long-image
genre: explainer
language: zh-Hans
audiences: [public]
topics: [science-literacy]
organisations: [qinghe-county]
channels: [site]
people:
  - {person: luo-cheng, role: author}
  - {person: qiao-mu, role: editor}
reviews:
  - {person: zhou-an, stage: first}
  - {person: ding-hao, stage: second}
  - {person: yan-qiu, stage: final}
state: published
published: 2026-11-05 09:00
licence: CC-BY-4.0
source: 清河县科学技术协会（示例）
ai: none
clauses:
  - work-plan-2022#4.2.2
long_image:
  files: [pictures/tall.png]
  checked: true
  panels:
    - top: 0
      bottom: ${HEIGHT}
      text: 雨后的山路上有一只蜗牛慢慢爬过湿润的叶子。
---
`;

/** The work in a folder of its own, handed in by the command line and cut by the worker; the address of its page. */
async function published(server, folder) {
  const { png } = await image(folder, HEIGHT);
  const works = join(folder, 'works');
  await mkdir(join(works, 'pictures'), { recursive: true });
  await copyFile(png, join(works, 'pictures/tall.png'));
  await writeFile(join(works, 'tall.md'), WORK);
  await command(BINARY, server.settings, 'import', 'works', works);
  await untilThere(server.url, '/works/tall');
  return `${server.url}/works/tall`;
}

/** Runs in the page before anything of it. */
function watch() {
  globalThis.seen = { painted: 0, moved: 0, largest: '' };
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => Object.assign(globalThis.seen, { painted: entry.startTime, largest: entry.element?.localName ?? '' }));
  observe('layout-shift', (entry) => (globalThis.seen.moved += entry.hadRecentInput ? 0 : entry.value));
}

async function read(browser, address) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(watch);
    await page.waitForTimeout(OPENING_MS);
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLING_MS);
    return { ...(await page.evaluate(() => globalThis.seen)), bytes };
  } finally {
    await context.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-reading-'));
const server = await start(BINARY, join(folder, 'server.log'));
try {
  const address = await published(server, folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const rounds = [];
  try {
    await read(browser, address);
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await read(browser, address));
  } finally {
    await browser.close();
  }
  const middle = (what) => median(rounds.map((round) => round[what]));
  console.log(`1080 × ${HEIGHT}, a screen of 360 × 640 at two dots a pixel; medians of ${ROUNDS} visits with an empty cache.\n`);
  console.log('| largest part painted s | which | moved (CLS) | fetched before scrolling, kB |\n|--:|---|--:|--:|');
  console.log(`| ${(middle('painted') / 1000).toFixed(2)} | ${rounds[0].largest} | ${middle('moved').toFixed(3)} | ${(middle('bytes') / 1000).toFixed(0)} |`);
  compare([
    { what: 'largest part painted, s', atMost: 2, got: middle('painted') / 1000 },
    { what: 'moved (CLS)', atMost: 0, got: middle('moved') },
    { what: 'fetched before scrolling, kB', atMost: 250, got: middle('bytes') / 1000 },
  ]);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
