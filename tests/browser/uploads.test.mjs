// The upload protocol judged by clients that are not ours, against the running server: tus-js-client and tuspy.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as tus from 'tus-js-client';

import { binary, settings, url } from './chromium.mjs';
import { command } from './liangyi.mjs';

const ENDPOINT = new URL('/api/studio/v1/uploads', url).href;
const ORGANISATION = 'linshui-city';
const HEAD = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1');
let headers;

/** Bytes that begin as a video does; nothing of them can be decoded. */
function video(length) {
  return Buffer.concat([HEAD, randomBytes(length - HEAD.length)]);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Resolves with the asset that the server named. */
function upload(source, options = {}, began = () => {}) {
  return new Promise((resolve, reject) => {
    let asset = null;
    const sending = new tus.Upload(source, {
      endpoint: ENDPOINT,
      headers,
      // A crowded server may notice late that a line was cut; until then nobody else writes.
      retryDelays: [0, 100, 500, 1500, 4000],
      metadata: { filename: '测试.mp4', organisation: ORGANISATION },
      onAfterResponse: (_, answer) => {
        asset = answer.getHeader('Liangyi-Asset') ?? asset;
      },
      onError: reject,
      onSuccess: () => resolve({ asset, address: sending.url }),
      ...options,
    });
    began(sending);
    sending.start();
  });
}

/** The digest under which the server keeps an asset. */
async function digest(asset) {
  const answer = await fetch(new URL(`/api/studio/v1/assets/${asset}`, url), { headers });
  assert.equal(answer.status, 200);
  return (await answer.json()).digest;
}

before(async () => {
  const said = await command(binary, settings, 'user', 'add', 'tus-client', '--admin');
  const password = said.match(/\S{12,}\s*$/u)[0].trim();
  const marks = { 'X-Liangyi-Request': '1', Origin: new URL(url).origin };
  const answer = await fetch(new URL('/api/studio/v1/session', url), {
    method: 'POST',
    headers: { ...marks, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'tus-client', password }),
  });
  assert.equal(answer.status, 200, await answer.text());
  headers = { ...marks, Cookie: answer.headers.get('set-cookie').split(';')[0] };
});

test('an upload in pieces arrives byte for byte', async () => {
  const bytes = video(3_000_001);
  const { asset } = await upload(bytes, { chunkSize: 700_000 });
  assert.equal(await digest(asset), sha256(bytes));
});

test('an upload with its first bytes in the request that begins it arrives', async () => {
  const bytes = video(1_200_000);
  const { asset } = await upload(bytes, { uploadDataDuringCreation: true, chunkSize: 500_000 });
  assert.equal(await digest(asset), sha256(bytes));
});

test('an upload that is cut off goes on from where it was, by another client', async () => {
  const bytes = video(40_000_000);
  let sending;
  let address;
  await new Promise((resolve, reject) => {
    const options = {
      onProgress: (sent) => {
        if (sent > 12_000_000) sending.abort().then(resolve, reject);
      },
      onUploadUrlAvailable: () => {
        address = sending.url;
      },
    };
    upload(bytes, options, (one) => { sending = one; }).catch(reject);
  });
  const { asset } = await upload(bytes, { uploadUrl: address });
  assert.equal(await digest(asset), sha256(bytes));
});

test('an upload in four parallel pieces is joined', async () => {
  const bytes = video(5_000_003);
  const folder = await mkdtemp(join(tmpdir(), 'liangyi-tus-'));
  const path = join(folder, 'a.mp4');
  await writeFile(path, bytes);
  const options = { parallelUploads: 4, metadataForPartialUploads: { organisation: ORGANISATION } };
  const { asset } = await upload(createReadStream(path), options);
  assert.equal(await digest(asset), sha256(bytes));
  await rm(folder, { recursive: true });
});

test('a page named .mp4 is refused in words', async () => {
  const refused = upload(Buffer.from(`<!doctype html><html>${'x'.repeat(9000)}`), { retryDelays: [] });
  const error = await refused.then(() => null, (reason) => reason);
  assert.equal(error.originalResponse.getStatus(), 422);
  assert.match(JSON.parse(error.originalResponse.getBody()).detail, /网页/u);
  await tus.Upload.terminate(error.originalRequest.getURL(), { headers });
});

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What the program printed, given `asked` as JSON. */
function tuspy(asked) {
  return new Promise((resolve, reject) => {
    const child = spawn(here('../../target/python/bin/python'), [here('tuspy_client.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [said, words] = ['', ''];
    child.stdout.on('data', (piece) => (said += piece));
    child.stderr.on('data', (piece) => (words += piece));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said.trim()) : reject(new Error(`tuspy ended with ${code}: ${words}`))));
    child.stdin.end(JSON.stringify(asked));
  });
}

test('tuspy sends half, asks how far it came, and sends the rest', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'liangyi-tuspy-'));
  t.after(() => rm(folder, { recursive: true }));
  const bytes = video(3_000_001);
  const file = join(folder, 'film.mp4');
  await writeFile(file, bytes);
  const address = await tuspy({
    endpoint: ENDPOINT, headers, file, chunk: 400_000, half: 1_500_000,
    metadata: { filename: '蟒蛇.mp4', organisation: ORGANISATION },
  });
  const answer = await fetch(address, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
  assert.equal(answer.headers.get('Upload-Offset'), String(bytes.length));
  const asset = answer.headers.get('Liangyi-Asset');
  assert.ok(asset, 'the finished upload names its asset');
  assert.equal(await digest(asset), sha256(bytes));
});
