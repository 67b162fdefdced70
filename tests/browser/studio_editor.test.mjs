// The structured editor: written with the keyboard, composed in Chinese, pasted into, and the same text as source.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { sound } from './axe.mjs';
import { account, begin, canvas, readSource, saved, signIn, writeSource } from './studio.mjs';

let editor;
before(async () => (editor = await account('structured', { roles: ['editor'] })));

async function write(t, title, options) {
  const page = await signIn(t, editor, options);
  await begin(page, '文章', title);
  const text = await canvas(page);
  await text.click();
  return { page, text };
}

const entries = (page) => page.getByRole('listbox', { name: '插入' }).getByRole('option');

/** What the app sends with each save. */
function bodies(page) {
  const sent = [];
  // That somebody is here is told too.
  page.on('request', (request) => request.method() === 'PUT' && !request.url().includes('/presence') && sent.push(request.postDataJSON().body));
  return sent;
}

/** As a clipboard gives it: an event with HTML and words. */
function paste(text, html, plain = '') {
  return text.evaluate(
    (element, [one, other]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', one);
      clipboardData.setData('text/plain', other);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [html, plain],
  );
}

test('a text is written with the keyboard alone: headings, lists, a table, a question, the words of a clause', async (t) => {
  const { page } = await write(t, '键盘');
  const { keyboard } = page;
  await keyboard.type('开头，');
  await keyboard.press('Control+b');
  await keyboard.type('重点');
  await keyboard.press('Control+b');
  await keyboard.type('。');
  await keyboard.press('Enter');
  await keyboard.type('/xbt');
  await entries(page).first().waitFor();
  await keyboard.press('Enter');
  await keyboard.type('为什么');
  await keyboard.press('Enter');
  await keyboard.type('- 甲');
  await keyboard.press('Enter');
  await keyboard.type('乙');
  await keyboard.press('Tab');
  for (let times = 0; times < 3; times += 1) await keyboard.press('Enter');
  await keyboard.type('/bg');
  await keyboard.press('Enter');
  for (const cell of ['项目', '数|量', '单位', '一', '2', '个']) {
    await keyboard.type(cell);
    await keyboard.press('Tab');
  }
  await page.getByRole('toolbar', { name: '表格' }).getByRole('button', { name: '删这行' }).click();
  await page.getByRole('toolbar', { name: '表格' }).getByRole('button', { name: '右对齐' }).click();
  await keyboard.press('Control+Enter');
  await keyboard.type('、wd');
  await keyboard.press('Enter');
  await page.getByLabel('问题').fill('怎么做？');
  await page.getByLabel('提问的媒体').fill('示例日报');
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await keyboard.type('这样做。');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.type('/tkyw');
  await keyboard.press('Enter');
  await page.getByLabel('条款', { exact: true }).fill('短视频');
  await page.getByRole('dialog').getByRole('option', { name: /科普短视频工程/u }).click();
  await page.getByLabel('原句').fill('政策里没有的一句');
  await page.getByRole('button', { name: '插入', exact: true }).click();
  await page.locator('.at-fault', { hasText: '原文不一致' }).waitFor();
  await keyboard.press('Alt+ArrowUp');
  await saved(page);
  const source = '开头，**重点**。\n\n## 为什么 {#s1}\n\n- 甲\n  - 乙\n\n| 项目 | 数\\|量 | 单位 |\n| --: | --- | --- |\n| 一 | 2 | 个 |\n\n> 政策里没有的一句\n> —— clause:county-plan-2026#3.1\n\n:::qa {#q1 outlet="示例日报"}\n怎么做？\n\n这样做。\n:::\n';
  assert.equal(await readSource(page), source);
});

test('a quiz is put in on a form, typed on, and its faults are shown at it', async (t) => {
  const { page } = await write(t, '测验');
  const { keyboard } = page;
  await keyboard.type('/cyt');
  await entries(page).first().waitFor();
  await keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await form.getByLabel('题目').fill('每月制作几期？');
  await form.getByLabel('选项 1', { exact: true }).fill('四期');
  await form.getByLabel('选项 2', { exact: true }).fill('四期');
  await form.getByText('有两个选项一样').waitFor();
  await form.getByLabel('选项 2', { exact: true }).fill('八期');
  await form.getByLabel('选项 1 是正确答案').check();
  await form.getByLabel('解析').fill('条款写明四期。');
  await form.getByRole('button', { name: '插入' }).click();
  await form.waitFor({ state: 'detached' });
  await saved(page);
  assert.equal(await readSource(page), ':::quiz {#q1 kind=single}\n每月制作几期？\n\n- [x] 四期\n- [ ] 八期\n\n条款写明四期。\n:::\n');
  await writeSource(page, ':::quiz {#q1 kind=single}\n每月制作几期？\n\n- [ ] 四期\n- [ ] 八期\n\n条款写明四期。\n:::\n');
  await page.locator('.at-fault', { hasText: '没有正确答案' }).waitFor();
});

test('the menu stands still while a word is composed, and the key that ends it chooses nothing', async (t) => {
  const { page, text } = await write(t, '组字');
  const client = await page.context().newCDPSession(page);
  const sent = bodies(page);
  const compose = (words) => client.send('Input.imeSetComposition', { text: words, selectionStart: words.length, selectionEnd: words.length });
  await client.send('Input.insertText', { text: '、' });
  await entries(page).first().waitFor();
  const all = await entries(page).count();
  for (const words of ['b', 'bi', 'biao', 'biao g']) {
    await compose(words);
    await page.waitForTimeout(300);
    assert.equal(await entries(page).count(), all, words);
  }
  await page.waitForTimeout(2000);
  assert.deepEqual(sent, [], 'saved while it was composed');
  await client.send('Input.insertText', { text: '表格' });
  await page.waitForFunction(() => document.querySelectorAll('[role=listbox][aria-label=插入] [role=option]').length === 1);
  // Safari's closing Enter: nothing is composed any more, and its code is 229.
  await text.evaluate((element) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true })));
  assert.equal(await page.locator('#field-body table').count(), 0);
  await page.keyboard.press('Enter');
  await page.locator('#field-body table').waitFor();
});

test('words composed one after the other without a pause are saved whole, and marks turn into blocks only behind them', async (t) => {
  const { page } = await write(t, '连写');
  const client = await page.context().newCDPSession(page);
  const sent = bodies(page);
  const until = Date.now() + 5000;
  let words = 0;
  while (Date.now() < until) {
    for (const part of ['k', 'ke', 'ke xue']) {
      await client.send('Input.imeSetComposition', { text: part, selectionStart: part.length, selectionEnd: part.length });
      await page.waitForTimeout(60);
    }
    await client.send('Input.insertText', { text: '科学' });
    words += 1;
    await page.waitForTimeout(120);
  }
  const whole = `${'科学'.repeat(words)}\n`;
  for (let tries = 0; tries < 300 && sent.at(-1) !== whole; tries += 1) await page.waitForTimeout(100);
  assert.equal(sent.at(-1), whole, 'what was composed last is not saved');
  await saved(page);
  assert.ok(sent.every((body) => /^(?:科学)+\n$/u.test(body)), JSON.stringify(sent));
  assert.equal(await readSource(page), whole);
});

test('what comes from Word keeps its lists and tables, and what was left behind is said', async (t) => {
  const { page, text } = await write(t, '粘贴');
  const item = (mark, words) => `<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp;</span></span><![endif]>${words}</p>`;
  await paste(text, `<html><body><!--StartFragment--><h1>标题</h1>${item('1.', '甲')}${item('2.', '乙')}<table><tr><td colspan=2>头</td></tr><tr><td>一</td><td>二</td></tr></table><p><img src="file:///x.png"><b style="color:red">粗</b><script>alert(1)</script></p><!--EndFragment--></body></html>`);
  await page.getByText('1张图片没有带进来').waitFor();
  await page.getByText('1个合并的单元格').waitFor();
  await saved(page);
  assert.equal(await readSource(page), '## 标题 {#s1}\n\n1. 甲\n2. 乙\n\n| 头 |  |\n| --- | --- |\n| 一 | 二 |\n\n**粗**\n');
});

const EVERYTHING = '开头，**粗**、*着重*、`码`与[链接](https://example.org/a_b)，[条款](clause:county-plan-2026#3.1)[^1]。\\\n下一行\n\n## 题 {#why}\n\n3. 三\n4. 四\n\n- 甲\n\n  > 引\n\n```mathml {alt="x"}\n<math><mi>x</mi></math>\n```\n\n```rust\nlet x;\n```\n\n***\n\n[回到题](#why)\n\n[^1]: 注。\n\n    又一段。\n';

test('opening a text and looking at it leaves it as it is, byte for byte', async (t) => {
  const { page } = await write(t, '原样');
  const source = `${EVERYTHING.replace('- 甲\n\n  > 引', '* 甲\n\n  > 引')}\n\n\n最后\n一段`;
  await writeSource(page, source);
  await saved(page);
  const sent = bodies(page);
  await page.reload();
  const text = await canvas(page);
  await text.click();
  await page.keyboard.press('Control+End');
  await page.waitForTimeout(2500);
  assert.deepEqual(sent, []);
  assert.equal(await readSource(page), source);
  await page.keyboard.press('Control+End');
  await text.pressSequentially('了');
  await page.keyboard.press('Control+z');
  await page.waitForTimeout(2500);
  assert.equal(await readSource(page), source, 'undone to what it was');
});

test('readers see what the editor shows, and what it cannot hold is edited as source', async (t) => {
  const { page, text } = await write(t, '两种视图');
  await writeSource(page, EVERYTHING);
  await saved(page);
  const words = (element) => element.innerText.replace(/\s+/gu, '');
  await page.getByRole('button', { name: '预览' }).click();
  const preview = page.frameLocator('iframe.preview');
  // The preview is a page that has to come first.
  for (const part of ['h2', 'li', 'pre', 'math', 'strong', 'em', 'hr']) await preview.locator('article').locator(part).first().waitFor({ state: 'attached' });
  const shown = await preview.locator('article h2').first().evaluate(words);
  assert.equal(shown, await text.locator('h2').first().evaluate(words));
  await page.getByRole('button', { name: '源码' }).click();
  await page.locator('textarea#field-body').fill('一段<b>粗</b>');
  await page.getByRole('button', { name: '源码' }).click();
  await page.getByText('请在源码里改').waitFor();
  assert.equal(await page.locator('textarea#field-body').inputValue(), '一段<b>粗</b>');
});

test('on a phone the toolbar scrolls and the page does not, and axe finds nothing in text or forms', async (t) => {
  const { page, text } = await write(t, '手机', { width: 360, hasTouch: true });
  await writeSource(page, `${EVERYTHING}\n| 一 | 二 | 三 | 四 | 五 | 六 |\n| - | - | - | - | - | - |\n| 很长的一格 | 很长的一格 | 很长的一格 | 很长的一格 | 很长的一格 | 很长的一格 |\n`);
  await text.locator('td').first().tap();
  await sound(page, 'the text on a phone');
  for (const name of ['链接', '条款原文', '问答', '测验题', '图片', '脚注']) {
    await page.getByRole('toolbar', { name: '正文格式' }).getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await sound(page, `the form ${name} on a phone`);
    await page.keyboard.press('Escape');
  }
});
