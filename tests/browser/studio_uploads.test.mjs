// Files on their way, as an editor sees them: cut off and taken up again, refused, handed in twice, a poster of one's own.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';

import { out } from './chromium.mjs';
import { account, begin, clip, saved, signIn } from './studio.mjs';

const MIB = 1024 * 1024;

let editor;
before(async () => (editor = await account('uploads', { roles: ['editor'] })));

/** A clip that is as large as a long one: a box that players skip fills it up. */
async function largeClip(mark, bytes) {
  const file = await clip(mark);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes + 8);
  head.write('free', 4, 'latin1');
  await writeFile(file, Buffer.concat([await readFile(file), head, Buffer.alloc(bytes)]));
  return file;
}

/** A whole piece has arrived when the second one is begun. */
async function secondPiece(page) {
  await page.waitForRequest((request) => request.method() === 'PATCH' && Number(request.headers()['upload-offset']) > 0, { timeout: 120_000 });
}

const chooser = (page) => page.locator('.chooser input[type=file]');

test('an upload that a closed page cut off goes on from its place when the same file is chosen again', async (t) => {
  const file = await largeClip('cut-off', 40 * MIB);
  const { length } = await readFile(file);
  const page = await signIn(t, editor);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('/studio/uploads');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = (uploadThroughput) => line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await speed(8 * MIB);
  await chooser(page).setInputFiles(file);
  await secondPiece(page);
  await page.reload();
  const unfinished = page.getByRole('region', { name: '没传完的文件' });
  await unfinished.getByText('cut-off.mp4', { exact: true }).waitFor();
  await speed(-1);
  const resumed = page.waitForRequest((request) => request.method() === 'PATCH');
  await chooser(page).setInputFiles(file);
  assert.ok(Number((await resumed).headers()['upload-offset']) > 0, 'it began from nothing');
  await page.getByText('已传完').first().waitFor();
  await unfinished.waitFor({ state: 'detached' });
  const answer = await page.request.get('/api/studio/v1/assets');
  const { assets } = await answer.json();
  assert.equal(assets.find(({ name }) => name === 'cut-off.mp4').bytes, length);
});

test('the page of a work says that an upload broke off there and can be gone on with', async (t) => {
  const file = await largeClip('on-the-page', 40 * MIB);
  const page = await signIn(t, editor);
  page.on('dialog', (dialog) => dialog.accept());
  await begin(page, '短视频', '传到一半的短片');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = (uploadThroughput) => line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await speed(8 * MIB);
  await chooser(page).setInputFiles(file);
  await secondPiece(page);
  await page.reload();
  const note = page.getByText('“on-the-page.mp4”上次没有传完');
  await note.waitFor();
  await speed(-1);
  const resumed = page.waitForRequest((request) => request.method() === 'PATCH');
  await chooser(page).setInputFiles(file);
  assert.ok(Number((await resumed).headers()['upload-offset']) > 0, 'it began from nothing');
  await note.waitFor({ state: 'detached' });
});

test('an unfinished upload can be thrown away', async (t) => {
  const file = await largeClip('given-up', 40 * MIB);
  const page = await signIn(t, editor);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('/studio/uploads');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8 * MIB });
  await chooser(page).setInputFiles(file);
  await secondPiece(page);
  await page.reload();
  await page.getByRole('button', { name: '丢掉given-up.mp4' }).click();
  await page.getByText('given-up.mp4', { exact: true }).waitFor({ state: 'detached' });
});

test('what is no video is refused in words, with what to do', async (t) => {
  const page = await signIn(t, editor);
  await page.goto('/studio/uploads');
  const files = {
    'page.mp4': '<!doctype html><title>不是视频</title>',
    'empty.mp4': '',
    'notes.mp4': '只是几行字。\n'.repeat(50),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(out, name);
    await writeFile(path, text);
    await chooser(page).setInputFiles(path);
    const row = page.locator('.upload').filter({ hasText: name });
    await row.locator('.fault').waitFor();
    const said = (await row.locator('.fault').innerText()).replace(/^\d+%/u, '');
    assert.match(said, /[\p{Script=Han}]{4,}/u);
    assert.doesNotMatch(said, /服务器没有收下|undefined|[45]\d\d/u, `${name}: ${said}`);
  }
});

test('the same file once more takes no room, and the editor hears of it', async (t) => {
  const file = await clip('twice');
  const page = await signIn(t, editor);
  await begin(page, '短视频', '第一次用的短片');
  await chooser(page).setInputFiles(file);
  await page.getByRole('link', { name: '编辑字幕与章节' }).waitFor({ timeout: 60_000 });
  await saved(page);
  await begin(page, '短视频', '第二次用的短片');
  await chooser(page).setInputFiles(file);
  await page.getByText('与《第一次用的短片》用的是同一个文件，不占新的空间').waitFor();
  const { assets } = await (await page.request.get('/api/studio/v1/assets')).json();
  assert.equal(assets.filter(({ name }) => name === 'twice.mp4').length, 1);
});

test('a picture of one’s own becomes the poster, and stays it', async (t) => {
  const picture = join(out, 'poster.png');
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=720x1280', '-frames:v', '1', picture]);
  const page = await signIn(t, editor);
  await begin(page, '短视频', '封面另选的短片');
  await chooser(page).setInputFiles(await clip('own-poster'));
  const posters = page.getByRole('group', { name: '封面' });
  await posters.waitFor({ timeout: 300_000 });
  await posters.locator('input[type=file]').setInputFiles(picture);
  await page.getByText('封面是上传的图片').waitFor();
  await saved(page);
  await page.reload();
  await page.getByText('封面是上传的图片').waitFor({ timeout: 60_000 });
});
