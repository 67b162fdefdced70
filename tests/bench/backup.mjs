// node backup.mjs: a backup of a site with some gigabytes of blobs (LIANGYI_BENCH_GIB, 2) against `cp -r` of the same folder, in
// alternating rounds; everything is on the disk before the time is taken and when it is.

import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { command } from '../browser/liangyi.mjs';
import { compare, median } from './budgets.mjs';
import { begin } from './editor.mjs';
import { furnish } from './many_works.mjs';
import { serve, signIn } from './serving.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');
const MIB = 1024 * 1024;
const SIZE = 32 * MIB;
const FILES = Math.ceil((Number(process.env.LIANGYI_BENCH_GIB ?? 2) * 1024 * MIB) / SIZE);
const ROUNDS = 3;
const HEAD = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1');

async function upload(server, headers, name) {
  const place = await begin(server, headers, 'place-0', `${name}.mp4`, SIZE);
  const bytes = randomFillSync(Buffer.alloc(SIZE));
  HEAD.copy(bytes);
  const sent = await fetch(place, { method: 'PATCH', headers: { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' }, body: bytes });
  if (sent.status !== 204) throw new Error(`upload ${name}: ${sent.status} ${await sent.text()}`);
}

/** Seconds of the act, until what it wrote is on the disk. */
async function timed(act) {
  execFileSync('sync');
  const begun = performance.now();
  await act();
  execFileSync('sync');
  return (performance.now() - begun) / 1000;
}

const folder = await mkdtemp(join(process.env.LIANGYI_BENCH_FOLDER ?? tmpdir(), 'liangyi-backup-'));
try {
  await writeFile(join(folder, 'passphrase'), 'a passphrase of this bench alone\n', { mode: 0o600 });
  const settings = { LIANGYI_DATA: join(folder, 'data'), LIANGYI_RUN_WORKER: 'false', LIANGYI_BACKUP_PASSPHRASE_FILE: join(folder, 'passphrase') };
  await mkdir(settings.LIANGYI_DATA);
  await furnish(BINARY, settings, folder, 1);
  const server = await serve(BINARY, settings, folder);
  try {
    const headers = await signIn(BINARY, settings, server.url, 'editor', ['place-0', 'editor']);
    for (let n = 0; n < FILES; n += 1) await upload(server, headers, n);
  } finally {
    await server.stop();
  }
  const [ours, theirs] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [made, copied] = [join(folder, `made-${round}`), join(folder, `copied-${round}`)];
    theirs.push(await timed(() => execFileSync('cp', ['-r', settings.LIANGYI_DATA, copied])));
    await rm(copied, { recursive: true });
    ours.push(await timed(() => command(BINARY, settings, 'backup', made)));
    await rm(made, { recursive: true });
  }
  const [backup, cp] = [median(ours), median(theirs)];
  const again = (FILES * SIZE) / MIB;
  console.log(`${cpus()[0].model}. ${FILES} blobs, ${again} MiB; medians of ${ROUNDS} alternating rounds.`);
  console.log('\n| | seconds | MiB/s |\n|---|--:|--:|');
  for (const [what, seconds] of [['liangyi backup', backup], ['cp -r', cp]]) console.log(`| ${what} | ${seconds.toFixed(2)} | ${(again / seconds).toFixed(0)} |`);
  compare([{ what: 'speed of a backup, of that of cp -r', atLeast: 0.7, got: cp / backup }]);
  await mkdir(join(ROOT, 'target'), { recursive: true });
  await writeFile(join(ROOT, 'target/bench-backup.json'), `${JSON.stringify({ ours, theirs }, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
