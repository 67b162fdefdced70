// node growth.mjs: what a page costs among many works, against among few in the same run. LIANGYI_BENCH_WORKS says how many
// (100,000), LIANGYI_BENCH_FEW the few (10,000). On SQLite and, where LIANGYI_TEST_POSTGRES names a server, on PostgreSQL.
// The cache of pages is off while pages are timed; both sites are asked in turn.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { command } from '../browser/liangyi.mjs';
import { ask, quantile, seeded, there } from './asks.mjs';
import { compare } from './budgets.mjs';
import { PATTERNS, clause, grown, published } from './grown.mjs';
import { ORGANISATIONS } from './many_works.mjs';
import { memory, onBoth, serve, signIn } from './serving.mjs';
import { unchanged } from './unchanged.mjs';
import { visible } from './visible.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const MANY = Number(process.env.LIANGYI_BENCH_WORKS ?? 100_000);
const FEW = Number(process.env.LIANGYI_BENCH_FEW ?? 10_000);
const ROUNDS = Number(process.env.LIANGYI_BENCH_ROUNDS ?? 300);
const FORMATS = ['atom', 'rss', 'json'];
const QUERIES = ['流动科技馆', '老人', '经费 检查', '第3类做法', '结果公布'];

/** Each kind of page: an address of the door, made out of a number from 0 to 1 for each request, and how often it may take longer among many. */
const PAGES = [
  { what: 'list', most: 1.5, path: (at, works) => `/works?after=${place(at, works)}` },
  { what: 'list of an organisation', most: 1.5, path: (at) => `/organisations/place-${Math.floor(at * ORGANISATIONS)}` },
  { what: 'home', most: 1.5, path: () => '/' },
  { what: 'policy', most: 1.5, path: () => '/policies/plan' },
  { what: 'clause', most: 1.5, path: (at) => `/policies/plan/${clause(Math.floor(at * 200))}` },
  { what: 'work', most: 1.5, path: (at, works) => `/works/w-${work(at, works)}` },
  { what: 'feed', most: 1.5, path: (at) => `/feed.${FORMATS[Math.floor(at * 3)]}` },
  { what: 'feed of a clause', most: 1.5, path: (at) => `/policies/plan/${clause(Math.floor(at * 200))}/feed.${FORMATS[Math.floor(at * 3)]}` },
  { what: 'directory of feeds', most: 1.5, path: () => '/feeds' },
  { what: 'search', most: 3, path: (at) => `/search?q=${encodeURIComponent(QUERIES[Math.floor(at * QUERIES.length)])}` },
  { what: 'studio: list, administrator', most: 1.5, who: 'all', path: (at, works) => `/api/studio/v1/works?after=${published(work(at, works))}.1` },
  { what: 'studio: list, editor', most: 1.5, who: 'editor', path: (at, works) => `/api/studio/v1/works?after=${published(work(at, works))}.1` },
  { what: 'studio: drafts and submitted', most: 1.5, who: 'editor', path: () => '/api/studio/v1/works?state=draft,submitted' },
  { what: 'studio: inbox', most: 1.5, who: 'editor', path: () => '/api/studio/v1/inbox' },
  { what: 'studio: calendar', most: 1.5, who: 'editor', path: () => '/api/studio/v1/calendar?month=2026-10' },
  { what: 'partner: changes', most: 1.2, who: 'partner', path: (at, _works, site) => `/api/partner/v1/changes?after=${site.cursors[Math.floor(at * site.cursors.length)]}` },
];

const work = (at, works) => PATTERNS + 1 + Math.floor(at * works);

/** A place in the list of all works; the first pages are what people read, so not all of them lie deep. */
function place(at, works) {
  const n = work(1 - at * at, works);
  return `${published(n)}-${n}`;
}

/** Cursors of a partner from the beginning of the log to its end. */
async function cursors(url, headers) {
  const found = [''];
  for (;;) {
    const { cursor, more } = JSON.parse((await there(`${url}/api/partner/v1/changes?limit=500&after=${found.at(-1)}`, headers)).text);
    if (!more) return found.slice(0, -1).length > 0 ? found.slice(0, -1) : found;
    found.push(cursor);
  }
}

async function begin(settings, folder, works) {
  await mkdir(settings.LIANGYI_DATA, { recursive: true });
  await grown(BINARY, settings, folder, works);
  await command(BINARY, settings, 'partner', 'add', 'press', '--name', '合作媒体（测试）');
  const key = (await command(BINARY, settings, 'partner', 'key', 'press')).match(/lyp_\S+/u)[0];
  const server = await serve(BINARY, { ...settings, LIANGYI_PAGE_CACHE: '0' }, folder);
  const people = {
    all: await signIn(BINARY, settings, server.url, 'all'),
    editor: await signIn(BINARY, settings, server.url, 'editor', ['place-3', 'editor']),
    partner: { Authorization: `Bearer ${key}` },
  };
  return { settings, works, server, people, cursors: await cursors(server.url, people.partner) };
}

/** Milliseconds of each kind of page on each site; both are asked in turn. */
async function pages(sites) {
  const rows = [];
  for (const { what, most, path, who } of PAGES) {
    const random = seeded(20_261_130);
    const times = sites.map(() => []);
    for (let round = -3; round < ROUNDS; round += 1) {
      const at = random();
      for (const [n, site] of sites.entries()) {
        const answer = await there(`${site.server.url}${path(at, site.works, site)}`, who ? site.people[who] : { 'Accept-Encoding': 'br' });
        // The first ones find nothing in memory.
        if (round >= 0) times[n].push(answer.ms);
      }
    }
    const [few, many] = times.map((all) => ({ p50: quantile(all, 0.5), p99: quantile(all, 0.99) }));
    rows.push({ what, most, few, many, ratio: many.p50 / few.p50 });
  }
  return rows;
}

/** The most memory of its own that a server has while it hands out everything. */
async function snapshot({ server, people }) {
  let most = 0;
  const watch = setInterval(async () => {
    most = Math.max(most, (await memory(server.pid, 'RssAnon')) || 0);
  }, 50);
  const answer = await fetch(`${server.url}/api/partner/v1/snapshot`, { headers: people.partner });
  let [count, end] = [0, ''];
  for await (const chunk of answer.body) {
    count += chunk.length;
    end = Buffer.concat([Buffer.from(end), chunk]).subarray(-200).toString('latin1');
  }
  clearInterval(watch);
  if (!end.includes('"type":"end"')) throw new Error('the snapshot was cut off');
  return { most, count };
}

/** Starts anew until a work is there; the median of three. */
async function cold({ settings, works }, folder) {
  const found = [];
  for (let round = 0; round < 3; round += 1) {
    const server = await serve(BINARY, settings, folder, `/works/w-${work(0.5, works)}`);
    for (let n = 0; n < 50; n += 1) await ask(`${server.url}/works/w-${work(n / 50, works)}`);
    found.push({ first: server.first, resident: await memory(server.pid, 'VmRSS') });
    await server.stop();
  }
  return found.sort((a, b) => a.first - b.first)[1];
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-growth-'));
const all = [];
try {
  await onBoth(2, async (name, database) => {
    const own = (n) => ({ ...database(n), LIANGYI_DATA: join(folder, `${name}-${n}`), LIANGYI_RUN_WORKER: 'false', LIANGYI_PARTNER_QUOTA: '1000000' });
    // It takes more than ten minutes: what is known is said at once.
    const say = (what, value) => (console.error(`${name}, ${Math.round(performance.now() / 1000)} s: ${what} ${JSON.stringify(value ?? '')}`), value);
    const sites = [await begin(own(0), folder, FEW), await begin(own(1), folder, MANY)];
    say('the sites stand');
    const found = { name, pages: say('pages', await pages(sites)) };
    for (const site of sites) await site.server.stop();
    // A server that did nothing else before: what searches and pages took would be counted.
    const handing = await serve(BINARY, sites[1].settings, folder);
    found.snapshot = say('snapshot', await snapshot({ ...sites[1], server: handing }));
    await handing.stop();
    found.cold = say('start', await cold(sites[1], folder));
    const server = await serve(BINARY, { ...sites[1].settings, LIANGYI_PAGE_CACHE: '4096' }, folder);
    try {
      const site = { ...sites[1], server };
      found.visible = say('visible', await visible(BINARY, site, folder));
      found.unchanged = say('unchanged', await unchanged(site, folder));
    } finally {
      await server.stop();
    }
    all.push(found);
    await rm(own(0).LIANGYI_DATA, { recursive: true, force: true });
    await rm(own(1).LIANGYI_DATA, { recursive: true, force: true });
  });
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores. ${FEW} and ${MANY} works; ${ROUNDS} requests of each kind, the cache of pages off, milliseconds.`);
  const budgets = [];
  for (const { name, pages: rows, snapshot: whole, cold: start, visible: acts, unchanged: same } of all) {
    console.log(`\n${name}\n\n| what | ${FEW}: p50 | p99 | ${MANY}: p50 | p99 | ratio of p50 |\n|---|--:|--:|--:|--:|--:|`);
    for (const { what, few, many, ratio } of rows) console.log(`| ${what} | ${few.p50.toFixed(2)} | ${few.p99.toFixed(2)} | ${many.p50.toFixed(2)} | ${many.p99.toFixed(2)} | ${ratio.toFixed(2)} |`);
    budgets.push(...rows.map(({ what, most, ratio }) => ({ what: `${name}: ${what}, among many against among few`, atMost: most, got: ratio })));
    const first = rows.filter(({ what }) => ['list', 'policy', 'work', 'feed'].includes(what));
    budgets.push(...first.map(({ what, many }) => ({ what: `${name}: ${what}, p99 ms`, atMost: 5, got: many.p99 })));
    budgets.push({ what: `${name}: start to first answer, ms`, atMost: 300, got: start.first }, { what: `${name}: resident then, MB`, atMost: 150, got: start.resident });
    budgets.push({ what: `${name}: own memory during a snapshot of ${(whole.count / 1e6).toFixed(0)} MB, MB`, atMost: 100, got: whole.most });
    budgets.push(...acts.map(({ act, pages: count, ms }) => ({ what: `${name}: ${act} seen on all of ${count} pages, ms`, atMost: 1000, got: ms })));
    for (const { what, rate, size } of same) budgets.push({ what: `${name}: 304 of ${what}, requests of nginx’s`, atLeast: 0.5, got: rate }, { what: `${name}: its bytes`, atMost: 400, got: size });
  }
  compare(budgets);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-growth.json'), `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
