// node queue.mjs: twenty uploads at once on this machine, nineteen of one organisation and, last of all, one of another.
// Whether each becomes a video, when the other organisation's turn comes, and what readers notice meanwhile.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { demoVideos, start, untilThere } from '../browser/liangyi.mjs';
import { compare } from './budgets.mjs';
import { begin, editor } from './editor.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const FILMS = 20;
const [MANY, FEW] = ['linshui-city', 'qinghe-county'];
/** Readers' requests a second: far below what the server can, so that their time is theirs and not a queue's. */
const PACE = 100;
const SECONDS = 20;
const PATIENCE_MS = 1_200_000;

/** Ten seconds of 720 × 1280 with a tone; `mark` makes the bytes its own. */
function film(path, mark) {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=720x1280:r=30:d=10', '-f', 'lavfi', '-i', 'sine=440:d=10'];
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-metadata', `comment=${mark}`, path]);
}

/** Hands a file in; the asset that it became. */
async function upload(server, headers, organisation, name, bytes) {
  const place = await begin(server, headers, organisation, name, bytes.length);
  const mine = { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
  const sent = await fetch(place, { method: 'PATCH', headers: mine, body: bytes });
  if (sent.status !== 204) throw new Error(`upload of ${name}: ${sent.status} ${await sent.text()}`);
  return Number(sent.headers.get('Liangyi-Asset'));
}

/** Milliseconds of `PACE` requests a second until `done`, sorted; each is begun on time, whatever became of the last. */
async function read(address, done) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = () => new Promise((resolve, reject) => {
    const begun = performance.now();
    get(address, { agent, headers: { 'Accept-Encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 200 ? resolve(performance.now() - begun) : reject(new Error(`${address}: ${answer.statusCode}`))));
    }).on('error', reject);
  });
  const times = [];
  const begun = performance.now();
  for (let i = 0; !done(); i += 1) {
    await sleep(Math.max(0, begun + (i * 1000) / PACE - performance.now()));
    times.push(ask());
  }
  const all = await Promise.all(times);
  agent.destroy();
  return all.sort((a, b) => a - b);
}

/** Becomes true after so long. */
function after(seconds) {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
}

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

const folder = await mkdtemp(join(tmpdir(), 'liangyi-queue-'));
const server = await start(BINARY, join(folder, 'server.log'), {});
try {
  const page = `${server.url}/policies/work-plan-2022`;
  const [many, few] = [await editor(BINARY, server, MANY), await editor(BINARY, server, FEW)];
  // What the demo brings is made first.
  for (const slug of await demoVideos()) await untilThere(server.url, `/works/${slug}`);
  await read(page, after(2));
  const before = await read(page, after(SECONDS));

  const assets = [];
  for (let i = 0; i < FILMS; i += 1) {
    const path = join(folder, `${i}.mp4`);
    film(path, `${i}`);
    const [headers, organisation] = i === FILMS - 1 ? [few, FEW] : [many, MANY];
    assets.push({ headers, organisation, id: await upload(server, headers, organisation, `${i}.mp4`, await readFile(path)) });
  }
  const begun = performance.now();
  const ready = [];
  // Readers read until the last film is ready.
  const reading = read(page, () => ready.length === FILMS || performance.now() - begun > PATIENCE_MS);
  while (ready.length < FILMS) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`only ${ready.length} of ${FILMS} became videos`);
    for (const asset of assets.filter(({ id }) => !ready.some((one) => one.id === id))) {
      const { state, reason } = await (await fetch(`${server.url}/api/studio/v1/assets/${asset.id}`, { headers: asset.headers })).json();
      if (state === 'failed') throw new Error(`asset ${asset.id}: ${reason}`);
      if (state === 'ready') ready.push(asset);
    }
    await sleep(200);
  }
  const during = await reading;
  const place = ready.findIndex(({ organisation }) => organisation === FEW) + 1;
  const [was, is] = [before, during].map((times) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) }));
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores. ${FILMS} films of 10 s at 720×1280 at once, the last one of another organisation; ${PACE} readers' requests a second for ${SECONDS} s before, and until all were ready.`);
  console.log('\n| ready | place of the last one handed in | readers’ p50 ms, before / meanwhile | p99 ms | ratio of p99 |\n|--:|--:|--:|--:|--:|');
  console.log(`| ${ready.length} of ${FILMS} | ${place} | ${was.p50.toFixed(2)} / ${is.p50.toFixed(2)} | ${was.p99.toFixed(2)} / ${is.p99.toFixed(2)} | ${(is.p99 / was.p99).toFixed(2)} |`);
  compare([
    { what: 'uploads that became videos', atLeast: FILMS, got: ready.length },
    { what: 'place of the other organisation’s only one, handed in last', atMost: 3, got: place },
    { what: 'readers’ p99 meanwhile against before', atMost: 1.5, got: is.p99 / was.p99 },
  ]);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-queue.json'), `${JSON.stringify({ ready: ready.length, place, before: was, during: is }, null, 2)}\n`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
