// Tuning search: a pin is chosen from results, seen before it counts, saved, removed and put back; axe finds nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

test('a result is pinned from the page, with what changes shown first, and the pin is undone and put back', async (t) => {
  const page = await signIn(t, await account('tuning', { roles: ['editor'], admin: true }));
  await page.goto('/studio/search-tuning?kind=pin&words=qzxwvk');
  await page.getByText('没有结果。').waitFor();
  await page.getByLabel('在别的搜索结果里选').fill('短视频');
  const choices = page.getByRole('button', { name: /^置顶：/u });
  await choices.first().waitFor();
  const chosen = (await choices.first().getAttribute('aria-label')).slice('置顶：'.length);
  await choices.first().click();
  await page.getByLabel('在别的搜索结果里选').fill('');
  const after = page.locator('div', { has: page.getByRole('heading', { name: /^调整后/u }) }).last();
  await after.getByText('新出现').waitFor();
  assert.ok((await after.innerText()).includes(chosen), chosen);
  await look(page, 'search-tuning');

  await page.getByRole('button', { name: '保存并生效' }).click();
  const remove = page.getByRole('button', { name: '移除qzxwvk的置顶' });
  await remove.click();
  await page.getByRole('button', { name: '撤销' }).click();
  await remove.waitFor();
  await remove.click();
  await page.getByText('已移除“qzxwvk”的置顶').waitFor();
});
