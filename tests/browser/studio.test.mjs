// The thin line of the studio, as people go it: from a phone's file to a page with captions, and back.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { out, url } from './chromium.mjs';
import { look } from './look.mjs';
import { account, begin, clip, saved, signIn, writeSource } from './studio.mjs';

const TITLE = '潮间带观察一分钟';
const WORDS = '招潮蟹挥动大螯是在打招呼';
const TRANSCODED_MS = 600_000;

const SRT = `1\n00:00:00,500 --> 00:00:03,000\n${WORDS}\n\n2\n00:00:03,200 --> 00:00:05,500\n退潮以后再去看它们\n`;

async function read(path) {
  const answer = await fetch(new URL(path, url));
  return { status: answer.status, text: await answer.text() };
}

/** Asks until `good` holds or a minute is over. */
async function until(what, good) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await good()) return;
    await sleep(100);
  }
  assert.fail(`still not so after a minute: ${what}`);
}

async function pick(page, field, words, option) {
  await page.locator(field).fill(words);
  await page.getByRole('option', { name: option }).first().click();
  await page.keyboard.press('Escape');
}

async function review(page, home, verdict, note) {
  await page.goto(`${home}/review`);
  await page.frameLocator('iframe').getByRole('heading', { name: TITLE }).first().waitFor();
  if (note) await page.getByLabel('审核意见').fill(note);
  await page.getByRole('button', { name: verdict, exact: true }).click();
  await page.getByRole('status').filter({ hasText: verdict === '通过' ? '通过。' : '已退回。' }).waitFor();
}

async function submit(page) {
  await saved(page);
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.waitForURL(/\/review$/u);
}

test('a short video goes from a phone’s file over three reviews to its page, search and feed, and is withdrawn', async (t) => {
  const people = {
    author: await account('line-author', { roles: ['author'], person: 'lin-xiao' }),
    first: await account('line-first', { roles: ['editor'], person: 'fang-zhiyuan' }),
    second: await account('line-second', { roles: ['expert'], person: 'chen-rui' }),
    final: await account('line-final', { roles: ['publisher'], person: 'tang-yue' }),
  };
  const author = await signIn(t, people.author);
  const home = await begin(author, '短视频', TITLE);

  await author.locator('input[type=file][accept^=video]').setInputFiles(await clip('thin-line'));
  await author.locator('.upload').or(author.locator('video')).first().waitFor();
  await author.locator('#field-lead').fill('退潮以后，沙滩上最忙的是谁？');
  await writeSource(author, '## 看什么\n\n退潮后的沙滩上，招潮蟹先出来。');
  await pick(author, '#field-clauses', '短视频', /短视频/u);
  await pick(author, '#field-people', '林晓', /林晓/u);
  await author.getByLabel('来源', { exact: true }).fill('临水市科学技术协会');
  await author.getByRole('checkbox', { name: '社会公众' }).check();
  await author.getByRole('link', { name: '编辑字幕与章节' }).waitFor({ timeout: 60_000 });
  await saved(author);

  await author.getByRole('link', { name: '编辑字幕与章节' }).click();
  const captions = join(out, 'thin-line.srt');
  await writeFile(captions, SRT);
  // By its name: until the page is there, the poster's chooser of the page before is a file chooser too.
  await author.getByLabel('导入字幕文件').setInputFiles(captions);
  await author.getByLabel('第2条文字').waitFor();
  await saved(author);

  await author.getByRole('link', { name: '编辑', exact: true }).click();
  await author.locator('video').waitFor({ timeout: TRANSCODED_MS });
  await author.waitForFunction(() => !document.querySelector('[aria-label="转码"]'), null, { timeout: TRANSCODED_MS });
  await submit(author);

  const first = await signIn(t, people.first);
  await first.getByRole('link', { name: new RegExp(TITLE, 'u') }).first().waitFor();
  await review(first, home, '退回', '第二条字幕请写明地点。');
  await author.goto(home);
  await author.getByText('第二条字幕请写明地点。').waitFor();
  await author.locator('#field-lead').fill('退潮以后的临水湿地，沙滩上最忙的是谁？');
  await submit(author);

  await review(first, home, '通过');
  await review(await signIn(t, people.second), home, '通过', '事实无误。');
  const final = await signIn(t, people.final);
  await review(final, home, '通过');
  await final.getByRole('button', { name: '发布', exact: true }).click();
  const live = await final.getByRole('link', { name: '看网站上的页面' }).getAttribute('href');

  await until('the page is there', async () => (await read(live)).status === 200);
  const reader = await author.context().newPage();
  await reader.goto(live);
  const played = reader.locator('video').first();
  await played.evaluate((video) => Promise.race([video.play(), new Promise((_, no) => setTimeout(no, 15_000))]));
  await reader.waitForFunction(() => document.querySelector('video').currentTime > 0.3);
  const found = `href="${live}`;
  await until('search finds the caption', async () => (await read(`/search?q=${encodeURIComponent('招潮蟹挥动大螯')}`)).text.includes(found));
  await until('the feed has it', async () => (await read('/feed.atom')).text.includes(TITLE));

  await final.goto(`${home}/review`);
  await final.getByRole('button', { name: '撤回' }).click();
  await final.getByLabel('原因，读者会看到').fill('画面里的地点有误（测试）');
  await final.getByText(/个订阅源里有它/u).waitFor();
  await final.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await until('the page is gone', async () => (await read(live)).status === 410);
  assert.ok((await read(live)).text.includes('画面里的地点有误（测试）'));
  await until('search forgets it', async () => !(await read(`/search?q=${encodeURIComponent('招潮蟹挥动大螯')}`)).text.includes(found));

  await final.getByRole('button', { name: '恢复发布' }).click();
  await until('the page is back', async () => (await read(live)).status === 200);
  await final.getByRole('button', { name: '撤回' }).click();
  await final.getByLabel('原来的网址上').selectOption('banner');
  await look(final, 'withdraw');
  await final.getByLabel('原因，读者会看到').fill('留作记录（测试）');
  await final.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await until('the banner stands', async () => (await read(live)).text.includes('留作记录（测试）'));
  assert.equal((await read(live)).status, 200);
});
