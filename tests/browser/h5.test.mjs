// H5 pages as readers have them: one of ours works by touch and keyboard, and a hostile one reaches nothing, neither in its
// frame nor opened alone. What it asks for is put together from pieces, so that no look at its files can find it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { binary, open, out, settings, url } from './chromium.mjs';
import { command } from './liangyi.mjs';
import { look } from './look.mjs';

const OURS = '/works/h5-five-groups';
const HOSTILE = '/works/h5-hostile';

/** Somebody else's server: everything that it is asked for is remembered. */
const asked = [];
let elsewhere;
before(async () => {
  elsewhere = createServer((request, answer) => {
    asked.push(request.url);
    answer.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('globalThis.foreign = 1');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  await importHostile();
});
after(() => elsewhere?.close());

/** Each answers what it got, or is refused; `own` is the proof that what is its own works. */
const ATTEMPTS = `
const join = (...pieces) => pieces.join('');
const there = join('ht', 'tp:', '/', '/127.0.0.1:PORT/');
const site = join(location.protocol, '/', '/', location.host, '/');
const until = (element, ...tail) => new Promise((done, fail) => {
  element.addEventListener('load', () => done('loaded'));
  element.addEventListener('error', () => fail(new Error('not loaded')));
  document.body.append(element, ...tail);
  // What is refused says so at once; what is allowed may have to wait for a busy machine.
  setTimeout(() => fail(new Error('nothing came')), 15000);
});
const made = (name, fields) => Object.assign(document.createElement(name), fields);
const picture = (src) => until(made('img', { src, alt: '' }));
const code = (src) => until(made('script', { src }));
const sheet = (href) => until(made('link', { rel: 'stylesheet', href }));
const socket = (one) => new Promise((done, fail) => {
  one.onopen = () => done('open');
  one.onmessage = () => done('a message');
  one.onerror = () => fail(new Error('not open'));
  setTimeout(() => fail(new Error('nothing came')), 3000);
});
const attempts = {
  'own script': () => code('more.js'),
  'own picture': () => picture('dot.svg'),
  'own style': () => sheet('style.css'),
  // Written in full: a classic script of an opaque origin has no base for what it imports (HTML, 8.1.4.4).
  'own module': () => import(new URL('module.mjs', document.baseURI).href).then(() => 'loaded'),
  'parent document': () => (parent === self ? Promise.reject(new Error('no parent')) : parent.document.title),
  'top address': () => (top === self ? Promise.reject(new Error('no top')) : top.location.href),
  'top navigation': () => new Promise((done, fail) => {
    if (top !== self) try { top.location.href = there + 'top'; } catch {}
    // Where it was led away, nobody says anything any more.
    setTimeout(() => fail(new Error('still here')), 500);
  }),
  'cookies': () => document.cookie,
  'a cookie of its own': () => { document.cookie = 'h5=1'; return 'set'; },
  'local storage': () => localStorage.getItem('secret'),
  'session storage': () => sessionStorage.length,
  'databases': () => new Promise((done, fail) => { const r = indexedDB.open('x'); r.onsuccess = () => done('open'); r.onerror = () => fail(new Error('no')); }),
  'caches': () => caches.keys(),
  'service worker': () => navigator.serviceWorker.register('more.js'),
  'worker': () => socket(new Worker('more.js')),
  'worker from memory': () => socket(new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))),
  'own file by fetch': () => fetch('more.js').then((r) => r.text()),
  'the site by fetch': () => fetch(site).then((r) => r.text()),
  'the site without cors': () => fetch(site, { mode: 'no-cors' }).then((r) => r.type),
  'elsewhere by fetch': () => fetch(there + 'fetch', { mode: 'no-cors' }).then((r) => r.type),
  'elsewhere by request': () => new Promise((done, fail) => { const x = new XMLHttpRequest(); x.onload = () => done('loaded'); x.onerror = () => fail(new Error('no')); x.open('GET', there + 'xhr'); x.send(); }),
  'elsewhere by events': () => socket(new EventSource(there + 'events')),
  'elsewhere by socket': () => socket(new WebSocket(there.replace('http', 'ws') + 'socket')),
  'elsewhere by picture': () => picture(there + 'picture'),
  'elsewhere by script': () => code(there + 'script'),
  'elsewhere by style': () => sheet(there + 'style'),
  'elsewhere by module': () => import(there + 'module').then(() => 'loaded'),
  'elsewhere by font': () => new FontFace('x', 'url(' + there + 'font)').load().then(() => 'loaded'),
  'another folder by script': () => code(site + 'OTHER' + 'app.js'),
  'another folder by style': () => sheet(site + 'OTHER' + 'style.css'),
  'our script': () => code(site + 'ASSET'),
  'a page of ours by frame': () => new Promise((done, fail) => {
    const frame = made('iframe', { src: site + 'works' });
    frame.onload = () => { try { done(frame.contentDocument.title); } catch (error) { fail(error); } };
    document.body.append(frame);
    setTimeout(() => fail(new Error('nothing came')), 2000);
  }),
  'a new window': () => { if (window.open(there + 'window') === null) throw new Error('no window'); return 'open'; },
  'a dialog': () => { if (prompt('password') === null) throw new Error('no dialog'); return 'asked'; },
};
const said = {};
(async () => {
  for (const [name, attempt] of Object.entries(attempts)) {
    try { said[name] = 'got ' + String(await attempt()); } catch (error) { said[name] = 'refused'; }
  }
  // What says nothing of whether it was sent.
  try { navigator.sendBeacon(there + 'beacon', 'x'); } catch {}
  const form = made('form', { action: there + 'form', method: 'post' });
  document.body.append(form);
  try { form.submit(); } catch {}
  document.body.append(made('link', { rel: 'prefetch', href: there + 'prefetch' }), made('video', { src: there + 'video', autoplay: true }), made('object', { data: there + 'object' }));
  await new Promise((next) => setTimeout(next, 500));
  document.getElementById('said').textContent = JSON.stringify(said);
  document.getElementById('leave').addEventListener('click', () => { location.href = there + 'leave'; });
})();
`;

/** Takes in a work whose page tries everything. */
async function importHostile() {
  const html = await (await fetch(new URL(OURS, url))).text();
  const other = html.match(/<iframe src="\/(h5\/[0-9a-f]+\/)"/u)[1];
  const asset = html.match(/<script type="module" src="\/(assets\/[^"]+)"/u)[1];
  const script = ATTEMPTS.replaceAll('PORT', String(elsewhere.address().port)).replaceAll('OTHER', other).replaceAll('ASSET', asset);
  const folder = join(out, 'hostile');
  const page = join(folder, 'page');
  await mkdir(page, { recursive: true });
  const files = {
    'index.html': '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>坏页面</title></head><body><h1>坏页面</h1><pre id="said"></pre><button id="leave" type="button">离开</button><script src="attempts.js"></script></body></html>',
    'attempts.js': script,
    'more.js': "globalThis.more = 1;",
    'module.mjs': 'export const one = 1;',
    'style.css': 'h1 { color: rgb(1, 2, 3); }',
    'dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(page, name), text);
  const front = ['slug: h5-hostile', 'title: 坏页面（测试）', 'lead: 它什么也拿不到。', 'kind: h5', 'genre: explainer', 'language: zh-Hans', 'organisations: [linshui-city]', 'state: published', 'published: 2026-10-01 09:00', 'licence: reserved', 'ai: none', 'h5:', '  file: page', '  height: 400'];
  await writeFile(join(folder, 'h5-hostile.md'), `---\n${front.join('\n')}\n---\n\n这一页只为测试而写。\n`);
  await command(binary, settings, 'import', 'works', folder);
  for (let i = 0; i < 100 && !(await fetch(new URL(HOSTILE, url))).ok; i += 1) await sleep(100);
}

/** Something is there that could be read. */
async function withSecrets(t) {
  const page = await open(t);
  await page.context().addCookies([{ name: 'secret', value: 'cookie', url }]);
  await page.goto('/about');
  await page.evaluate(() => localStorage.setItem('secret', 'stored'));
  return page;
}

/** What the attempts came to, once all were made. */
async function told(frame) {
  const said = frame.locator('#said');
  await said.filter({ hasText: '{' }).waitFor({ timeout: 120_000 });
  return JSON.parse(await said.textContent());
}

function reachesNothing(said) {
  const got = Object.entries(said).filter(([, how]) => how !== 'refused').map(([name, how]) => `${name}: ${how}`);
  assert.deepEqual(got, ['own script: got loaded', 'own picture: got loaded', 'own style: got loaded', 'own module: got loaded']);
  assert.ok(Object.keys(said).length > 30, `${Object.keys(said).length} attempts`);
  assert.deepEqual(asked, []);
}

test('a hostile page in its frame reaches neither the page around it nor anything else', async (t) => {
  const page = await withSecrets(t);
  await page.goto(HOSTILE);
  await page.locator('.h5 iframe').scrollIntoViewIfNeeded();
  const frame = page.frameLocator('.h5 iframe');
  reachesNothing(await told(frame));
  assert.equal(new URL(page.url()).pathname, HOSTILE, 'it led its reader away');
  await frame.locator('#leave').click();
  await sleep(1000);
  assert.deepEqual(asked, [], 'it led its frame away');
  assert.equal(await page.locator('h1').innerText(), '坏页面（测试）');
});

test('a hostile page that is opened alone has no cookie, no storage and no network either', async (t) => {
  const page = await withSecrets(t);
  await page.goto(HOSTILE);
  await page.getByRole('link', { name: '单独打开页面' }).click();
  await page.waitForURL(/\/h5\/[0-9a-f]+\/$/u);
  reachesNothing(await told(page));
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map(({ name }) => name), ['secret']);
});

test('the text of an H5 work is there without a script, and the page stands above it under its title', async (t) => {
  const page = await open(t, { width: 360, javaScriptEnabled: false });
  await page.goto(OURS);
  const title = await page.locator('h1').innerText();
  assert.equal(await page.locator('.h5 iframe').getAttribute('title'), title);
  const box = await page.locator('.h5 iframe').boundingBox();
  assert.ok(box.width > 300 && box.width <= 360, `${box.width} px wide`);
  await page.locator('.h5-facts').getByRole('link', { name: '文字版' }).click();
  await page.waitForURL(/#words$/u);
  assert.match(await page.locator('.body').first().innerText(), /手机慢课堂12次/u);
});

test('the demo page works by keyboard and by touch', async (t) => {
  const page = await open(t, { width: 360, hasTouch: true });
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(OURS);
  await page.locator('.h5 iframe').scrollIntoViewIfNeeded();
  const frame = page.frameLocator('.h5 iframe');
  const tab = (name) => frame.getByRole('tab', { name });
  await tab('青少年').waitFor();
  await tab('青少年').focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await tab('农民').getAttribute('aria-selected'), 'true');
  await frame.getByRole('heading', { name: /技术用得上/u }).waitFor();
  await page.keyboard.press('End');
  assert.equal(await tab('领导干部和公务员').getAttribute('aria-selected'), 'true');
  await tab('老年人').tap();
  await frame.getByRole('heading', { name: /愿意学的教/u }).waitFor();
  assert.equal(await frame.locator('#old .dots').first().locator('i').count(), 12);
  await frame.locator('.answers').getByRole('button', { name: '农民' }).tap();
  await frame.getByText(/^对，是为农民办的/u).waitFor();
  assert.deepEqual(complaints, []);
  const { address } = await page.locator('.h5 iframe').evaluate((element) => ({ address: element.src }));
  await page.goto(address);
  await page.getByRole('tab', { name: '青少年' }).waitFor();
  await look(page, 'h5-five-groups');
});
