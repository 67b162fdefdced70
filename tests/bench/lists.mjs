// node lists.mjs: a page of the studio's list of works, on SQLite: of 100,000 works for an administrator, first page and a later
// one; and of 120,000 works for an administrator and for an editor with 1,400 grants. LIANGYI_BENCH_WORKS makes it smaller.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { BINARY, headers, person, ROOT, serving, signIn } from './many_people.mjs';
import { manyWorks, sql } from './many_works.mjs';

const WORKS = Number(process.env.LIANGYI_BENCH_WORKS ?? 100_000);
const [MORE, PLACES, GRANTS, ROUNDS] = [Math.floor(WORKS * 1.2), 2000, 1400, 31];

/** Milliseconds of each round, sorted; and the page. */
async function time(url, path, token) {
  const times = [];
  let page;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/studio/v1${path}`, { headers: headers(url, token) });
    page = await answer.json();
    // The first one finds nothing in memory and is not counted.
    if (round > 0) times.push(performance.now() - begun);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(page)}`);
  }
  return { times: times.sort((a, b) => a - b), page };
}

/** Two thousand organisations beside each other, and the works spread over them; the editor has a grant in most. */
function spread(database) {
  const places = `WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ${PLACES - 1})
    INSERT INTO organisations (id, slug, name, kind, about, example) SELECT 1000 + n, 'spread-' || n, '分散的第' || n || '家', 'county', '', true FROM c`;
  const held = ['work_organisations', 'work_holders'].map((table) => `UPDATE ${table} SET organisation_id = 1000 + work_id % ${PLACES}`);
  const grants = `INSERT INTO memberships (account_id, organisation_id, role) SELECT a.id, o.id, 'editor' FROM accounts a, organisations o
    WHERE a.name = 'editor' AND o.id >= 1000 AND o.id < ${1000 + GRANTS}`;
  sql(database, `BEGIN;\n${[places, ...held, grants].join(';\n')};\nCOMMIT;\nANALYZE;\n`);
}

async function measure(folder, works, spreads) {
  const settings = { LIANGYI_DATA: join(folder, `data-${works}`) };
  const database = await manyWorks(BINARY, settings, folder, { works, links: 2, lists: false });
  const passwords = { all: await person(settings, 'all'), editor: await person(settings, 'editor', [['place-0', 'editor']]) };
  if (spreads) spread(database);
  return serving(settings, folder, async (url) => {
    const rows = [];
    for (const name of spreads ? ['all', 'editor'] : ['all']) {
      const token = await signIn(url, name, passwords[name]);
      const first = await time(url, '/works', token);
      if (first.page.works.length === 0 || !first.page.next) throw new Error(`${name} sees no page with a next one`);
      const later = await time(url, `/works?after=${encodeURIComponent(first.page.next)}`, token);
      for (const [what, { times }] of [['first page', first], ['next page', later]]) {
        rows.push({ works, who: name === 'all' ? 'administrator' : `editor with ${GRANTS} grants`, what, median: times[Math.floor(times.length / 2)], worst: times.at(-1) });
      }
    }
    return rows;
  });
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-lists-'));
try {
  const rows = [...(await measure(folder, WORKS, false)), ...(await measure(folder, MORE, true))];
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores, SQLite. ${ROUNDS} requests each over HTTP, milliseconds.`);
  console.log('\n| works | who | what | median ms | worst ms |\n|--:|---|---|--:|--:|');
  for (const row of rows) console.log(`| ${row.works} | ${row.who} | ${row.what} | ${row.median.toFixed(1)} | ${row.worst.toFixed(1)} |`);
  const of = (who, what) => rows.find((row) => row.works === MORE && row.who.startsWith(who) && row.what === what).median;
  for (const what of ['first page', 'next page']) console.log(`\nThe editor waits ${(of('editor', what) - of('administrator', what)).toFixed(1)} ms longer than the administrator for the ${what} (wanted: at most 10).`);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-lists.json'), `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
