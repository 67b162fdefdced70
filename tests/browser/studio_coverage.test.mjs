// Coverage, stale works and reports: the table by keyboard, the way from an empty cell to the editor, folding, axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

test('the coverage is walked by the arrow keys, folds, and an empty cell begins a work with its clause', async (t) => {
  const page = await signIn(t, await account('covering', { roles: ['editor'] }));
  await page.goto('/studio/coverage?policy=work-plan-2022&by=genre');
  const table = page.getByRole('treegrid');
  await table.waitFor();
  await look(page, 'coverage');

  const rows = () => table.locator('tbody tr').count();
  const all = await rows();
  const division = table.locator('tr[aria-expanded]').first();
  const name = division.locator('[data-at]').first();
  const row = Number((await name.getAttribute('data-at')).split('-')[0]);
  await name.focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await division.getAttribute('aria-expanded'), 'false');
  assert.ok((await rows()) < all, 'a folded chapter hides its clauses');
  await page.keyboard.press('ArrowRight');
  assert.equal(await rows(), all);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), `${row + 1}-1`);
  assert.equal(await table.locator('[tabindex="0"]').count(), 1, 'one stop for Tab');
  await page.getByRole('button', { name: '全部折叠' }).click();
  assert.ok((await rows()) < all);
  await page.getByRole('button', { name: '全部展开' }).click();

  await table.getByRole('link', { name: /辟谣：还没有，新建一件/u }).first().click();
  await page.getByText('解读的条款').waitFor();
  assert.equal(await page.getByLabel('解读类型').inputValue(), 'debunk');
  await look(page, 'new-for-clause');
  await page.getByLabel('标题').fill('从空格子开始写');
  await page.getByRole('button', { name: '建立并开始编辑' }).click();
  await page.waitForURL(/\/works\/\d+$/u);
  const id = page.url().split('/').at(-1);
  const work = await page.evaluate(async (number) => (await fetch(`/api/studio/v1/works/${number}`)).json(), id);
  assert.equal(work.content.genre, 'debunk');
  assert.match(work.content.clauses[0].clause, /^work-plan-2022#/u);

  await page.goto('/studio/coverage?policy=work-plan-2022&by=genre');
  await table.getByRole('button', { name: /辟谣：\s*撰写中\s*＋1 写/u }).click();
  await page.getByRole('dialog').getByText('从空格子开始写').waitFor();
  await look(page, 'coverage-behind');
});

test('stale works and reports stand with their empty states, numbers open lists, and axe finds nothing', async (t) => {
  const page = await signIn(t, await account('reporting', { roles: ['publisher'] }));
  await page.goto('/studio/stale');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await look(page, 'stale');
  await page.goto('/studio/reports?policy=work-plan-2022');
  await page.getByRole('table').first().waitFor();
  await page.getByRole('img').first().waitFor();
  await look(page, 'reports');
  await page.getByRole('button', { name: /发布作品：\d+，看作品/u }).first().click();
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.no-print:visible').count(), 0, 'nothing to press on paper');
  assert.ok(await page.getByRole('table').first().isVisible());
});
