// node coverage.mjs: how long the studio takes for the coverage of a policy with 200 clauses and 100,000 works, and for
// the works that a new version may have outrun among 1,000,000 links; over HTTP, by an administrator and by an editor.
// On SQLite and, where LIANGYI_TEST_POSTGRES names a server, on PostgreSQL.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { CHANGED, manyWorks } from './many_works.mjs';
import { onBoth, serve, signIn } from './serving.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const WORKS = Number(process.env.LIANGYI_BENCH_WORKS ?? 100_000);
const ROUNDS = 15;

const SITES = [
  { links: 2, lists: true, asks: [['coverage, everybody', '/coverage?policy=plan'], ['coverage, an organisation and those below', '/coverage?policy=plan&organisation=place-0'], ['works behind a number', '/coverage/works?policy=plan&clause=1.1&genre=expert'], ['report', '/reports?policy=plan&from=2026-01-01&until=2026-12-31']] },
  { links: 10, lists: false, asks: [['stale since this version', '/stale?policy=plan'], ['stale works of a clause', '/stale/works?policy=plan&version=2&clause=1.1']] },
];

/** Milliseconds of each round, sorted; the answer is read to its end. */
async function time(address, headers) {
  const times = [];
  let text = '';
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now();
    const answer = await fetch(address, { headers });
    text = await answer.text();
    // The first one finds nothing in memory and is not counted.
    if (round > 0) times.push(performance.now() - begun);
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${text}`);
  }
  return { times: times.sort((a, b) => a - b), answer: JSON.parse(text) };
}

async function measure(name, settings, folder) {
  const rows = [];
  for (const [n, site] of SITES.entries()) {
    const own = { ...settings(n), LIANGYI_DATA: join(folder, `${name}-${n}`) };
    await manyWorks(BINARY, own, folder, { works: WORKS, ...site });
    const { url, stop } = await serve(BINARY, { ...own, LIANGYI_RUN_WORKER: 'false' }, folder);
    try {
      const people = [['administrator', await signIn(BINARY, own, url, 'all')], ['editor of ten organisations', await signIn(BINARY, own, url, 'editor', ['place-0', 'editor'])]];
      for (const [what, path] of site.asks) {
        for (const [who, headers] of people) {
          const { times, answer } = await time(`${url}/api/studio/v1${path}`, headers);
          if (path.startsWith('/stale?') && (answer.clauses.length !== CHANGED || answer.works === 0)) throw new Error(`${answer.clauses.length} clauses, ${answer.works} works`);
          if (path.startsWith('/coverage?') && answer.clauses.filter(({ leaf }) => leaf).length !== 200) throw new Error('not 200 clauses');
          rows.push({ database: name, what, who, median: times[Math.floor(times.length / 2)], worst: times.at(-1) });
        }
      }
    } finally {
      await stop();
    }
  }
  return rows;
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-coverage-'));
try {
  const rows = [];
  await onBoth(SITES.length, async (name, settings) => rows.push(...(await measure(name, settings, folder))));
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores. A policy of 200 clauses in two versions, ${CHANGED} of them changed; ${WORKS} works; coverage with 2 links a work, stale with 10. ${ROUNDS} requests each over HTTP, milliseconds.`);
  console.log('\n| database | what | who | median ms | worst ms |\n|---|---|---|--:|--:|');
  for (const row of rows) console.log(`| ${row.database} | ${row.what} | ${row.who} | ${row.median.toFixed(1)} | ${row.worst.toFixed(1)} |`);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-coverage.json'), `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
