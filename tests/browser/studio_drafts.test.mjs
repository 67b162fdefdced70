// Drafts: a name of the address that cannot be holds up nothing else; a draft is deleted and comes back.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { account, begin, saved, signIn } from './studio.mjs';

let editor;
before(async () => (editor = await account('drafts', { roles: ['editor'] })));

test('a name of the address that cannot be is told beside its field, and the rest is saved', async (t) => {
  const page = await signIn(t, editor);
  const path = await begin(page, '文章', '网址名写错的一篇');
  await page.locator('summary', { hasText: '更多' }).click();
  await page.getByLabel('网址名').fill('Not A Name');
  await page.getByLabel('导语').fill('导语照样保存。');
  await page.getByText('这一项没有保存').first().waitFor();
  await saved(page);
  await page.goto(path);
  assert.equal(await page.getByLabel('导语').inputValue(), '导语照样保存。');
  await page.locator('summary', { hasText: '更多' }).click();
  assert.match(await page.getByLabel('网址名').inputValue(), /^[a-z0-9-]+$/u);
});

test('a deleted draft is in the list of what was deleted and comes back', async (t) => {
  const page = await signIn(t, editor);
  page.on('dialog', (dialog) => dialog.accept());
  const path = await begin(page, '文章', '不要了的草稿');
  await page.getByLabel('导语').fill('删除之前写的。');
  await saved(page);
  await page.getByRole('button', { name: '删除草稿' }).click();
  await page.waitForURL('**/works/deleted');
  const row = page.getByRole('listitem').filter({ hasText: '不要了的草稿' });
  await row.waitFor();
  await row.getByRole('button', { name: '恢复' }).click();
  await page.waitForURL(`**${path}`);
  await page.locator('#field-title').waitFor();
  assert.equal(await page.getByLabel('导语').inputValue(), '删除之前写的。');
});
