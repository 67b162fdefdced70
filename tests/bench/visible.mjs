// How long it takes until an act is seen: ten thousand pages that show a work are in the cache, then the work is published,
// corrected or withdrawn, and every one of them is asked for until the last one shows it.

import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { command } from '../browser/liangyi.mjs';
import { ask, there } from './asks.mjs';
import { article, importable } from './grown.mjs';

/** What is asked for at once. */
const TOGETHER = 4;

/** Pages that have the newest work in them, as many as are wanted: its lists, under names for where somebody came from. */
function dependent(url, slug, count) {
  const lists = ['/', '/works', '/policies/plan', '/organisations/place-1', '/topics/reading', '/genres/explainer', '/audiences/elderly', '/people/lin', '/kinds/article', '/feed.atom', '/feed.rss', '/feed.json', '/topics/reading/feed.atom'];
  const pages = [`/works/${slug}`, ...lists];
  for (let n = 0; pages.length < count; n += 1) pages.push(`${lists[1 + (n % (lists.length - 1))]}?after=9${String(n).padStart(14, '0')}-1`);
  return pages.slice(0, count).map((path) => `${url}${path}`);
}

async function eachOf(pages, act) {
  const waiting = [...pages];
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) await act(page);
  }));
}

/** Milliseconds from the end of the act until no page is as it was; what takes the bench itself to ask is in it. */
async function until(pages, before, act) {
  await act();
  const begun = performance.now();
  let [left, last] = [pages, begun];
  while (left.length > 0) {
    const stale = [];
    await eachOf(left, async (page) => {
      const asked = performance.now();
      if ((await ask(page, { 'Accept-Encoding': 'br' })).headers.etag === before.get(page)) {
        stale.push(page);
        last = Math.max(last, asked);
      }
    });
    // A round of asking may itself take longer than a minute.
    if (last - begun > 60_000) throw new Error(`${stale.length} pages do not show it, ${stale[0]} for one`);
    left = stale;
    if (left.length > 0) await sleep(5);
  }
  // A page that was asked for at `last` was old; it was new when it was asked for next.
  return last - begun;
}

/** `[{ act, pages, ms }]` */
export async function visible(binary, { settings, server, works }, folder) {
  const run = (...args) => command(binary, settings, ...args);
  const count = Math.min(10_000, works);
  const acts = [
    ['a publication', async () => run('import', 'works', await importable(join(folder, 'newest'), { 'newest.md': article('newest', 1, '最新的一件').replace('published: 2026-10-08 09:00', 'published: 2026-11-20 09:00') }))],
    ['a correction', () => run('correct', 'newest', '--reason', '第三段的数字有误。', '--scope', 'work')],
    ['a withdrawal', () => run('withdraw', 'newest', '--reason', '依据不足。')],
  ];
  const found = [];
  for (const [what, act] of acts) {
    const pages = dependent(server.url, 'newest', count);
    const before = new Map();
    await eachOf(pages, async (page) => before.set(page, (await ask(page, { 'Accept-Encoding': 'br' })).headers.etag));
    await there(pages[1]);
    const changing = what === 'a correction' ? [pages[0], ...pages.filter((page) => page.includes('feed.'))] : pages;
    found.push({ act: what, pages: changing.length, ms: await until(changing, before, act) });
  }
  return found;
}
