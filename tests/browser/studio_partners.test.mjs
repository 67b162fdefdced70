// Partner media as who tends the site has them: added, given a key that opens the door, narrowed, shut out and let in.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { url } from './chromium.mjs';
import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

let root;
before(async () => (root = await account('partners-root', { admin: true })));

const status = async (key) => (await fetch(`${url}/api/partner/v1/changes`, { headers: { Authorization: `Bearer ${key}` } })).status;

test('a partner is added, given a key, narrowed, licensed and shut out without the command line', async (t) => {
  const page = await signIn(t, root);
  await page.goto('/studio/partners');
  await page.getByRole('button', { name: '添加合作媒体' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('清河晚报');
  await dialog.getByLabel('代号').fill('Qinghe Evening');
  await dialog.getByRole('button', { name: '添加' }).click();
  assert.match(await dialog.getByRole('alert').innerText(), /小写字母/u);
  await dialog.getByLabel('代号').fill('qinghe-evening');
  await dialog.getByRole('button', { name: '添加' }).click();
  await page.waitForURL(/\/studio\/partners\/qinghe-evening$/u);
  await page.getByRole('heading', { name: '清河晚报' }).waitFor();

  await page.getByRole('button', { name: '发放密钥' }).click();
  await dialog.getByRole('button', { name: '发放' }).click();
  const key = await dialog.getByLabel('密钥，只显示这一次').inputValue();
  assert.equal(await status(key), 200);
  await dialog.getByRole('button', { name: '我已存好' }).click();
  await look(page, 'partner');

  await page.getByRole('button', { name: '改范围' }).click();
  await dialog.getByLabel('解读类型').fill('辟谣');
  await page.getByRole('option', { name: '辟谣' }).click();
  // The list alone closes; the dialog keeps what was chosen.
  await page.keyboard.press('Escape');
  await look(page, 'scope of a partner');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.locator('.facts', { hasText: '辟谣' }).waitFor();

  await page.getByRole('button', { name: '登记协议' }).click();
  await dialog.getByLabel('版本').fill('2026-1');
  await dialog.getByLabel('最后一天').fill('2020-12-31');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('已到期，对方现在什么也取不到').waitFor();

  await page.getByRole('button', { name: '停用' }).click();
  await page.getByText('已停用，密钥都不能用').waitFor();
  assert.equal(await status(key), 401);
  await page.getByRole('button', { name: '重新启用' }).click();
  await page.getByRole('button', { name: '停用' }).waitFor();
  assert.equal(await status(key), 200);
  await page.getByRole('button', { name: /^作废密钥/u }).click();
  await dialog.getByRole('button', { name: '作废' }).click();
  await page.getByText('密钥作废了').waitFor();
  assert.equal(await status(key), 401);
});
