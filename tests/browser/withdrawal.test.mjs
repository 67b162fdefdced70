// Withdrawn by the command line while the server runs: gone from every place within a second.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { crowding } from './busy.mjs';
import { binary, open, settings, url } from './chromium.mjs';
import { command } from './liangyi.mjs';

const REASON = '数据有误，作者要求撤回（测试）';

async function read(path) {
  const answer = await fetch(new URL(path, url));
  return { status: answer.status, text: await answer.text() };
}

/** The newest work with a text, other tests' works among them: its slug, title, feed and a run of its words that a feed would carry. */
async function newestText(t) {
  const page = await open(t);
  await page.goto('/works');
  const feed = await page.locator('link[type="application/atom+xml"]').first().getAttribute('href');
  const works = await page.locator('main a[href^="/works/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const path of works) {
    await page.goto(path);
    const [title, body] = [await page.locator('h1').innerText(), await page.locator('article .body').innerHTML()];
    const words = body.match(/[\u4e00-\u9fff]{10,}/gu)?.at(-1);
    if (words) return { path, slug: path.split('/').at(-1), title: title.trim(), feed, words };
  }
  throw new Error('no work has a text');
}

/** Where the work can still be met, in words; asks every place as a reader would, caches included. */
async function places({ path, slug, title, feed, words }) {
  const [page, list, home, search, atom] = await Promise.all([path, '/works', '/', `/search?q=${encodeURIComponent(title)}`, feed].map(read));
  const link = new RegExp(`href="/works/${slug}["#?]`, 'u');
  const met = { page: page.status === 200, list: link.test(list.text), home: link.test(home.text), search: link.test(search.text), feed: atom.text.includes(words) };
  return Object.keys(met).filter((place) => met[place]);
}

test('a withdrawn work is gone from page, lists, search and feed within a second, and says why', async (t) => {
  const work = await newestText(t);
  const before = await places(work);
  for (const place of ['page', 'list', 'search', 'feed']) assert.ok(before.includes(place), `${work.slug} was not in ${place} to begin with`);

  await command(binary, settings, 'withdraw', work.slug, '--reason', REASON);
  const done = Date.now();
  let still = await places(work);
  // Where many wait for a processor, a second is what it is to them.
  while (still.length > 0 && Date.now() - done < 1000 * crowding()) {
    await sleep(20);
    still = await places(work);
  }
  assert.deepEqual(still, [], `still met ${Date.now() - done} ms after the withdrawal`);

  const { status, text } = await read(work.path);
  assert.equal(status, 410);
  assert.ok(text.includes(REASON), 'the notice does not give the reason');
});
