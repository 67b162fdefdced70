// What a process costs: GNU time says it of the process and of everything it started.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** Whether a command is there. */
export function has(command, argument = '--version') {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a command to its end. Answers `{ cpu, wall, rss, first }`: seconds of processor and of the clock, peak memory in
 * MB, and the seconds after which the first line with `mark` came out (`null` where none did).
 */
export async function cost(command, args, mark = null) {
  const folder = await mkdtemp(join(tmpdir(), 'liangyi-time-'));
  const figures = join(folder, 'figures');
  try {
    const begun = performance.now();
    const child = spawn('/usr/bin/time', ['-o', figures, '-f', '%U %S %M', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let first = null;
    let words = '';
    child.stdout.on('data', (chunk) => {
      if (mark && first === null && chunk.toString().includes(mark)) first = (performance.now() - begun) / 1000;
    });
    child.stderr.on('data', (chunk) => {
      words += chunk;
    });
    const [code] = await once(child, 'close');
    const wall = (performance.now() - begun) / 1000;
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${words}`);
    const [user, system, kilobytes] = (await readFile(figures, 'utf8')).trim().split('\n').at(-1).split(' ').map(Number);
    return { cpu: user + system, wall, rss: kilobytes / 1024, first };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The costs of commands that run one after the other: times add up, the largest memory counts. */
export async function costs(commands) {
  const total = { cpu: 0, wall: 0, rss: 0, first: null };
  for (const [command, args] of commands) {
    const one = await cost(command, args);
    total.cpu += one.cpu;
    total.wall += one.wall;
    total.rss = Math.max(total.rss, one.rss);
  }
  return total;
}
