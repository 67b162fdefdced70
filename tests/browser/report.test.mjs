// A reader without script reports an error, an editor answers it, and the receipt says so; every page of it by axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { sound } from './axe.mjs';
import { open, url } from './chromium.mjs';
import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

const WORK = '/works/elders-phone-one-thing-at-a-time';
const REPORT = `/report?about=${WORK}`;
const WORDS = '第二段的电话号码少了一位（测试）';

/** Fills the form of `page` in and sends it; answers the receipt. */
async function send(page, words) {
  await page.getByLabel('哪一类问题').selectOption('错别字');
  await page.getByLabel('哪里错了，应该是什么').fill(words);
  await page.getByRole('button', { name: '提交' }).click();
  await page.waitForURL(/\/report\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  return new URL(page.url()).pathname.split('/').at(-1);
}

test('the form and its answers are sound on a phone, in the ordinary view and in the elderly one', async (t) => {
  const page = await open(t, { width: 360 });
  for (const view of ['', '/elder-36']) {
    await page.goto(`${view}${REPORT}`);
    await sound(page, `${view} the form`);
    await page.getByLabel('依据的网址（可以不填）').fill('example.org');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '还没有提交，有3处要改' }).waitFor();
    assert.equal(await page.getByLabel('依据的网址（可以不填）').inputValue(), 'example.org');
    await sound(page, `${view} the faults`);
    await page.getByLabel('依据的网址（可以不填）').fill('');
    const receipt = await send(page, `${WORDS}${view}`);
    await sound(page, `${view} the receipt`);
    await page.goto(`${view}/report`);
    await sound(page, `${view} the way to look a receipt up`);
    await page.getByLabel('查询处理结果：填写回执号').fill(receipt.toLowerCase());
    await page.getByRole('button', { name: '查询' }).click();
    await page.waitForURL(`**${view}/report/${receipt}`);
  }
  await page.goto('/report/K7QM-2ZXA-9HTC');
  await page.getByText('没有这个回执号').waitFor();
  await sound(page, 'a receipt that nobody has');
});

test('a reader without script reports an error, an editor corrects it, and the receipt shows it', async (t) => {
  const reader = await open(t, { javaScriptEnabled: false, width: 360 });
  await reader.goto(WORK);
  await reader.getByRole('link', { name: '纠错', exact: true }).click();
  const receipt = await send(reader, '标题下面多了一个字（测试）');
  const address = reader.url();
  assert.deepEqual(await reader.context().cookies(), []);
  assert.ok((await reader.locator('main').innerText()).includes('已收到'));

  const editor = await signIn(t, await account('answering', { roles: ['editor'] }));
  await editor.goto('/studio/reader-reports');
  await editor.getByText('标题下面多了一个字（测试）').waitFor();
  await look(editor, 'reader-reports');
  assert.match(await editor.getByRole('link', { name: /读者纠错/u }).innerText(), /\d/u, 'the navigation says how many wait');
  const row = editor.getByRole('listitem').filter({ hasText: '标题下面多了一个字（测试）' });
  await row.getByRole('link').click();
  await editor.getByRole('heading', { name: '读者写的' }).waitFor();
  await look(editor, 'reader-report');
  await editor.getByRole('button', { name: '处理中' }).click();
  await editor.getByText('已标为处理中').waitFor();
  await reader.goto(address);
  assert.ok((await reader.locator('main').innerText()).includes('处理中'));

  await editor.getByRole('button', { name: '已更正' }).click();
  await editor.getByRole('dialog').getByText('这件作品还没有更正说明').waitFor();
  await look(editor, 'reader-report-answer');
  await editor.getByRole('button', { name: '发布新的更正说明' }).click();
  await editor.getByLabel('原因，读者会看到').fill('标题下多出的字已删去（测试）。');
  await editor.getByRole('button', { name: '发布更正', exact: true }).click();
  await editor.getByRole('radio', { name: /标题下多出的字已删去/u }).waitFor();
  await editor.getByLabel('给读者的话（可以不填）').fill('谢谢您的仔细（测试）。');
  await editor.getByRole('button', { name: '答复读者' }).click();
  // The heading is there since somebody took it up.
  await editor.getByText('已答复，读者凭回执号能看到').waitFor();

  await reader.goto(`/report/${receipt}`);
  const told = await reader.locator('main').innerText();
  for (const words of ['已更正', '标题下多出的字已删去（测试）。', '谢谢您的仔细（测试）。']) assert.ok(told.includes(words), `${words}: ${told}`);
  // For a moment the page of the work may be the one of before the correction.
  const corrected = async () => (await (await fetch(new URL(WORK, url))).text()).includes('id="corrections"');
  for (let tries = 0; tries < 100 && !(await corrected()); tries += 1) await sleep(100);
  await reader.getByRole('link', { name: '查看更正' }).click();
  await reader.waitForURL(`**${WORK}#corrections`);
  assert.ok((await reader.locator('#corrections').innerText()).length > 0);
});

test('who answers nothing sees an empty list', async (t) => {
  const page = await signIn(t, await account('only-writing', { roles: ['author'] }));
  assert.equal(await page.getByRole('link', { name: '读者纠错' }).count(), 0);
  await page.goto('/studio/reader-reports');
  await page.getByText('还没有读者纠错').waitFor();
});
