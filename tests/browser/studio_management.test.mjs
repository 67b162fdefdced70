// What a site's administrator tends in the studio: policies and their versions, where tasks stand, the vocabulary.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { sound } from './axe.mjs';
import { out, url } from './chromium.mjs';
import { account, signIn } from './studio.mjs';

const policy = (last) => `示范县科普工作办法（示例）

　　为做好全县科普工作，制定本办法。

　　一、总体要求
　　（一）指导思想。面向群众，服务基层。
　　二、重点任务
　　（一）办好流动科技馆。每年走进十所学校。
　　（二）${last}
`;

let boss;
let editor;
before(async () => {
  boss = await account('management-boss', { admin: true });
  editor = await account('management-editor', { roles: ['editor'] });
});

test('a policy is looked at, taken in, renewed, and its tasks followed', async (t) => {
  const page = await signIn(t, boss);
  const [first, second] = ['first', 'second'].map((name) => join(out, `policy-${name}.txt`));
  await writeFile(first, policy('建好科普画廊。每个乡镇一处。'));
  await writeFile(second, policy('建好科普画廊。每个乡镇两处，每季度更新。'));

  await page.getByRole('link', { name: '政策', exact: true }).click();
  await page.getByRole('button', { name: '导入政策' }).click();
  const dialog = page.getByRole('dialog', { name: '导入政策文件' });
  await dialog.getByLabel('政策文件的文字').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('只有一行字') });
  await dialog.getByRole('alert').getByText('只有一行').waitFor();
  await dialog.getByLabel('政策文件的文字').setInputFiles(first);
  await dialog.getByRole('heading', { name: '示范县科普工作办法（示例）' }).waitFor();
  await dialog.getByText('办好流动科技馆').waitFor();
  await sound(page, 'the dialog that takes a policy in');
  await dialog.getByLabel('网址里的名字').fill('demo-county-rules');
  await dialog.getByLabel('网址里的名字').press('Tab');
  await dialog.getByRole('button', { name: '导入', exact: true }).click();
  await page.waitForURL('**/studio/policies/demo-county-rules');
  await page.getByRole('heading', { name: '示范县科普工作办法（示例）' }).waitFor();

  await page.getByRole('button', { name: '导入新版' }).click();
  const renewal = page.getByRole('dialog', { name: '导入新版' });
  await renewal.getByLabel('政策文件的文字').setInputFiles(second);
  await renewal.getByText('1条有变化', { exact: false }).waitFor();
  await renewal.getByRole('button', { name: '导入为第2版' }).click();
  await page.getByText('第2版', { exact: true }).waitFor();

  await page.getByRole('button', { name: '更新进展：二（二）' }).click();
  const status = page.getByRole('dialog');
  await status.getByLabel('进展').selectOption('under-way');
  await status.getByLabel('依据的网址').fill('https://example.org/progress');
  await status.getByRole('button', { name: '保存' }).click();
  await page.getByText('推进中').first().waitFor();
  await sound(page, 'the page of a policy');
  const answer = await fetch(new URL('/policies/demo-county-rules', url));
  assert.match(await answer.text(), /每个乡镇两处/u);
});

test('a topic is made, changed, shown to readers and removed; what is in use stays', async (t) => {
  const page = await signIn(t, boss);
  await page.goto('/studio/vocabulary/topics');
  await page.getByRole('button', { name: '新建主题' }).click();
  const made = page.getByRole('dialog', { name: '新建主题' });
  await made.getByLabel('名称', { exact: true }).fill('湿地');
  await made.getByLabel('英文名称').fill('Wetlands');
  await made.getByLabel('英文名称').press('Tab');
  assert.equal(await made.getByLabel('网址里的名字').inputValue(), 'wetlands');
  await made.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /^湿地/u }).waitFor();
  assert.equal((await fetch(new URL('/topics/wetlands', url))).status, 200);

  await page.getByRole('button', { name: /^湿地/u }).click();
  const changed = page.getByRole('dialog', { name: '湿地' });
  await changed.getByLabel('名称', { exact: true }).fill('');
  await changed.getByLabel('简介').fill('退潮以后能看到什么。');
  await changed.getByLabel('名称', { exact: true }).fill('湿地与滩涂');
  await sound(page, 'the form of a topic');
  await changed.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /^湿地与滩涂/u }).click();
  page.on('dialog', (ask) => ask.accept());
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await page.getByRole('button', { name: /^湿地/u }).waitFor({ state: 'detached' });

  await page.getByLabel('查找主题').fill('短视频');
  await page.locator('.entry').first().click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await page.getByRole('alert').getByText(/还有\d+件作品在用/u).waitFor();
});

test('a term is made in the studio, explained to readers and removed', async (t) => {
  const page = await signIn(t, boss);
  await page.goto('/studio/vocabulary');
  await page.getByRole('navigation', { name: '词条的种类' }).getByRole('link', { name: '术语' }).click();
  await page.getByRole('button', { name: '新建术语' }).click();
  const made = page.getByRole('dialog', { name: '新建术语' });
  await made.getByLabel('名称', { exact: true }).fill('潮间带');
  await made.getByLabel('其他写法').fill('潮间、潮间区');
  await made.getByLabel('解释', { exact: true }).fill('涨潮时淹没、退潮时露出的地方。');
  await made.getByLabel('出处', { exact: true }).fill('《示例》第一条');
  await made.getByLabel('网址里的名字').fill('intertidal-zone');
  await sound(page, 'the form of a term');
  await made.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /^潮间带/u }).click();
  const dialog = page.getByRole('dialog', { name: '潮间带' });
  assert.equal(await dialog.getByLabel('其他写法').inputValue(), '潮间、潮间区');
  const told = async () => /id="term-intertidal-zone"[\s\S]*退潮时露出/u.test(await (await fetch(new URL('/glossary', url))).text());
  for (let n = 0; n < 50 && !(await told()); n += 1) await page.waitForTimeout(100);
  assert.ok(await told(), 'readers see it in the glossary');
  page.on('dialog', (ask) => ask.accept());
  await dialog.getByRole('button', { name: '删除' }).click();
  await page.getByRole('button', { name: /^潮间带/u }).waitFor({ state: 'detached' });
});

test('what was typed stays when somebody else changed the same entry', async (t) => {
  const [page, other] = [await signIn(t, boss), await signIn(t, boss)];
  for (const one of [page, other]) {
    await one.goto('/studio/vocabulary/topics');
    await one.locator('.entry').first().click();
    await one.getByRole('dialog').getByLabel('简介').waitFor();
  }
  const theirs = `别处写的简介${Date.now()}`;
  await other.getByRole('dialog').getByLabel('简介').fill(theirs);
  await other.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await other.getByRole('dialog').waitFor({ state: 'detached' });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('简介').fill('我写的简介，不能丢。');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByRole('alert').getByText('刚刚被别人改过').waitFor();
  assert.equal(await dialog.getByLabel('简介').inputValue(), '我写的简介，不能丢。');
  await dialog.getByRole('button', { name: '关闭' }).click();
  await page.locator('.entry').first().click();
  await page.waitForFunction((words) => document.querySelector('dialog textarea')?.value === words, theirs);
});

test('an editor adds a person of the own organisation and only looks at the others, on a phone', async (t) => {
  const page = await signIn(t, editor, { width: 360 });
  await page.goto('/studio/vocabulary/people');
  await page.getByRole('button', { name: '新建人物' }).click();
  const made = page.getByRole('dialog', { name: '新建人物' });
  await made.getByLabel('姓名', { exact: true }).fill('周岚');
  await made.getByLabel('英文姓名').fill('Zhou Lan');
  await made.getByLabel('所在组织').selectOption('linshui-city');
  await made.getByLabel('研究领域').fill('湿地生态、鸟类');
  await made.getByLabel('网址里的名字').fill('zhou-lan');
  await made.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /^周岚/u }).waitFor();
  await page.goto('/studio/vocabulary/organisations');
  await page.locator('.entry').filter({ hasText: '只能看' }).first().click();
  await page.getByRole('dialog').getByText('这里只能看').waitFor();
  assert.equal(await page.getByRole('dialog').getByRole('button', { name: '保存' }).count(), 0);
  await sound(page, 'an entry that is only looked at, on a phone');
});
