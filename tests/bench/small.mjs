// node small.mjs: the smallest machine, one core and 900 MB. The server and all that it starts run on one core; a film of a minute
// at 1080p is handed in and becomes a video while readers ask for pages. What of their own memory they have together at most.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { command } from '../browser/liangyi.mjs';
import { ask, quantile } from './asks.mjs';
import { compare } from './budgets.mjs';
import { begin } from './editor.mjs';
import { article, importable } from './grown.mjs';
import { furnish } from './many_works.mjs';
import { family, memory, serve, signIn } from './serving.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const SECONDS = Number(process.env.LIANGYI_BENCH_SECONDS ?? 60);
const PATIENCE_MS = 3_600_000;

function film(path) {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=30:d=${SECONDS}`, '-f', 'lavfi', '-i', `sine=440:d=${SECONDS}`];
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', path]);
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-small-'));
try {
  const settings = { LIANGYI_DATA: join(folder, 'data'), LIANGYI_TYPESET: 'false', ...(process.env.LIANGYI_MEDIA_PIPELINE && { LIANGYI_MEDIA_PIPELINE: process.env.LIANGYI_MEDIA_PIPELINE }) };
  await mkdir(settings.LIANGYI_DATA);
  await furnish(BINARY, settings, folder, 1);
  const works = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.md`, article(`t-${n}`, n)]));
  await command(BINARY, settings, 'import', 'works', await importable(join(folder, 'works'), works));
  const path = join(folder, 'film.mp4');
  film(path);
  const server = await serve(BINARY, settings, folder, '/healthz', ['taskset', '-c', '0']);
  let [most, over] = [0, false];
  const watch = (async () => {
    while (!over) {
      const each = await Promise.all((await family(server.pid)).map((pid) => memory(pid, 'RssAnon')));
      most = Math.max(most, each.filter(Number.isFinite).reduce((sum, one) => sum + one, 0));
      await sleep(50);
    }
  })();
  try {
    const headers = await signIn(BINARY, settings, server.url, 'editor', ['place-0', 'editor']);
    const bytes = await readFile(path);
    const place = await begin(server, headers, 'place-0', 'film.mp4', bytes.length);
    const sent = await fetch(place, { method: 'PATCH', headers: { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' }, body: bytes });
    if (sent.status !== 204) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
    const begun = performance.now();
    const times = [];
    for (let n = 0; ; n += 1) {
      const answer = await ask(`${server.url}${['/', '/policies/plan', `/works/t-${n % 40}`, '/search?q=老人'][n % 4]}`, { 'Accept-Encoding': 'br' });
      if (answer.status !== 200) throw new Error(`a reader got ${answer.status}`);
      times.push(answer.ms);
      if (n % 20 === 0) {
        const asset = await (await fetch(`${server.url}/api/studio/v1/assets/${sent.headers.get('Liangyi-Asset')}`, { headers })).json();
        if (asset.state === 'failed') throw new Error(`the film failed: ${asset.reason}`);
        if (asset.state === 'ready') break;
        if (performance.now() - begun > PATIENCE_MS) throw new Error('the film is still not a video');
      }
      await sleep(50);
    }
    const seconds = (performance.now() - begun) / 1000;
    over = true;
    await watch;
    const row = { seconds, most, readers: { asked: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99) } };
    console.log(`${cpus()[0].model}, one core. A film of ${SECONDS} s at 1920×1080; readers ask twenty times a second at most.`);
    console.log('\n| seconds until it was ready | own memory of all together at most, MB | readers’ requests | p50 ms | p99 ms |\n|--:|--:|--:|--:|--:|');
    console.log(`| ${seconds.toFixed(1)} | ${most.toFixed(0)} | ${times.length} | ${row.readers.p50.toFixed(2)} | ${row.readers.p99.toFixed(2)} |`);
    compare([{ what: 'own memory of the server and the pipeline, MB', atMost: 900, got: most }]);
    await mkdir(join(ROOT, 'target'), { recursive: true });
    await writeFile(join(ROOT, 'target/bench-small.json'), `${JSON.stringify(row, null, 2)}\n`);
  } finally {
    over = true;
    await server.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
