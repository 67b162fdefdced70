// A small correction past a waiting revision, history and restore, a scheduled publication moved by keyboard, a preview by
// link, a certificate: as people do it, and every new page by axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { open, url } from './chromium.mjs';
import { look } from './look.mjs';
import { account, ORGANISATION, saved, signIn, writeSource } from './studio.mjs';

const FIRST = '第一段，讲潮汐的成因。\n\n第二段，讲月亮怎样吸引海水。\n\n第三段，讲怎样观察。\n';

/** Asks the API as the page's own script would. */
async function api(page, method, path, body) {
  const answer = await page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'X-Liangyi-Request': '1', ...(body ? { 'Content-Type': 'application/json' } : {}) };
      const answer = await fetch(`/api/studio/v1${path}`, { method, headers, body: body ? JSON.stringify(body) : undefined });
      return { status: answer.status, text: await answer.text() };
    },
    [method, path, body],
  );
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.text ? JSON.parse(answer.text) : null;
}

async function people(mark) {
  return {
    author: await account(`${mark}-author`, { roles: ['author', 'editor'], person: mark === 'ed' ? 'gao-lan' : undefined }),
    corrector: await account(`${mark}-corrector`, { roles: ['editor'] }),
    first: await account(`${mark}-first`, { roles: ['editor'] }),
    second: await account(`${mark}-second`, { roles: ['expert'] }),
    final: await account(`${mark}-final`, { roles: ['publisher'] }),
  };
}

async function write(page, id, body, title) {
  const work = await api(page, 'GET', `/works/${id}`);
  const content = { ...work.content, title: title ?? work.content.title, lead: '潮水为什么一天来两次？' };
  if (!content.clauses?.length) {
    const { policies } = await api(page, 'GET', '/vocabulary');
    content.clauses = [{ clause: `${policies[0].slug}#${policies[0].clauses[0].id}` }];
  }
  const { faults } = await api(page, 'PUT', `/works/${id}`, { version: work.version, content, body });
  assert.deepEqual(faults, []);
}

async function pass(pages, id) {
  for (const [stage, page] of [['first', pages.first], ['second', pages.second], ['final', pages.final]]) await api(page, 'POST', `/works/${id}/reviews`, { stage, verdict: 'pass', note: '' });
}

async function shows(path, words) {
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await (await fetch(new URL(path, url))).text();
    if (text.includes(words)) return text;
    await sleep(100);
  }
  return assert.fail(`${path} does not show ${words}`);
}

test('a correction goes out past a waiting revision, which is merged and reviewed again for just that', async (t) => {
  const accounts = await people('ed');
  const pages = {};
  for (const [name, one] of Object.entries(accounts)) pages[name] = await signIn(t, one);
  const { author, corrector, final } = pages;
  const { id } = await api(author, 'POST', '/works', { kind: 'article', title: '潮汐一问', organisation: ORGANISATION });
  await write(author, id, FIRST);
  await api(author, 'POST', `/works/${id}/submit`);
  await pass(pages, id);
  const { content } = await api(final, 'POST', `/works/${id}/publish`);
  const live = `/works/${content.slug}`;
  await shows(live, '审核证书');

  await write(author, id, FIRST.replace('海水。', '海水，写得更细。'), '潮汐两问');
  await api(author, 'POST', `/works/${id}/submit`);
  await corrector.goto(`/studio/works/${id}/review`);
  await corrector.getByRole('button', { name: '发起小更正' }).click();
  await corrector.waitForURL((at) => /\/studio\/works\/\d+$/u.test(at.pathname) && !at.pathname.endsWith(`/${id}`));
  await corrector.getByText('这是对一件已发布作品的小更正').waitFor();
  await writeSource(corrector, FIRST.replace('成因。', '成因，主因是月亮。'));
  await saved(corrector);
  await look(corrector, 'correction');
  await corrector.getByRole('button', { name: '提交审核' }).click();
  await corrector.waitForURL(/\/review$/u);
  const correction = Number(/works\/(\d+)/u.exec(corrector.url())[1]);
  await pass(pages, correction);
  await final.goto(`/studio/works/${correction}/review`);
  await final.getByRole('heading', { name: '与网站上的版本相比' }).waitFor();
  await final.locator('ins').filter({ hasText: '主因是月亮' }).first().waitFor();
  await look(final, 'correction-review');
  await final.getByRole('button', { name: '发布', exact: true }).click();
  await final.waitForURL(new RegExp(`/works/${id}/review$`, 'u'));
  await shows(live, '主因是月亮');

  await pass(pages, id);
  await final.reload();
  await final.getByRole('button', { name: '发布', exact: true }).click();
  await final.getByRole('heading', { name: '要再审一次的地方' }).waitFor();
  await final.getByText('共有1处不同').waitFor();
  await look(final, 'merged-review');
  await pass(pages, id);
  await final.reload();
  await final.getByRole('button', { name: '发布', exact: true }).click();
  const page = await shows(live, '写得更细');
  assert.ok(page.includes('主因是月亮'), 'the correction stays');

  // History: compared, restored, undone.
  await author.goto(`/studio/works/${id}/history`);
  await author.getByRole('radio', { name: /^旧的一边：第1版/u }).check();
  await author.getByRole('radio', { name: /^新的一边：第5版/u }).check();
  await author.getByRole('heading', { name: '两版的不同' }).waitFor();
  await author.locator('ins').filter({ hasText: '写得更细' }).first().waitFor();
  await look(author, 'history');
  await author.getByRole('button', { name: /^恢复第1版/u }).click();
  await author.getByRole('button', { name: '恢复到工作稿' }).click();
  await author.getByRole('status').filter({ hasText: '已恢复到工作稿' }).waitFor();
  assert.equal((await api(author, 'GET', `/works/${id}`)).body, FIRST);

  // Both change one place: the author chooses.
  await write(author, id, FIRST.replace('观察。', '观察和记录。'));
  const next = (await api(corrector, 'POST', `/works/${id}/correction`)).id;
  const { body } = await api(corrector, 'GET', `/works/${next}`);
  await write(corrector, next, body.replace('观察。', '安全地观察。'));
  await api(corrector, 'POST', `/works/${next}/submit`);
  await pass(pages, next);
  await api(final, 'POST', `/works/${next}/publish`);
  await author.goto(`/studio/works/${id}`);
  await author.getByRole('link', { name: '合并公开的版本' }).click();
  await author.getByRole('heading', { name: /两边改了同一个地方/u }).waitFor();
  await look(author, 'merge');
  for (const side of await author.getByRole('radio', { name: /网站上的/u }).all()) await side.check();
  await author.getByRole('button', { name: '合并到工作稿' }).click();
  await author.waitForURL(new RegExp(`/works/${id}$`, 'u'));
  assert.ok((await api(author, 'GET', `/works/${id}`)).body.includes('安全地观察'));
});

test('a publication is scheduled, moved by keyboard in the calendar, called off; a preview is shared and revoked', async (t) => {
  const accounts = await people('sc');
  const pages = {};
  for (const name of ['author', 'first', 'second', 'final']) pages[name] = await signIn(t, accounts[name]);
  const { author, final } = pages;
  const { id } = await api(author, 'POST', '/works', { kind: 'article', title: '定时的一篇', organisation: ORGANISATION });
  await write(author, id, FIRST);
  await api(author, 'POST', `/works/${id}/submit`);
  await pass(pages, id);

  // A month of its own, far enough away.
  const year = new Date().getUTCFullYear() + 1;
  await final.goto(`/studio/works/${id}/review`);
  await final.getByLabel('发布时间（北京时间）').fill(`${year}-03-10T09:30`);
  await final.getByRole('button', { name: '定时发布' }).click();
  await final.getByText(`${year}年3月10日 09:30`).waitFor();
  await look(final, 'scheduled');
  await final.goto(`/studio/calendar?month=${year}-03`);
  const entry = final.locator(`#entry-${id}`);
  await entry.waitFor();
  await look(final, 'calendar');
  await entry.focus();
  await final.keyboard.press('ArrowRight');
  await final.keyboard.press('ArrowDown');
  await final.getByText(`${year}年3月18日 09:30。按回车确定`).waitFor();
  assert.equal(await final.evaluate(() => document.activeElement?.id), `entry-${id}`);
  await final.keyboard.press('Enter');
  await final.getByText(`已改到${year}年3月18日 09:30`).waitFor();
  assert.equal((await api(final, 'GET', `/works/${id}`)).schedule.at, `${year}-03-18T09:30:00+08:00`);
  await entry.focus();
  await final.keyboard.press('ArrowLeft');
  await final.keyboard.press('Escape');
  await final.getByText('时间没有改。').waitFor();
  await final.goto('/studio/works');
  await final.getByText(`定于${year}年3月18日 09:30发布`).waitFor();
  await final.goto(`/studio/works/${id}/review`);
  await final.getByRole('button', { name: '取消定时' }).click();
  await final.getByRole('status').filter({ hasText: '已取消定时发布' }).waitFor();

  await author.goto(`/studio/works/${id}/review`);
  await author.getByLabel('给谁看').fill('外面的专家');
  await author.getByRole('button', { name: '生成预览链接' }).click();
  const link = await author.getByRole('textbox', { name: '预览链接' }).inputValue();
  const guest = await open(t);
  await guest.goto(new URL(link).pathname);
  await guest.getByRole('heading', { name: '定时的一篇' }).waitFor();
  await guest.getByText('这是还没有发布的预览').waitFor();
  await look(guest, 'shared-preview');
  await author.getByRole('button', { name: '撤销给外面的专家的链接' }).click();
  await author.getByRole('status').filter({ hasText: '已撤销' }).waitFor();
  await guest.reload();
  await guest.getByText('预览链接无效').waitFor();
});
