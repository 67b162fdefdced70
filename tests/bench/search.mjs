// node search.mjs: `liangyi search-eval` over documents of 1,500 characters, put together from sentences by a seeded generator, against
// SQLite's FTS5 over pairs of characters, which has the same documents and queries. LIANGYI_BENCH_DOCS says how many (20,000).
// Sentences come from the shared collections where they are, from the demo otherwise.

import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

import { compare } from './budgets.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const SHARED = process.env.LIANGYI_SHARED ?? join(ROOT, '../shared/data');
const DOCS = Number(process.env.LIANGYI_BENCH_DOCS ?? 20_000);
const CHARACTERS = 1500;
const QUERIES = 300;

/** Mulberry32: the same documents in every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function texts() {
  const collections = ['stard', 'csl', 'wiki'].map((name) => join(SHARED, 'ir', name, 'docs.jsonl.gz'));
  if (collections.every((file) => existsSync(file))) {
    const lines = await Promise.all(collections.map(async (file) => gunzipSync(await readFile(file)).toString().trim().split('\n')));
    return lines.flat().map((line) => JSON.parse(line).body ?? '');
  }
  const demo = join(ROOT, 'crates/server/demo/works');
  const files = (await readdir(demo, { recursive: true })).filter((name) => name.endsWith('.md'));
  return Promise.all(files.map((name) => readFile(join(demo, name), 'utf8')));
}

function sentences(all) {
  return all.flatMap((text) => text.split(/(?<=[。！？])|\n/u)).map((one) => one.trim()).filter((one) => one.length >= 12 && one.length <= 200);
}

/** Writes documents, queries and judgements; a query is a stretch of 4 to 16 characters, and its answer the document it came from. */
async function collection(folder, pool) {
  const random = seeded(20_261_130);
  const pick = () => pool[Math.floor(random() * pool.length)];
  const out = createWriteStream(join(folder, 'docs.jsonl'));
  const every = Math.max(1, Math.floor(DOCS / QUERIES));
  const [queries, judgements] = [[], []];
  let characters = 0;
  for (let id = 0; id < DOCS; id += 1) {
    const parts = [];
    for (let length = 0; length < CHARACTERS; length += parts.at(-1).length) parts.push(pick());
    const body = parts.join('');
    characters += body.length;
    if (!out.write(`${JSON.stringify({ id: `d${id}`, title: parts[0].slice(0, 18), body })}\n`)) await once(out, 'drain');
    if (id % every === 0 && queries.length < QUERIES) {
      const [one, two] = [parts[1], parts[2]];
      const asked = `${one.slice(0, 4 + Math.floor(random() * 12))} ${two.slice(0, 4 + Math.floor(random() * 4))}`.replaceAll('\t', ' ');
      queries.push(`q${id}\t${asked}`);
      judgements.push(`q${id}\td${id}\t1`);
    }
  }
  out.end();
  await once(out, 'finish');
  await writeFile(join(folder, 'queries.tsv'), `${queries.join('\n')}\n`);
  await writeFile(join(folder, 'qrels.tsv'), `${judgements.join('\n')}\n`);
  return characters;
}

/** What a program prints, and the most memory of its own that it had, in MB. */
async function watched(command, args) {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let [words, anonymous] = ['', 0];
  child.stdout.on('data', (chunk) => {
    words += chunk;
  });
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    anonymous = Math.max(anonymous, Number(status.match(/RssAnon:\s+(\d+)/u)?.[1] ?? 0) / 1024);
  }, 200);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${words}`);
  const figure = (pattern) => Number(words.match(pattern)?.[1] ?? Number.NaN);
  return {
    rate: figure(/, (\d+) characters\/s/u), ratio: figure(/index: \d+ bytes, ([\d.]+)/u), ndcg: figure(/nDCG@10: ([\d.]+)/u), recall: figure(/Recall@100: ([\d.]+)/u), p50: figure(/p50 ([\d.]+) ms/u), p99: figure(/p99 ([\d.]+) ms/u), anonymous,
  };
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-search-'));
try {
  const pool = sentences(await texts());
  const characters = await collection(folder, pool);
  const files = ['docs.jsonl', 'queries.tsv', 'qrels.tsv'].map((name) => join(folder, name));
  const ours = await watched(BINARY, ['search-eval', '--docs', files[0], '--queries', files[1], '--qrels', files[2]]);
  const theirs = await watched('python3', [join(ROOT, 'tests/bench/fts5.py'), ...files]);
  const version = execFileSync('python3', ['-c', 'import sqlite3; print(sqlite3.sqlite_version)']).toString().trim();
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores · SQLite ${version}, FTS5 over pairs of characters`);
  console.log(`${DOCS.toLocaleString('en')} documents, ${characters.toLocaleString('en')} characters, from ${pool.length.toLocaleString('en')} sentences; one thread asks.\n`);
  console.log('| | characters/s | index ÷ text | nDCG@10 | Recall@100 | p50 ms | p99 ms | own memory MB |\n|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const [name, f] of [['liangyi', ours], ['SQLite FTS5', theirs]]) {
    console.log(`| ${name} | ${f.rate.toLocaleString('en')} | ${f.ratio} | ${f.ndcg} | ${f.recall} | ${f.p50} | ${f.p99} | ${f.anonymous.toFixed(0)} |`);
  }
  await writeFile(join(ROOT, 'target/bench-search.json'), `${JSON.stringify({ documents: DOCS, characters, ours, theirs }, null, 2)}\n`);
  compare([
    { what: 'indexing, characters a second', atLeast: 1_200_000, got: ours.rate },
    { what: 'index, of the text', atMost: 1.7, got: ours.ratio },
    { what: 'a page of results with facets and snippets, p99 ms', atMost: 20, got: ours.p99 },
    { what: 'pages of results a second on one thread (300 on two)', atLeast: 150, got: 1000 / ours.p50 },
    { what: 'own memory, MB', atMost: 600, got: ours.anonymous },
    { what: 'nDCG@10 of the documents that queries were taken from, against FTS5', atLeast: 1, got: ours.ndcg / theirs.ndcg },
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
