// node upload.mjs [STREAMS]: files of 2 GiB handed in at once, in pieces of 16 MiB; what the server needs in memory meanwhile.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { start } from '../browser/liangyi.mjs';
import { compare } from './budgets.mjs';
import { begin, editor } from './editor.mjs';

const BINARY = process.env.LIANGYI_BINARY ?? join(fileURLToPath(new URL('../..', import.meta.url)), 'target/release/liangyi');
const STREAMS = Number(process.argv[2] ?? 4);
const MIB = 1024 * 1024;
const SIZE = 2048 * MIB;
const PIECE = 16 * MIB;
const HEAD = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1');

/** MiB that the process has in memory, now and at its most. */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`, 'u').exec(status)[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** Bytes that begin as a video does and are like no other's. */
function piece(stream, at) {
  const bytes = Buffer.alloc(PIECE, stream + 1);
  if (at === 0) HEAD.copy(bytes);
  bytes.writeUInt32BE(at / PIECE, 100);
  return bytes;
}

async function upload(server, headers, stream) {
  const place = await begin(server, headers, 'linshui-city', `${stream}.mp4`, SIZE);
  let answer;
  for (let at = 0; at < SIZE; at = Number(answer.headers.get('Upload-Offset'))) {
    const mine = { ...headers, 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream' };
    answer = await fetch(place, { method: 'PATCH', headers: mine, body: piece(stream, at) });
    if (answer.status !== 204) throw new Error(`at ${at}: ${answer.status} ${await answer.text()}`);
  }
  if (!answer.headers.get('Liangyi-Asset')) throw new Error('no asset came of it');
}

const folder = await mkdtemp(join(tmpdir(), 'liangyi-upload-'));
const server = await start(BINARY, join(folder, 'server.log'), { LIANGYI_RUN_WORKER: 'false' });
try {
  const headers = await editor(BINARY, server, 'linshui-city');
  await (await fetch(server.url)).text();
  const before = await memory(server.pid);
  const begun = performance.now();
  await Promise.all(Array.from({ length: STREAMS }, (_, stream) => upload(server, headers, stream)));
  const after = await memory(server.pid);
  const seconds = (performance.now() - begun) / 1000;
  console.log('| streams of 2 GiB | seconds | MiB before | MiB after | most before | most after | a stream |\n|--:|--:|--:|--:|--:|--:|--:|');
  const each = Math.max(0, after.most - before.now) / STREAMS;
  const cells = [STREAMS, seconds, before.now, after.now, before.most, after.most, each];
  console.log(`| ${cells.map((cell) => (Number.isInteger(cell) ? cell : cell.toFixed(1))).join(' | ')} |`);
  compare([{ what: 'memory of a stream, MiB', atMost: 32, got: each }]);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
