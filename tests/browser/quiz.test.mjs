// A reader answers the questions of a work: without scripts, on a phone, in the elderly view, by keyboard.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { COLOURS, sound } from './axe.mjs';
import { open, url } from './chromium.mjs';

const WORK = '/works/farmers-frost-on-a-clear-night';
const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

async function answer(page) {
  await page.getByRole('group', { name: /预报最低气温三度/u }).getByRole('radio', { name: '错' }).check();
  const signs = page.getByRole('group', { name: /应当看哪几样/u });
  await signs.getByRole('checkbox', { name: '云少不少' }).check();
  await signs.getByRole('checkbox', { name: '月亮圆不圆' }).check();
  await page.getByRole('button', { name: '提交答案' }).click();
  await page.getByRole('heading', { name: '答题结果' }).waitFor();
}

test('a reader answers, sees why, and how others answered, without scripts and without a cookie', async (t) => {
  const page = await open(t, { javaScriptEnabled: false, width: 360 });
  await page.goto(WORK);
  const asked = await page.locator('#quiz-flower').innerText();
  assert.ok(asked.includes('判断题') && !asked.includes('百叶箱'), 'the text asks and does not answer');
  await page.locator('#quiz-flower').getByRole('link', { name: '开始作答' }).click();
  await page.waitForURL(`**${WORK}/quiz#quiz-flower`);
  await answer(page);
  const marked = (id) => page.locator(`#${id}`).innerText();
  assert.match(await marked('quiz-flower'), /答对了[\s\S]*百叶箱[\s\S]*\d 人次作答，\d+% 答对/u);
  assert.match(await marked('quiz-signs'), /答错了/u);
  assert.match(await marked('quiz-minutes'), /没有作答/u);
  assert.ok((await page.locator('#quiz-minutes a[href$="/policies/county-plan-2026/2.2.2"]').count()) === 1, 'the clause is linked');
  assert.match(await page.locator('main').innerText(), /您答对了 1 题，共 3 题。/u);
  assert.deepEqual(await page.context().cookies(), []);
  await page.getByRole('link', { name: '再答一次' }).click();
  await page.waitForURL(`**${WORK}/quiz`);
});

for (const view of ['', '/elder']) {
  test(`axe finds nothing on the answered page and it is no wider than a phone${view && ', in the elderly view'}`, async (t) => {
    for (const width of [360, 1440]) {
      const page = await open(t, { width });
      await page.goto(`${view}${WORK}/quiz`);
      await sound(page, `the form at ${width} px`);
      if (view) {
        const boxes = await page.locator('.quiz-option').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
        assert.ok(boxes.every((height) => height >= 60), `targets of ${boxes}`);
      }
      await answer(page);
      assert.ok(page.url().endsWith(`${view}${WORK}/quiz`), 'the answer stays in the view');
      await sound(page, `the answers at ${width} px`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await sound(page, `the answers at ${width} px in the dark`, { rules: COLOURS });
    }
  });
}

test('the questions are answered by keyboard alone', async (t) => {
  const page = await open(t);
  await page.goto(`${WORK}/quiz`);
  const first = page.getByRole('group', { name: /预报最低气温三度/u }).getByRole('radio').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '答题结果' }).waitFor();
  assert.match(await page.locator('#quiz-flower').innerText(), /答对了/u);
});

test('the same form sent twice is marked twice and counted once', async () => {
  const address = new URL(`${WORK}/quiz`, url);
  const [, attempt] = /name="attempt" value="([^"]+)"/u.exec(await (await fetch(address)).text());
  const send = async () => (await fetch(address, { method: 'POST', body: new URLSearchParams({ attempt, 'q-quiz-minutes': '1' }) })).text();
  const counted = (page) => /(\d[\d,]*) 人次作答/u.exec(page.slice(page.indexOf('id="quiz-minutes"')))[1];
  const [first, second] = [await send(), await send()];
  assert.doesNotMatch(first, /以前提交过/u);
  assert.match(second, /以前提交过/u);
  assert.equal(counted(second), counted(first));
});

test('what was tampered with is refused in words, on a valid page that nobody stores', async () => {
  const address = new URL(`${WORK}/quiz`, url);
  const form = await fetch(address);
  assert.equal(form.headers.get('cache-control'), 'no-store');
  const refused = await fetch(address, { method: 'POST', body: new URLSearchParams({ attempt: 'invented', 'q-quiz-flower': '1' }) });
  assert.equal(refused.status, 400);
  assert.equal(refused.headers.get('cache-control'), 'no-store');
  assert.equal(refused.headers.get('set-cookie'), null);
  const page = await refused.text();
  assert.match(page, /不是本站发出的/u);
  for (const html of [await form.text(), page]) assert.ok((await validator.validateString(html)).valid);
});
