// Every page of the studio by axe, on a phone and a desk, light and dark; the first load; no complaint of the browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { open } from './chromium.mjs';
import { look } from './look.mjs';
import { account, begin, clip, saved, signIn } from './studio.mjs';

const FIRST_LOAD = 300_000;
/** What the browser says of a preview: no script runs in its frame. */
const OF_PREVIEWS = /'allow-scripts' permission is not set/u;

test('axe finds nothing on the doors of the studio', async (t) => {
  const page = await open(t);
  for (const [name, path] of [['sign-in', '/studio/sign-in'], ['setup', '/studio/setup?token=example']]) {
    await page.goto(path);
    await page.getByRole('heading').waitFor();
    await look(page, name);
  }
});

test('axe finds nothing on any page of the studio, and the browser has no complaint', async (t) => {
  const page = await signIn(t, await account('looking', { roles: ['editor'], person: 'wu-baoguo' }));
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const words = `${message.text()} ${message.location().url}`;
    if (message.type() === 'error' && !OF_PREVIEWS.test(message.text()) && !OF_PREVIEWS.test(words)) complaints.push(words);
  });
  for (const [name, path] of [['inbox', '/studio/'], ['works', '/studio/works'], ['new', '/studio/works/new'], ['uploads', '/studio/uploads'], ['policies', '/studio/policies'], ['missing', '/studio/nothing']]) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    await look(page, name);
  }
  await page.goto('/studio/vocabulary');
  const kinds = page.getByRole('navigation', { name: '词条的种类' }).getByRole('link');
  await kinds.first().waitFor();
  const names = await kinds.allInnerTexts();
  assert.ok(names.includes('术语'), names.join());
  for (const name of names) {
    await kinds.filter({ hasText: name }).click();
    await page.locator(`[aria-label="词条的种类"] [aria-current=page]:text-is("${name}")`).waitFor();
    await page.locator('.entry').first().waitFor();
    await look(page, `vocabulary ${name}`);
    await page.reload();
    await page.getByRole('heading', { name: '词条', exact: true }).waitFor();
    await page.getByLabel(`查找${name}`).waitFor();
    await page.locator('.entry').first().waitFor();
  }
  const home = await begin(page, '短视频', '看一看每一页');
  await page.waitForLoadState('networkidle');
  await look(page, 'editor-empty');
  await page.locator('input[type=file][accept^=video]').setInputFiles(await clip('pages'));
  await page.getByRole('link', { name: '编辑字幕与章节' }).waitFor({ timeout: 60_000 });
  await saved(page);
  await look(page, 'editor');
  await page.goto(`${home}/captions`);
  await page.getByRole('button', { name: '在播放位置加一条' }).click();
  await page.getByLabel('第1条文字').fill('这一条字幕写得特别特别长，长到一行怎么也放不下，一定会有提示');
  await page.locator('.warnings').first().waitFor();
  await look(page, 'captions');
  await page.getByRole('button', { name: '快捷键' }).click();
  await look(page, 'captions-keys');
  await page.keyboard.press('Escape');
  await saved(page);
  await page.goto(`${home}/review`);
  await page.frameLocator('iframe').getByRole('heading').first().waitFor();
  await look(page, 'review');
  assert.deepEqual(complaints, []);
});

test('the first load of the studio fits its budget', async (t) => {
  const page = await open(t);
  const loads = [];
  page.on('response', (response) => loads.push(response));
  await page.goto('/studio/');
  await page.getByLabel('用户名').waitFor();
  const files = loads.filter((response) => response.url().includes('/studio/'));
  const bodies = await Promise.all(files.map((response) => response.body()));
  const size = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  assert.ok(files.length >= 3 && size <= FIRST_LOAD, `${size} bytes in ${files.length} files`);
});
