// Settings of the site: changed in the studio, seen by readers at once, put back; axe finds nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

test('an administrator changes the filing number, readers see it in the footer, and it is put back', async (t) => {
  const page = await signIn(t, await account('settler', { roles: ['editor'], admin: true }));
  await page.goto('/studio/settings');
  const field = page.getByLabel('公安备案号', { exact: true });
  await field.waitFor();
  await look(page, 'settings');
  const footer = async () => (await (await page.request.get('/')).text()).split('<footer').pop();
  const number = '京公网安备 11000002000001号';
  await field.fill(number);
  await page.getByRole('button', { name: '保存公安备案号' }).click();
  await page.getByText('公安备案号已更新').waitFor();
  const until = async (there) => {
    for (let tries = 0; tries < 100 && (await footer()).includes(number) !== there; tries += 1) await new Promise((done) => setTimeout(done, 100));
    assert.equal((await footer()).includes(number), there);
  };
  await until(true);
  await page.getByRole('button', { name: '公安备案号：恢复运行环境的设置' }).click();
  await page.getByText('现在用运行环境的设置 LIANGYI_POLICE_FILING。之前是').waitFor();
  assert.equal(await field.inputValue(), '');
  await until(false);
  await page.getByRole('button', { name: `公安备案号：恢复“${number}”` }).click();
  await until(true);
  await page.getByLabel('纠错与联系邮箱', { exact: true }).fill('无');
  await page.getByRole('button', { name: '保存纠错与联系邮箱' }).click();
  await page.getByRole('alert').filter({ hasText: '不是邮箱地址' }).waitFor();
  await page.getByRole('button', { name: '公安备案号：恢复运行环境的设置' }).click();
  await until(false);
  await look(page, 'settings-changed');
});

test('who administers no site is not led there', async (t) => {
  const page = await signIn(t, await account('no-settler', { roles: ['administrator'] }));
  assert.equal(await page.getByRole('link', { name: '设置', exact: true }).count(), 0);
  await page.goto('/studio/settings');
  await page.getByRole('alert').filter({ hasText: '站点管理员' }).waitFor();
});
