// node bulk.mjs: so many publications in one bulk act (LIANGYI_BENCH_WORKS, 10,000), and what readers notice meanwhile. A few works
// are written, submitted and reviewed over HTTP as people would; then each row of that is written again for all the others.
// On SQLite and, where LIANGYI_TEST_POSTGRES names a server, on PostgreSQL.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { command } from '../browser/liangyi.mjs';
import { ask, quantile } from './asks.mjs';
import { compare } from './budgets.mjs';
import { again, clause, fresh, goOn, importable, whole } from './grown.mjs';
import { furnish, sql } from './many_works.mjs';
import { onBoth, serve, signIn } from './serving.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const WORKS = Number(process.env.LIANGYI_BENCH_WORKS ?? 10_000);
const PATTERNS = 20;
/** Readers' requests a second, far below what the server can. */
const PACE = 50;
const SECONDS = 20;

/** A work that three people passed; everything over HTTP. */
async function approve(url, [author, ...reviewers], n) {
  const send = async (who, method, path, body) => {
    const answer = await fetch(`${url}/api/studio/v1${path}`, { method, headers: who, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  };
  const { id } = await send(author, 'POST', '/works', { kind: 'article', title: `第${n}件待发布`, organisation: `place-${n % 5}` });
  const { version, content } = await send(author, 'GET', `/works/${id}`);
  const filled = { ...content, lead: '一句话说清。', licence: 'CC-BY-4.0', clauses: [{ clause: `plan#${clause(n * 7)}` }, { clause: `plan#${clause(n * 7 + 13)}` }], people: [{ person: 'lin', role: 'author' }], topics: ['video'] };
  const body = Array.from({ length: 8 }, (_, k) => `第${k}段说的是第${n}类做法：谁牵头，谁配合，钱从哪里来，多久检查一次，结果在哪里公布。\n`).join('\n');
  await send(author, 'PUT', `/works/${id}`, { version, content: filled, body });
  await send(author, 'POST', `/works/${id}/submit`);
  for (const [at, stage] of ['first', 'second', 'final'].entries()) await send(reviewers[at], 'POST', `/works/${id}/reviews`, { stage, verdict: 'pass', note: '' });
  return id;
}

/** Statements that make the other works, each approved. */
function fill(database, works) {
  const renamed = `replace(t.content, '"' || (SELECT p.slug FROM works p WHERE p.id = c.pattern) || '"', '"b-' || c.n || '"')`;
  const submission = '(SELECT MAX(s.id) FROM submissions s)';
  return whole(database, [
    ...fresh(PATTERNS, works),
    `CREATE TABLE newest AS SELECT ${submission} AS id, (SELECT MAX(r.id) FROM work_revisions r) AS revision`,
    again(database, 'works', { id: 'c.n', tag: "'tag:bench.example,2026:' || c.n", slug: "'b-' || c.n" }, 'id'),
    again(database, 'work_revisions', { id: '(SELECT revision FROM newest) + c.n', digest: "'d' || c.n", content: renamed }),
    again(database, 'working_copies', { content: renamed }),
    ...['work_holders', 'work_authors', 'draft_clauses'].map((table) => again(database, table, {})),
    again(database, 'submissions', { id: '(SELECT id FROM newest) + c.n', revision_id: '(SELECT revision FROM newest) + c.n' }),
    `INSERT INTO submission_reviews (submission_id, stage, account_id, verdict, note, at)
     SELECT (SELECT id FROM newest) + c.n, v.stage, v.account_id, v.verdict, v.note, v.at
     FROM fresh c JOIN submissions s ON s.work_id = c.pattern JOIN submission_reviews v ON v.submission_id = s.id`,
    'DROP TABLE fresh',
    'DROP TABLE newest',
    ...goOn(database, ['works', 'work_revisions', 'submissions']),
  ]);
}

/** Milliseconds of `PACE` requests a second until `done`, each begun on time. */
async function read(addresses, done) {
  const times = [];
  const begun = performance.now();
  for (let n = 0; !done(); n += 1) {
    await sleep(Math.max(0, begun + (n * 1000) / PACE - performance.now()));
    times.push(ask(addresses[n % addresses.length], { 'Accept-Encoding': 'br' }));
  }
  const answers = await Promise.all(times);
  const bad = answers.find(({ status }) => status !== 200);
  if (bad) throw new Error(`a reader got ${bad.status}`);
  return answers.map(({ ms }) => ms);
}

function after(seconds) {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
}

async function measure(name, settings, folder) {
  await mkdir(settings.LIANGYI_DATA, { recursive: true });
  const database = await furnish(BINARY, settings, folder, 1);
  await command(BINARY, settings, 'import', 'works', await importable(join(folder, 'words'), {}));
  const first = await serve(BINARY, { ...settings, LIANGYI_RUN_WORKER: 'false' }, folder);
  let people;
  try {
    const places = Array.from({ length: 5 }, (_, n) => `place-${n}`);
    const with_ = (who, role) => signIn(BINARY, settings, first.url, who, ...places.map((place) => [place, role]));
    people = [await with_('author', 'author'), await with_('first', 'editor'), await with_('second', 'expert'), await with_('publisher', 'publisher')];
    for (let n = 1; n <= PATTERNS; n += 1) {
      const id = await approve(first.url, people, n);
      if (id !== n) throw new Error(`work ${n} has the id ${id}`);
    }
  } finally {
    await first.stop();
  }
  sql(database, fill(database, WORKS - PATTERNS));
  const server = await serve(BINARY, { ...settings, LIANGYI_PAGE_CACHE: '0', LIANGYI_TYPESET: 'false' }, folder);
  try {
    const pages = ['/', '/policies/plan', '/policies/plan/1.1', '/organisations', '/about', '/feed.atom'].map((path) => `${server.url}${path}`);
    await read(pages, after(3));
    const before = await read(pages, after(SECONDS));
    const headers = { ...people[3], Origin: server.url };
    const begun = performance.now();
    const answer = await fetch(`${server.url}/api/studio/v1/bulk-acts`, { method: 'POST', headers, body: JSON.stringify({ act: 'publish', filter: { state: 'approved' } }) });
    const { id, works } = await answer.json();
    if (works !== WORKS) throw new Error(`${works} works are in the act`);
    let over = null;
    // Asked seldom: the answer has ten thousand results.
    const watch = (async () => {

      while (sql(database, `SELECT COUNT(*) FROM bulk_acts WHERE finished_at IS NULL;`).match(/\d+/u)[0] !== '0') await sleep(250);
      over = performance.now();
    })();
    const meanwhile = await read(pages, () => over !== null);
    await watch;
    const { act } = await (await fetch(`${server.url}/api/studio/v1/bulk-acts/${id}`, { headers })).json();
    if (act.done !== WORKS) throw new Error(`only ${act.done} of ${WORKS} were published`);
    return { name, seconds: (over - begun) / 1000, before: [0.5, 0.99].map((at) => quantile(before, at)), meanwhile: [0.5, 0.99].map((at) => quantile(meanwhile, at)) };
  } finally {
    await server.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-bulk-'));
try {
  const rows = [];
  await onBoth(1, async (name, database) => {
    rows.push(await measure(name, { ...database(0), LIANGYI_DATA: join(folder, name) }, folder));
  });
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores. ${WORKS} publications in one bulk act; readers ask ${PACE} times a second, the cache of pages off, for ${SECONDS} s before and meanwhile.`);
  console.log('\n| database | seconds | works/s | readers’ p50 ms, before / meanwhile | p99 ms |\n|---|--:|--:|--:|--:|');
  for (const { name, seconds, before, meanwhile } of rows) console.log(`| ${name} | ${seconds.toFixed(1)} | ${(WORKS / seconds).toFixed(0)} | ${before[0].toFixed(2)} / ${meanwhile[0].toFixed(2)} | ${before[1].toFixed(2)} / ${meanwhile[1].toFixed(2)} |`);
  compare(rows.flatMap(({ name, seconds, before, meanwhile }) => [
    { what: `${name}: seconds for ${WORKS} publications`, atMost: (30 * WORKS) / 10_000, got: seconds },
    { what: `${name}: readers’ p99 meanwhile against before`, atMost: 1.1, got: meanwhile[1] / before[1] },
  ]));
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-bulk.json'), `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
