// Terms explained on tap, without a script and with one; changes between two versions stepped through by key.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sound } from './axe.mjs';
import { open } from './chromium.mjs';

const POLICY = '/policies/work-plan-2022';
const sheet = (page) => page.locator('.term-note:target');

test('a tap on a term opens its explanation where the text stands, and another closes it, without scripts', async (t) => {
  for (const [view, width] of [['', 360], ['/elder', 360], ['/hk', 1440], ['/en', 1440]]) {
    const page = await open(t, { javaScriptEnabled: false, width });
    await page.goto(`${view}${POLICY}?view=text`);
    const term = page.locator('a.term').first();
    const words = await term.innerText();
    assert.equal(await sheet(page).count(), 0, 'no explanation is open from the beginning');
    await term.click();
    await sheet(page).waitFor();
    assert.ok((await sheet(page).locator('dfn').innerText()).length > 0 && words.length > 0);
    const seen = await sheet(page).evaluate((note) => note.getBoundingClientRect().bottom <= innerHeight + 1 && getComputedStyle(note).position === 'fixed');
    assert.ok(seen, `${view}: the explanation does not stand at the foot of the screen`);
    await sheet(page).locator('a.button').click();
    await sheet(page).waitFor({ state: 'detached' });
    const top = await page.locator('a.term').first().evaluate((link) => link.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 900, `${view}: the term is at ${top} px after its explanation was closed`);
  }
});

test('an open explanation is sound, has the focus, and Escape closes it', async (t) => {
  for (const view of ['', '/elder']) {
    const page = await open(t, { width: 360 });
    await page.goto(`${view}/works/why-two-wings`);
    await page.locator('a.term').first().focus();
    await page.keyboard.press('Enter');
    await sheet(page).waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches('.term-note')), 'who cannot see it is not led to it');
    await sound(page, `${view || '/'} with a term explained`);
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => document.activeElement.matches('a.term')), 'the focus is not back at the term');
  }
});

test('every term of the glossary has a place of its own, and marked words copy as they stand', async (t) => {
  const page = await open(t);
  await page.goto('/glossary');
  const sections = page.locator('.glossary section');
  assert.ok((await sections.count()) >= 30);
  await page.goto('/glossary#term-one-body-two-wings');
  assert.ok(await page.locator('#term-one-body-two-wings').isVisible());
  await page.goto('/works/why-two-wings');
  const text = await page.locator('.body').evaluate((body) => body.textContent);
  const copied = await page.locator('.body').evaluate((body) => {
    getSelection().selectAllChildren(body);
    return getSelection().toString();
  });
  const bare = (words) => words.replace(/\s/gu, '');
  assert.equal(bare(copied), bare(text));
});

test('changes between two versions are stepped through by key and by link, and the versions are chosen without a script', async (t) => {
  const page = await open(t);
  await page.goto('/policies/county-plan-2026');
  await page.getByRole('link', { name: '与上一版对照' }).click();
  await page.waitForURL('**/compare?from=1&to=2');
  const at = () => page.evaluate(() => location.hash);
  const changes = await page.locator('.compare [id^="change-"]').count();
  assert.ok(changes > 5, `${changes} changes`);
  await page.keyboard.press('n');
  assert.equal(await at(), '#change-1');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await page.keyboard.press('p');
  assert.equal(await at(), '#change-2');
  await page.locator('#change-2').getByRole('link', { name: '下一处' }).click();
  assert.equal(await at(), '#change-3');
  for (let n = 0; n < changes; n += 1) await page.keyboard.press('n');
  assert.equal(await at(), `#change-${changes}`, 'the last change is reached, also where the page cannot scroll further');
  await sound(page, 'two versions of a policy');

  const plain = await open(t, { javaScriptEnabled: false, width: 360 });
  await plain.goto('/elder/policies/county-plan-2026/compare');
  await plain.getByLabel('旧的一版').selectOption('2');
  await plain.getByRole('button', { name: '对照' }).click();
  await plain.waitForURL('**/elder/policies/county-plan-2026/compare?from=2&to=2');
  assert.match(await plain.locator('main').innerText(), /选的是同一个版本/u);
});
