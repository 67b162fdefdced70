// node run.mjs: hot pages of target/release/liangyi against nginx serving the same bytes from a file, in one run.
// Rounds alternate, so that a busy minute of the machine hits both; what is printed are medians.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { start } from '../browser/liangyi.mjs';
import { median } from './budgets.mjs';
import { assertSame, fetchPage } from './page.mjs';
import { startNginx } from './nginx.mjs';
import { CONNECTIONS, load } from './wrk.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const ROUNDS = 5;
const SECONDS = 1;

/** First address in the clause's page that leads to a work: what a reader of the clause opens. */
async function paths(url) {
  const { body } = await fetchPage(`${url}/policies/work-plan-2022/4.2.5`);
  const [, work] = body.toString().match(/href="(\/works\/[^"#?]+)"/u) ?? [];
  if (!work) throw new Error('clause 4.2.5 of work-plan-2022 leads to no work: is the demo imported?');
  return { home: '/', article: work, policy: '/policies/work-plan-2022', search: `/search?q=${encodeURIComponent('短视频')}` };
}

/** Requests per second, latency and errors of one page on both servers, medians over the rounds. */
async function compare(ours, theirs) {
  const rounds = { ours: [], theirs: [] };
  for (const address of [ours, theirs]) load(address, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(load(ours, SECONDS));
    rounds.theirs.push(load(theirs, SECONDS));
  }
  const middle = (of, what) => median(of.map((round) => round[what]));
  return Object.fromEntries(Object.entries(rounds).map(([who, of]) => [who, { rate: middle(of, 'rate'), p50: middle(of, 'p50'), p99: middle(of, 'p99'), errors: Math.max(...of.map((round) => round.errors)) }]));
}

function row(name, path, bytes, { ours, theirs }) {
  const number = (value) => Math.round(value).toLocaleString('en');
  const ms = (micros) => (micros / 1000).toFixed(2);
  const cells = [`${name} \`${decodeURIComponent(path)}\``, number(bytes), number(ours.rate), number(theirs.rate), (ours.rate / theirs.rate).toFixed(2), ms(ours.p99), ms(theirs.p99), (ours.p99 / theirs.p99).toFixed(2)];
  return `| ${cells.join(' | ')} |`;
}

function first(program, ...args) {
  return execFileSync('sh', ['-c', `${[program, ...args].join(' ')} 2>&1 || true`], { cwd: ROOT }).toString().split('\n')[0].trim();
}

async function measure(server, folder) {
  const results = [];
  for (const [name, path] of Object.entries(await paths(server.url))) {
    const page = await fetchPage(server.url + path, 'br');
    const nginx = await startNginx(join(folder, name), page);
    try {
      assertSame(page, await fetchPage(nginx.url, 'br'));
      const rates = await compare(server.url + path, nginx.url);
      results.push({ name, path, bytes: page.body.length, ...rates });
      console.log(row(name, path, page.body.length, rates));
    } finally {
      await nginx.stop();
    }
  }
  return results;
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-bench-'));
const server = await start(BINARY, join(folder, 'server.log'));
try {
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores · ${first('/usr/sbin/nginx', '-v')} · ${first('wrk', '-v').split(' Copyright')[0]}`);
  console.log(`Both servers: ${availableParallelism()} workers, keep-alive, brotli bytes, loopback; wrk on the same cores with ${CONNECTIONS} connections; median of ${ROUNDS} rounds of ${SECONDS} s each.\n`);
  console.log('| page | bytes | liangyi req/s | nginx req/s | ratio | liangyi p99 ms | nginx p99 ms | ratio |\n|---|--:|--:|--:|--:|--:|--:|--:|');
  const results = await measure(server, folder);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench.json'), `${JSON.stringify(results, null, 2)}\n`);
  const errors = results.filter(({ ours, theirs }) => ours.errors + theirs.errors > 0);
  if (errors.length > 0) throw new Error(`requests failed: ${JSON.stringify(errors)}`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
