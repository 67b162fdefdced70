// The check of the preview beside the text: what axe finds there, in Chinese, each leading to its place; and what it costs who does
// not look at it.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sound } from './axe.mjs';
import { url } from './chromium.mjs';
import { account, begin, saved, signIn, writeSource } from './studio.mjs';

const PARAGRAPH = '这是一段普通的文字，讲政策怎样落到村里，也讲谁来做、做什么、做到哪里为止。'.repeat(6);
const FILLER = Array.from({ length: 12 }, () => PARAGRAPH).join('\n\n');
const SKIPPED = `${FILLER}\n\n#### 跳级的标题\n\n看[这里](https://example.org/a)，再看[这里](https://example.org/b)。\n\n| 项目 |  |\n| --- | --- |\n| 一 | 二 |\n`;
const MENDED = `${FILLER}\n\n## 跳级的标题\n\n看[甲](https://example.org/a)，再看[乙](https://example.org/b)。\n\n| 项目 | 数量 |\n| --- | --- |\n| 一 | 二 |\n`;

/** Faults that axe does not find in the editor, where the same text stands too. */
const DOUBTFUL = `${FILLER}\n\n## 标题\n\n看[这里](https://example.org/a)，再看[这里](https://example.org/b)。\n\n| 项目 | 数量 |\n| --- | --- |\n`;

let editor;
before(async () => (editor = await account('accessibility', { roles: ['editor'] })));

const checks = (page) => page.getByRole('region', { name: '预览的无障碍检查' });
const problems = (page) => checks(page).getByRole('list', { name: '无障碍问题' }).getByRole('listitem');
/** Whether any of it is on the screen, as the app itself asks. */
const inView = (section) => section.evaluate((element) => new Promise((tell) => {
  const watching = new IntersectionObserver(([entry]) => (watching.disconnect(), tell(entry.isIntersecting)));
  watching.observe(element);
}));
/** axe, and what of the app goes with it. */
const ofTheCheck = (address) => /\/assets\/(?:axe|inside|check)[.-]/u.test(address);

async function written(t, title, text, options) {
  const page = await signIn(t, editor, options);
  const home = await begin(page, '文章', title);
  await writeSource(page, text);
  await saved(page);
  await checks(page).scrollIntoViewIfNeeded();
  return { page, home };
}

test('a fault of the page is named in Chinese, leads to preview and text, and is gone when it is mended', async (t) => {
  const { page } = await written(t, '跳级', SKIPPED);
  await problems(page).first().waitFor();
  const words = await problems(page).allInnerTexts();
  assert.equal(words.length, 3, words.join('\n'));
  for (const said of [/小标题跳了级[\s\S]*三级小标题“跳级的标题”/u, /同样的链接文字通到不同的地方[\s\S]*链接“这里”/u, /表头是空的[\s\S]*表格1里空的表头/u]) assert.ok(words.some((one) => said.test(one)), `${said} not in ${words}`);

  await page.getByRole('button', { name: /^小标题跳了级/u }).click();
  const shown = page.frameLocator('iframe.preview').locator('[data-pointed]');
  await shown.waitFor();
  assert.equal(await shown.innerText(), '跳级的标题');
  await page.waitForFunction(() => getSelection().toString() === '跳级的标题' && document.activeElement.id === 'field-body');
  // Both can be seen, when the scrolling has come to its end.
  await page.waitForFunction(() => {
    const frame = document.querySelector('iframe.preview');
    const place = frame.getBoundingClientRect();
    const element = frame.contentDocument.querySelector('h4').getBoundingClientRect();
    const cursor = getSelection().getRangeAt(0).getBoundingClientRect();
    const inside = (top, bottom) => top >= 0 && bottom <= innerHeight;
    return element.top >= 0 && inside(place.top + element.top, place.top + element.bottom) && inside(cursor.top, cursor.bottom);
  });
  await page.locator('.page-check').getByRole('button', { name: /^去修改.*链接“这里”/u }).click();
  await page.waitForFunction(() => getSelection().toString() === '这里');

  await writeSource(page, MENDED);
  await saved(page);
  await checks(page).scrollIntoViewIfNeeded();
  await checks(page).getByText('没有发现无障碍问题').waitFor();
  assert.equal(await problems(page).count(), 0);
});

test('on a phone the preview opens at the place, and the text is a tap of its own', async (t) => {
  const { page } = await written(t, '手机上', DOUBTFUL, { width: 360, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
  await problems(page).first().waitFor();
  await sound(page, 'the list of what was found on a phone');
  await page.getByRole('button', { name: /^同样的链接文字/u }).tap();
  await page.frameLocator('iframe.preview').locator('a[data-pointed]').waitFor();
  await page.waitForFunction(() => {
    const frame = document.querySelector('iframe.preview');
    const top = frame.getBoundingClientRect().top + frame.contentDocument.querySelector('[data-pointed]').getBoundingClientRect().top;
    return top > 0 && top < innerHeight;
  });
  assert.notEqual(await page.evaluate(() => document.activeElement.id), 'field-body', 'no keyboard over the preview');
  await page.getByRole('button', { name: /^去修改.*表格1/u }).tap();
  await page.waitForFunction(() => document.activeElement.id === 'field-body');
});

test('nothing of it is loaded before the list is seen, and the frame that it runs in can reach nothing', async (t) => {
  const page = await signIn(t, editor, { width: 360 });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await page.getByRole('heading', { name: /您好/u }).waitFor();
  await begin(page, '文章', '不看');
  await page.waitForTimeout(4000);
  assert.ok(asked.some((address) => address.includes('/studio/assets/index-')));
  assert.deepEqual(asked.filter(ofTheCheck), []);

  // The frame stands for a moment; what it was is noted as it comes.
  await page.evaluate(() => {
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
      if (node.tagName !== 'IFRAME') return;
      const policy = node.srcdoc.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/u)?.[1];
      globalThis.checked = { sandbox: node.getAttribute('sandbox'), policy, hidden: node.getAttribute('aria-hidden'), width: node.getBoundingClientRect().width };
    }))).observe(document.body, { childList: true });
  });
  await checks(page).scrollIntoViewIfNeeded();
  await checks(page).getByText('没有发现无障碍问题').waitFor();
  assert.ok(asked.some((address) => address.includes('/assets/check-')));
  const { policy, ...frame } = await page.evaluate(() => globalThis.checked);
  assert.deepEqual(frame, { sandbox: 'allow-scripts', hidden: 'true', width: 360 });
  const scripts = /script-src ([^;]*)/u.exec(policy)[1].split(' ');
  assert.deepEqual(scripts.map((address) => address.replace(/-[\w-]+\.js$/u, '')), [`${url}/studio/assets/axe.min`, `${url}/studio/assets/inside`]);
  assert.match(policy, /^default-src 'none'; /u);
  assert.doesNotMatch(policy, /unsafe|'self'|connect-src/u);
  assert.equal(await page.locator('body > iframe').count(), 0, 'the frame is gone');
});

test('nothing is checked while somebody types', async (t) => {
  // A screen that holds the whole page: a check runs only while its section can be seen, and nothing is to scroll it away.
  const { page } = await written(t, '正在写', '## 好\n\n一段。\n', { viewport: { width: 1440, height: 4000 } });
  await checks(page).getByText('没有发现无障碍问题').waitFor();
  const frames = await page.evaluateHandle(() => {
    const seen = [];
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.tagName === 'IFRAME' && seen.push(performance.now())))).observe(document.body, { childList: true });
    return seen;
  });
  assert.ok(await inView(checks(page)), 'the section is on the screen before somebody types');
  await page.locator('#field-lead').click();
  const until = Date.now() + 6000;
  // Slower than a save, and faster than the pause after which a check begins.
  while (Date.now() < until) {
    await page.keyboard.type('字');
    await page.waitForTimeout(1100);
  }
  assert.deepEqual(await frames.jsonValue(), []);
  assert.ok(await inView(checks(page)), 'the section is on the screen after somebody typed');
  await saved(page);
  await page.waitForFunction((seen) => seen.length === 1, frames);
});
