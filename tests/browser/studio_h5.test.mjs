// An H5 page as an editor brings it: refused with each file and line, then taken, looked at, and not handed in without a text.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { out } from './chromium.mjs';
import { look } from './look.mjs';
import { account, begin, saved, signIn } from './studio.mjs';
import { zip } from './zip.mjs';

let editor;
before(async () => (editor = await account('h5', { roles: ['editor'] })));

async function packed(name, files) {
  const file = join(out, name);
  await writeFile(file, zip(files));
  return file;
}

test('a page is refused with its lines, replaced by a good one, and shown in an origin of its own', async (t) => {
  const bad = await packed('bad.zip', { 'index.html': '<!doctype html>\n<img src="https://a.example/1.png" alt="">', 'js/app.js': '\n\nfetch("https://b.example/")' });
  const good = await packed('good.zip', { 'index.html': '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>好页面</title></head><body><main><h1>好页面</h1><p id="said"></p></main><script src="app.js"></script></body></html>', 'app.js': 'document.getElementById("said").textContent = "动起来了";' });
  const page = await signIn(t, editor);
  await begin(page, 'H5', '测试互动页面');
  const chooser = page.locator('#field-h5 .chooser input[type=file]');
  await chooser.setInputFiles(await packed('not.txt', {}));
  await page.getByText('这不是 zip 压缩包').waitFor();
  await chooser.setInputFiles(bad);
  const wrong = page.locator('#field-h5 .wrong li');
  await wrong.first().waitFor({ timeout: 60_000 });
  const said = await wrong.allInnerTexts();
  assert.equal(said.length, 2, String(said));
  assert.match(said[0], /^index\.html:2\s+地址 https:\/\/a\.example\/1\.png 指向外部/u);
  assert.match(said[1], /^js\/app\.js:3\s+地址 https:\/\/b\.example\/ 指向外部/u);

  await page.locator('#field-h5 .note').getByRole('button', { name: '换一个文件' }).click();
  await chooser.setInputFiles(good);
  const frame = page.frameLocator('#field-h5 iframe');
  await frame.getByText('动起来了').waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('#field-h5 iframe').getAttribute('sandbox'), 'allow-scripts');
  await saved(page);
  await page.locator('#field-h5 input[type=number]').fill('800');
  await page.locator('#field-h5 input[type=number]').blur();
  await saved(page);
  assert.equal(await page.locator('#field-h5 iframe').getAttribute('height'), '800');

  await page.getByRole('button', { name: /提交/u }).first().click();
  await page.getByText('H5 作品需要文字版才能发布').first().waitFor();
  await page.reload();
  assert.equal(await page.locator('#field-h5 input[type=number]').inputValue(), '800');
  await frame.getByText('动起来了').waitFor();
  await look(page, 'h5');
});
