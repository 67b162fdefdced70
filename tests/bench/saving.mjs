// node saving.mjs: 200 editors save their working copies every two seconds for five minutes, on SQLite, over HTTP. An error is
// any answer but 200; a save is lost where it was acknowledged and the work says something else afterwards.
// LIANGYI_BENCH_SECONDS and LIANGYI_BENCH_EDITORS shorten it.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { BINARY, headers, likeOf, person, ROOT, serving, share, signIn } from './many_people.mjs';
import { manyWorks } from './many_works.mjs';

const EDITORS = Number(process.env.LIANGYI_BENCH_EDITORS ?? 200);
const SECONDS = Number(process.env.LIANGYI_BENCH_SECONDS ?? 300);
const EVERY_MS = 2000;
const LETTERS = 3000;

/** A text of an ordinary length that is another one at every save. */
function body(editor, save) {
  const said = `第${editor}位编辑第${save}次保存。`;
  const rest = '月球背面没有信号，鹊桥中继星替它把话传回地球。'.repeat(Math.ceil(LETTERS / 23));
  return `${said}\n\n${rest.replaceAll(/(.{230})/gu, '$1\n\n').slice(0, LETTERS)}\n`;
}

async function ask(url, token, method, path, sent) {
  const answer = await fetch(`${url}/api/studio/v1${path}`, { method, headers: headers(url, token), body: sent && JSON.stringify(sent) });
  const text = await answer.text();
  return { status: answer.status, json: text ? JSON.parse(text) : null };
}

async function begin(url, token, n) {
  const made = await ask(url, token, 'POST', '/works', { kind: 'article', title: `第${n}篇`, organisation: 'place-0' });
  if (made.status !== 201) throw new Error(`a work: ${made.status} ${JSON.stringify(made.json)}`);
  const work = await ask(url, token, 'GET', `/works/${made.json.id}`);
  return { n, token, id: made.json.id, version: work.json.version, content: work.json.content, body: work.json.body };
}

/** One editor until the time is over: a save every two seconds, the first one somewhere in the first two. */
async function edit(url, editor, until, told) {
  await sleep((editor.n / EDITORS) * EVERY_MS);
  for (let save = 1; performance.now() < until; save += 1) {
    const begun = performance.now();
    const text = body(editor.n, save);
    const answer = await ask(url, editor.token, 'PUT', `/works/${editor.id}`, { version: editor.version, content: editor.content, body: text }).catch((problem) => ({ status: 0, json: String(problem) }));
    told.times.push(performance.now() - begun);
    if (answer.status === 200) {
      editor.version = answer.json.version;
      editor.body = text;
    } else {
      told.errors.push(`${answer.status} ${JSON.stringify(answer.json).slice(0, 200)}`);
    }
    await sleep(Math.max(0, begun + EVERY_MS - performance.now()));
  }
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-saving-'));
try {
  const settings = { LIANGYI_DATA: join(folder, 'data') };
  const database = await manyWorks(BINARY, settings, folder, { works: 100, links: 2, lists: true });
  const password = await person(settings, 'editor', [['place-0', 'editor']]);
  const result = await serving(settings, folder, async (url) => {
    const tokens = likeOf(database, 'editor', await signIn(url, 'editor', password), EDITORS);
    const editors = [];
    for (const [n, token] of tokens.entries()) editors.push(await begin(url, token, n));
    const told = { times: [], errors: [] };
    const until = performance.now() + SECONDS * 1000;
    await Promise.all(editors.map((editor) => edit(url, editor, until, told)));
    const lost = [];
    for (const editor of editors) {
      const work = await ask(url, editor.token, 'GET', `/works/${editor.id}`);
      if (work.json.body !== editor.body || work.json.version !== editor.version) lost.push(editor.id);
    }
    told.times.sort((a, b) => a - b);
    return { editors: EDITORS, seconds: SECONDS, saves: told.times.length, errors: told.errors, lost, p50: share(told.times, 0.5), p99: share(told.times, 0.99), worst: told.times.at(-1) };
  });
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores, SQLite. ${EDITORS} editors, a save of ${LETTERS} letters every ${EVERY_MS / 1000} s each, for ${SECONDS} s; server and editors on the same machine.`);
  console.log('\n| saves | errors | lost | p50 ms | p99 ms | worst ms |\n|--:|--:|--:|--:|--:|--:|');
  console.log(`| ${result.saves} | ${result.errors.length} | ${result.lost.length} | ${result.p50.toFixed(1)} | ${result.p99.toFixed(1)} | ${result.worst.toFixed(1)} |`);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-saving.json'), `${JSON.stringify(result, null, 2)}\n`);
  if (result.errors.length > 0 || result.lost.length > 0) throw new Error(`errors: ${[...new Set(result.errors)].slice(0, 5).join('; ')}; works with a lost save: ${result.lost.join(', ')}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
