// The views of a page: the elderly one is as large, as clear and as easy to tap as it promises, on every kind of page; and
// one tap leads into a view and back, with no script.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { sound } from './axe.mjs';
import { open, url } from './chromium.mjs';
import { samples } from './site.mjs';

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

/** Beside axe's usual rules a contrast of 7:1, or 4.5:1 for large letters. */
const ENHANCED = 'color-contrast-enhanced';

/** In the page: words smaller than 24 px, lines closer than 1.5, targets below 60 × 60 px that are no part of a sentence. */
function faults() {
  const seen = (element) => element.checkVisibility() && !element.closest('.hidden, .skip, svg, sup');
  const name = (element) => `${element.tagName} .${element.className} ${element.textContent.trim().slice(0, 20)}`;
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { fontSize, lineHeight } = getComputedStyle(node.parentElement);
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    if (parseFloat(fontSize) < 24) found.push(`${fontSize}: ${name(node.parentElement)}`);
    const prose = node.parentElement.closest('p, .body li, dd');
    if (prose && parseFloat(lineHeight) / parseFloat(fontSize) < 1.5) found.push(`line of ${lineHeight}: ${name(node.parentElement)}`);
  }
  for (const target of document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')) {
    if (!seen(target) || target.matches('p a, dd a, .body :is(li, td, th, blockquote) a, .citation a')) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width < 60 || height < 60) found.push(`${Math.round(width)} × ${Math.round(height)}: ${name(target)}`);
  }
  return found;
}

test('the elderly view of every kind of page is large, clear, and easy to tap', { concurrency: 2 }, async (t) => {
  const kinds = await samples(url);
  await Promise.all(kinds.map(([name, path]) =>
    t.test(name, async (t) => {
      const html = await (await fetch(new URL(`/elder-hk${path}`, url))).text();
      assert.ok((await validator.validateString(html)).valid, `/elder-hk${path} is not valid`);
      for (const width of [360, 1440]) {
        const page = await open(t, { width });
        await page.goto(`/elder${path}`);
        assert.deepEqual(await page.evaluate(faults), [], `${path} at ${width} px`);
        await sound(page, `/elder${path} at ${width} px`, { more: { [ENHANCED]: { enabled: true } } });
        // Colours do not depend on the width.
        if (width === 360) {
          await page.emulateMedia({ colorScheme: 'dark' });
          await sound(page, `/elder${path} in the dark`, { rules: [ENHANCED] });
        }
        const head = await page.evaluate(() => document.querySelector('.site-head').getBoundingClientRect().height);
        assert.ok(head <= 130, `the header of ${path} at ${width} px is ${head} px high`);
      }
    })));
});

test('one tap leads into a view and one back, and links stay in it, without scripts', async (t) => {
  const page = await open(t, { javaScriptEnabled: false, width: 360 });
  await page.goto('/policies/work-plan-2022?view=text');
  await page.getByRole('link', { name: '长辈版' }).click();
  await page.waitForURL('**/elder/policies/work-plan-2022?view=text');
  await page.getByRole('link', { name: '更大的字' }).click();
  await page.waitForURL('**/elder-30/policies/**');
  await page.getByRole('link', { name: '菜单' }).click();
  await page.locator('#site-menu').getByRole('link', { name: '作品' }).click();
  await page.waitForURL('**/elder-30/works');
  await page.locator('.scripts summary').click();
  await page.getByRole('link', { name: '繁體（香港）' }).click();
  await page.waitForURL('**/elder-30-hk/works');
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-Hant-HK');
  assert.equal(await page.locator('h1').innerText(), '全部作品');
  assert.ok((await page.locator('main').innerText()).includes('解讀'));
  await page.getByRole('link', { name: '普通版' }).click();
  await page.waitForURL('**/hk/works');
});

test('two taps lead into English and two back, and links stay in it, without scripts', async (t) => {
  const page = await open(t, { javaScriptEnabled: false, width: 1440 });
  await page.goto('/works');
  await page.locator('.scripts summary').click();
  await page.getByRole('link', { name: 'English', exact: true }).click();
  await page.waitForURL('**/en/works');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await page.locator('h1').innerText(), 'All works');
  assert.match(await page.locator('main').innerText(), /In English[\s\S]*Not in English yet/u);
  await page.locator('#site-menu').getByRole('link', { name: 'Topics' }).click();
  await page.waitForURL('**/en/topics');
  await page.locator('.scripts summary').click();
  await page.getByRole('link', { name: '简体', exact: true }).click();
  await page.waitForURL(/[^n]\/topics$/u);
  assert.equal(await page.locator('h1').innerText(), '主题');
});
