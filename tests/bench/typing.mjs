// node typing.mjs: how long a key takes in the structured editor, in an article of 20,000 characters with all checks on, in
// Debian's Chromium: from the keydown to the paint after it. The peer is the browser itself: the same text in an element that is
// contenteditable and nothing else, on a page of its own. LIANGYI_BENCH_KEYS shortens it.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BINARY, headers, person, ROOT, serving, share, signIn } from './many_people.mjs';
import { manyWorks } from './many_works.mjs';

const { chromium } = createRequire(join(ROOT, 'tests/browser/package.json'))('playwright-core');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const [KEYS, ROUNDS, LETTERS, BETWEEN_MS] = [Number(process.env.LIANGYI_BENCH_KEYS ?? 400), 4, 20_000, 120];

/** Paragraphs, headings, lists and a table; with what the checks look for in some of them. */
function article() {
  const said = ['研究表明，月球背面没有信号，鹊桥中继星替它把话传回地球。', '请拨打13800138000咨询。', '科普活动进学校、进社区、进乡村，老年人和青少年都能参加。', '见[说明](https://example.org/no-such-page)。'];
  const parts = [];
  for (let n = 0, letters = 0; letters < LETTERS; n += 1) {
    const sentence = Array.from({ length: 6 }, (_, k) => said[(n + k * k) % said.length]).join('');
    const part = n % 9 === 0 ? `## 第${n}节` : n % 7 === 3 ? `- ${sentence}\n- ${sentence}` : sentence;
    parts.push(part);
    letters += part.length;
  }
  return `${parts.join('\n\n')}\n`;
}

/** Milliseconds a key, from the event's own time to the frame that comes after it was painted. */
async function type(page) {
  await page.evaluate(() => {
    window.keys = [];
    if (window.watching) return;
    window.watching = true;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data: begun }) => window.keys.push(performance.now() - begun));
    port1.start();
    // A message that is sent in a frame's callback comes when that frame has been painted.
    addEventListener('keydown', (event) => requestAnimationFrame(() => port2.postMessage(event.timeStamp)), { capture: true });
  });
  for (let n = 0; n < KEYS / ROUNDS; n += 1) {
    await page.keyboard.press('abcdefghij '[n % 11] === ' ' ? 'Space' : 'abcdefghij'[n % 11]);
    await sleep(BETWEEN_MS);
  }
  return page.evaluate(() => window.keys);
}

/** The text as it is shown, in an element that the browser alone makes editable; the cursor in the middle. */
async function bare(context, text) {
  const html = await text.evaluate((element) => element.innerHTML);
  const page = await context.newPage();
  await page.setContent(`<!doctype html><body style="font: 17px/1.85 sans-serif"><div contenteditable spellcheck="false" style="width: 720px; white-space: pre-wrap">${html}</div>`);
  return page;
}

async function click(page, paragraphs) {
  await page.bringToFront();
  await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
}

const sorted = (times) => times.sort((a, b) => a - b);

async function measure(url, token, id) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    await context.addCookies([{ name: 'liangyi_session', value: token, url, httpOnly: true }]);
    const page = await context.newPage();
    await page.goto(`/studio/works/${id}`);
    const text = page.locator('[data-body="ready"] #field-body');
    await text.waitFor({ timeout: 120_000 });
    // After the first round of checks.
    await sleep(5000);
    const other = await bare(context, text);
    const times = { ours: [], theirs: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      await click(page, text.locator('p'));
      times.ours.push(...(await type(page)));
      await click(other, other.locator('p'));
      times.theirs.push(...(await type(other)));
    }
    await page.bringToFront();
    await page.locator('[data-saving="saved"]').waitFor();
    const figures = (of) => ({ keys: of.length, median: share(of, 0.5), p95: share(of, 0.95), worst: of.at(-1) });
    return { ours: figures(sorted(times.ours)), theirs: figures(sorted(times.theirs)) };
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-typing-'));
try {
  const settings = { LIANGYI_DATA: join(folder, 'data') };
  await manyWorks(BINARY, settings, folder, { works: 100, links: 2, lists: true });
  const password = await person(settings, 'editor', [['place-0', 'editor']]);
  const result = await serving(settings, folder, async (url) => {
    const token = await signIn(url, 'editor', password);
    const ask = async (method, path, sent) => (await fetch(`${url}/api/studio/v1${path}`, { method, headers: headers(url, token), body: sent && JSON.stringify(sent) })).json();
    const { id } = await ask('POST', '/works', { kind: 'article', title: '两万字', organisation: 'place-0' });
    const { version, content } = await ask('GET', `/works/${id}`);
    const saved = await ask('PUT', `/works/${id}`, { version, content, body: article() });
    if (typeof saved.version !== 'number') throw new Error(JSON.stringify(saved));
    return measure(url, token, id);
  });
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores. ${LETTERS} characters, all checks on, a key every ${BETWEEN_MS} ms; from keydown to the paint after it, milliseconds.`);
  console.log('\n| | keys | median | p95 | worst |\n|---|--:|--:|--:|--:|');
  for (const [who, of] of [['the editor', result.ours], ['a bare contenteditable', result.theirs]]) console.log(`| ${who} | ${of.keys} | ${of.median.toFixed(1)} | ${of.p95.toFixed(1)} | ${of.worst.toFixed(1)} |`);
  console.log(`\nRatio of the medians ${(result.ours.median / result.theirs.median).toFixed(2)}, of p95 ${(result.ours.p95 / result.theirs.p95).toFixed(2)}.`);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-typing.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
