// A long image as an editor makes it: parts chosen together, put in order, words beside the slices, nothing without them.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';

import { out } from './chromium.mjs';
import { look } from './look.mjs';
import { account, begin, saved, signIn } from './studio.mjs';

const run = promisify(execFile);

let editor;
before(async () => (editor = await account('long-image', { roles: ['editor'] })));

/** A picture of 720 × `height` pixels. */
async function picture(name, height, colour) {
  const file = join(out, name);
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', `color=${colour}:size=720x${height}`, '-frames:v', '1', file]);
  return file;
}

test('two parts become one image, in their order, with words that were held against it', async (t) => {
  const files = [await picture('part-1.png', 1700, 'red'), await picture('part-2.png', 900, 'blue')];
  const page = await signIn(t, editor);
  await begin(page, '长图', '测试长图');
  await page.locator('.chooser input[type=file]').setInputFiles(files);
  const slices = page.locator('.pair');
  await slices.first().waitFor({ timeout: 120_000 });
  await page.getByText('720 × 2600 像素').waitFor();
  await slices.nth(1).waitFor();
  await saved(page);

  const [top] = await page.locator('.parts .numbers').allTextContents();
  await page.getByRole('button', { name: '第2张上移' }).click();
  // The first one is the second now, and the slices of this image are there: those of before went with it.
  await page.waitForFunction((first) => document.querySelectorAll('.parts .numbers')[1]?.textContent === first && document.querySelectorAll('.pair').length > 0, top, { timeout: 120_000 });

  // Handed in without words it comes back with what is missing.
  await page.getByRole('button', { name: /提交/u }).first().click();
  await page.getByText('长图需要文字版才能发布').first().waitFor();
  const first = page.locator('.pair textarea').first();
  await first.fill('第一段的文字');
  await saved(page);
  const check = page.getByRole('checkbox', { name: '文字与图片一致' });
  await check.check();
  await saved(page);
  // Words that change are to be held against it again.
  await first.fill('第一段的文字，改过');
  assert.equal(await check.isChecked(), false);
  await check.check();
  await saved(page);
  await page.reload();
  assert.equal(await page.locator('.pair textarea').first().inputValue(), '第一段的文字，改过');
  assert.equal(await page.getByRole('checkbox', { name: '文字与图片一致' }).isChecked(), true);
  await look(page, 'long-image');
});
