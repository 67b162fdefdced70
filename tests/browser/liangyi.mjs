// Starts the product on a folder of its own with the demo content, as a person would: by its commands.
// Absent from here: any knowledge of pages. The benchmarks use it too.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEMO = join(ROOT, 'crates/server/demo');
const PATIENCE_MS = 30_000;
/** A queue of a few minutes of video, on a busy machine. */
const FILM_PATIENCE_MS = 600_000;

/** A port that was free a moment ago. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The caller's environment without its LIANGYI_ settings, and with these. */
function environment(settings) {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('LIANGYI_'));
  return { ...Object.fromEntries(rest), ...settings };
}

/** Runs `liangyi` with `args`; answers what it printed, or throws with what it said. */
export async function command(binary, settings, ...args) {
  const { stdout } = await promisify(execFile)(binary, args, { env: environment(settings), cwd: ROOT });
  return stdout;
}

async function importDemo(run) {
  // Drafts first: what stands beside them are the next versions.
  for (const folder of ['policies/earlier', 'policies']) {
    const policies = (await readdir(join(DEMO, folder))).filter((name) => name.endsWith('.txt')).sort();
    for (const name of policies) await run('import', 'policy', join(DEMO, folder, name), '--slug', basename(name, '.txt'));
  }
  await run('import', 'works', join(DEMO, 'works'));
}

async function untilReady(url, child, log) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not get ready:\n${await readFile(log, 'utf8')}`);
}

/** The short videos of the demo by slug, those that are published among them. */
export async function demoVideos() {
  const names = (await readdir(join(DEMO, 'works'), { recursive: true })).filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(names.sort().map((name) => readFile(join(DEMO, 'works', name), 'utf8')));
  const films = texts.filter((text) => /^kind: short-video$/mu.test(text) && /^state: published$/mu.test(text));
  return films.map((text) => /^slug: (\S+)$/mu.exec(text)[1]);
}

/** Waits until the back room has made what `path` shows: a video is published when it is ready. */
export async function untilThere(url, path) {
  const deadline = Date.now() + FILM_PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(new URL(path, url)).catch(() => null);
    if (answer?.ok) return;
    await sleep(500);
  }
  throw new Error(`${path} is still not there after ${FILM_PATIENCE_MS / 1000} s`);
}

/**
 * `binary`: path of `liangyi`; `log`: file for what the server says; `more`: settings beside those of the tests; `demo`: whether
 * there is anything on the site.
 * Answers `{ url, settings, pid, stop }`; `stop` ends the server and removes its data.
 */
export async function start(binary, log, more = { LIANGYI_VIDEO_CORES: '1024', LIANGYI_VIDEO_LARGEST: '540' }, { demo = true } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'liangyi-'));
  const listen = more.LIANGYI_LISTEN ?? `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const settings = { LIANGYI_DATA: data, LIANGYI_LISTEN: listen, LIANGYI_BASE_URL: url, LIANGYI_TYPESET: 'false', LIANGYI_OCR: 'false', ...more };
  await command(binary, settings, 'migrate');
  if (demo) await importDemo((...args) => command(binary, settings, ...args));

  const output = createWriteStream(log);
  await once(output, 'open');
  const child = spawn(binary, ['serve'], { env: environment(settings), cwd: ROOT, stdio: ['ignore', output, output] });
  const ended = once(child, 'exit');
  await untilReady(url, child, log);

  const stop = async () => {
    child.kill('SIGINT');
    const [status] = await ended;
    await rm(data, { recursive: true, force: true });
    return status;
  };
  return { url, settings, pid: child.pid, stop };
}
