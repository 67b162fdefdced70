// A server of the product that a bench starts, looks at and ends; and a PostgreSQL's databases for it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { command, freePort } from '../browser/liangyi.mjs';

/** Megabytes of a process, by the names of the kernel: `VmRSS`, `RssAnon`. */
export async function memory(pid, name) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu'))?.[1] ?? Number.NaN) / 1024;
}

/** A process and all that it started, by their ids. */
export async function family(pid) {
  const found = [pid];
  for (const one of found) {
    const threads = await readdir(`/proc/${one}/task`).catch(() => []);
    for (const thread of threads) {
      const children = await readFile(`/proc/${one}/task/${thread}/children`, 'utf8').catch(() => '');
      found.push(...children.split(' ').filter(Boolean).map(Number));
    }
  }
  return found;
}

/**
 * Starts `binary serve`, by the command `by` where there is one; `{ url, pid, first, stop }`, where `first` is after how many
 * milliseconds `path` was there.
 */
export async function serve(binary, settings, folder, path = '/healthz', by = []) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(folder, 'log'), 'a');
  const environment = { PATH: process.env.PATH, ...settings, LIANGYI_LISTEN: `127.0.0.1:${port}`, LIANGYI_BASE_URL: url };
  const begun = performance.now();
  const [program, ...args] = [...by, binary, 'serve'];
  const child = spawn(program, args, { env: environment, stdio: ['ignore', log, log] });
  const ended = once(child, 'exit');
  while (!(await fetch(`${url}${path}`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`the server ended; see ${folder}/log`);
    await sleep(2);
  }
  const first = performance.now() - begun;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, pid: child.pid, first, stop };
}

/** An account with these roles at these organisations, or an administrator; the headers of what they ask. */
export async function signIn(binary, settings, url, name, ...roles) {
  const said = await command(binary, settings, 'user', 'add', name, ...(roles.length === 0 ? ['--admin'] : []));
  for (const [organisation, role] of roles) await command(binary, settings, 'user', 'grant', name, organisation, role);
  const headers = { 'X-Liangyi-Request': '1', Origin: url, 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/api/studio/v1/session`, { method: 'POST', headers, body: JSON.stringify({ name, password: said.match(/password: (\S+)/u)[1] }) });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return { ...headers, Cookie: answer.headers.get('set-cookie').split(';')[0] };
}

/** The databases of a bench: `act` is called with a name and the settings that choose the n-th one of SQLite, then of PostgreSQL. */
export async function onBoth(count, act) {
  await act('SQLite', () => ({}));
  const postgres = process.env.LIANGYI_TEST_POSTGRES;
  if (!postgres) return;
  const psql = (statement) => execFileSync('psql', ['-X', '-q', '-d', `${postgres}/postgres`, '-c', statement]);
  const names = Array.from({ length: count }, (_, n) => `liangyi_bench_${process.pid}_${n}`);
  try {
    names.forEach((name) => psql(`CREATE DATABASE ${name}`));
    await act('PostgreSQL', (n) => ({ LIANGYI_DATABASE_URL: `${postgres}/${names[n]}` }));
  } finally {
    names.forEach((name) => psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}
