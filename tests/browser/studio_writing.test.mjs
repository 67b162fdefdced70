// Writing in the studio: composed Chinese input, a line that breaks, two who write at once.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { account, begin, canvas, readSource, saved, signIn, writeSource } from './studio.mjs';

let editor;
before(async () => (editor = await account('writing', { roles: ['editor'] })));

/** That somebody is here is told by PUT too, now and then. */
const isSave = (request) => request.method() === 'PUT' && !request.url().includes('/presence');

/** What the app sends with each save of a work. */
function saves(page) {
  const sent = [];
  page.on('request', (request) => {
    if (isSave(request)) sent.push(request.postDataJSON());
  });
  return sent;
}

test('a word that is being composed is never saved in half', async (t) => {
  const page = await signIn(t, editor);
  await begin(page, '文章', '输入法');
  await canvas(page);
  const sent = saves(page);
  const client = await page.context().newCDPSession(page);
  for (const [field, of] of [['#field-title', (save) => save.content.title], ['#field-body', (save) => save.body.trimEnd()]]) {
    sent.length = 0;
    await page.locator(field).click();
    await page.keyboard.press('Control+End');
    for (const text of ['k', 'ke', 'ke x', 'ke xue']) {
      await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(1300);
    }
    assert.deepEqual(sent, [], `${field} was saved while it was being composed`);
    const saving = page.waitForRequest(isSave);
    await client.send('Input.insertText', { text: '科学' });
    await saving;
    await saved(page);
    assert.ok(sent.every((save) => of(save).endsWith('科学') && !of(save).includes('ke')), JSON.stringify(sent.map(of)));
  }
});

/**
 * Breaks the line for everything a page saves, until `mend` is called.
 * It is cut inside the page: what a page sends while it is being left gets past the interception of a browser at times.
 */
async function cutSaving(page) {
  const cut = () => {
    const whole = globalThis.fetch;
    globalThis.fetch = (input, init) =>
      init?.method === 'PUT' && sessionStorage.getItem('line') === 'cut' ? Promise.reject(new TypeError('no line')) : whole(input, init);
  };
  await page.evaluate(() => sessionStorage.setItem('line', 'cut'));
  await page.addInitScript(cut);
  await page.evaluate(cut);
  return { mend: () => page.evaluate(() => sessionStorage.removeItem('line')) };
}

test('what is typed without a line is kept on the device, over a reload too, and saved when the line is back', async (t) => {
  const page = await signIn(t, editor);
  await begin(page, '文章', '断网');
  const line = await cutSaving(page);
  await page.locator('#field-lead').fill('断网时写下的一句话');
  await page.getByText('没连上，修改留在本机').waitFor();
  await page.reload();
  await page.getByText('已从本机恢复').waitFor();
  assert.equal(await page.locator('#field-lead').inputValue(), '断网时写下的一句话');
  await line.mend();
  await saved(page);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator('#field-lead').waitFor();
  assert.equal(await page.locator('#field-lead').inputValue(), '断网时写下的一句话');
});

test('two who change the same field choose between both sides, and the rest is put together', async (t) => {
  const one = await signIn(t, editor);
  const home = await begin(one, '文章', '两个人');
  const two = await signIn(t, editor);
  await two.goto(home);
  await two.locator('#field-title').fill('另一个人的标题');
  await writeSource(two, '另一个人的正文');
  await saved(two);
  await one.locator('#field-title').fill('我的标题');
  const dialog = one.getByRole('dialog', { name: /两边都改了/u });
  await dialog.getByText('另一个人的标题').waitFor();
  await dialog.getByText('我的标题').waitFor();
  assert.equal(await one.locator('#field-title').inputValue(), '我的标题');
  await dialog.getByRole('radio', { name: /别处的/u }).check();
  await dialog.getByRole('button', { name: '按选择保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  await saved(one);
  assert.equal(await one.locator('#field-title').inputValue(), '另一个人的标题');
  assert.equal(await (await canvas(one)).innerText(), '另一个人的正文');
  assert.equal(await readSource(one), '另一个人的正文');
});

test('what was found is listed a share at a time, and the key that asks for more goes on with the first that came', async (t) => {
  const page = await signIn(t, editor);
  await begin(page, '文章', '很多提示');
  await writeSource(page, Array.from({ length: 15 }, (_, n) => `第${n + 1}段，请拨打138001380${10 + n}咨询。`).join('\n\n'));
  await saved(page);
  const found = page.getByRole('list', { name: '提示', exact: true }).getByRole('listitem');
  const more = page.getByRole('button', { name: /还有3处没列出/u });
  await more.waitFor();
  assert.equal(await found.count(), 12);
  await more.focus();
  await page.keyboard.press('Enter');
  await more.waitFor({ state: 'detached' });
  assert.equal(await found.count(), 15);
  assert.ok(await found.nth(12).locator('.jump').evaluate((jump) => jump === document.activeElement), 'the focus is lost');
});
