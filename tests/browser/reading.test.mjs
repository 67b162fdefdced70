// What a reader does first: from home to a clause, to what interprets it, to a search, to a work and its feed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, url } from './chromium.mjs';

const POLICY = '/policies/work-plan-2022';

/** The row of clause 4.2.5 with what stands under or beside it. */
const clause = (page) => page.locator('[id="4.2.5"]');

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without scripts';

  test(`a reader finds the interpretations of clause 4.2.5 from the home page${how}`, async (t) => {
    const page = await open(t, { javaScriptEnabled });
    await page.goto('/');
    await page.locator(`main a[href="${POLICY}"]`).first().click();
    await page.waitForURL(`**${POLICY}`);
    const works = clause(page).locator('a[href^="/works/"]');
    assert.ok((await works.count()) > 0, 'clause 4.2.5 shows no interpretation');
    const title = (await works.first().innerText()).trim();
    await works.first().click();
    await page.waitForURL('**/works/*');
    assert.ok(title.includes((await page.locator('h1').innerText()).trim()), `the link says ${title}`);
    assert.ok((await page.locator('a[href*="4.2.5"]').count()) > 0, 'the work does not name its clause');
  });

  test(`a search for 短视频 finds works and clauses, and leads to a work with a feed${how}`, async (t) => {
    const page = await open(t, { javaScriptEnabled });
    await page.goto('/');
    const box = page.locator('input[type=search][name=q]').first();
    await box.fill('短视频');
    await box.press('Enter');
    await page.waitForURL('**/search?**');
    assert.ok((await page.locator(`main a[href^="${POLICY}"]`).count()) > 0, 'no clause was found');
    await page.locator('main a[href^="/works/"]').first().click();
    await page.waitForURL('**/works/*');
    const feed = await page.locator('link[rel=alternate][type="application/atom+xml"]').first().getAttribute('href');
    const answer = await fetch(new URL(feed, url));
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<feed\b/u);
  });

  test(`one tap shows the policy as plain text and one brings the interpretations back${how}`, async (t) => {
    const page = await open(t, { javaScriptEnabled, width: 360 });
    await page.goto(POLICY);
    await page.locator('a[href$="?view=text"]').first().click();
    await page.waitForURL('**?view=text');
    assert.equal(await clause(page).count(), 1);
    assert.equal(await clause(page).locator('a[href^="/works/"]').count(), 0);
    await page.locator(`main a[href="${POLICY}"]`).first().click();
    await page.waitForURL(`**${POLICY}`);
    assert.ok((await clause(page).locator('a[href^="/works/"]').count()) > 0);
  });
}

test('a clause has an address of its own in the text and as a page', async (t) => {
  const page = await open(t);
  await page.goto(`${POLICY}#4.2.5`);
  await clause(page).waitFor({ state: 'visible' });
  const { y } = await clause(page).boundingBox();
  assert.ok(y > -1 && y < 900, `clause 4.2.5 stands at ${y} px, outside the window`);
  await page.goto(`${POLICY}/4.2.5`);
  assert.ok((await page.locator('main a[href^="/works/"]').count()) > 0);
});

test('a clause that nothing interprets says so', async (t) => {
  const page = await open(t);
  await page.goto('/policies');
  const policies = await page.locator('main a[href^="/policies/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  const texts = await Promise.all([...new Set(policies)].map(async (path) => (await fetch(new URL(path, url))).text()));
  assert.ok(texts.some((text) => text.includes('本条暂无解读')));
});

test('the whole way can be gone by keyboard', async (t) => {
  const page = await open(t);
  await page.goto(POLICY);
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('href') ?? ''), /^#/u, 'the first stop is no skip link');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#/u);
});

test('a reader finds the short videos by their pictures, which keep their place', async (t) => {
  const page = await open(t);
  await page.goto('/');
  assert.ok((await page.locator('main a[href="/kinds/short-video"]').count()) > 0, 'the home page has no lane of short videos');
  await page.goto('/works');
  await page.getByRole('navigation', { name: '作品形式' }).getByRole('link', { name: '短视频' }).click();
  await page.waitForURL('**/kinds/short-video');
  const pictures = page.locator('.card img.card-picture');
  const cards = await page.locator('article.card').count();
  assert.ok(cards > 0, 'no short video is listed');
  assert.equal(await pictures.count(), cards, 'a short video without its poster');
  for (const picture of await pictures.all()) {
    assert.equal(await picture.getAttribute('alt'), '');
    assert.ok(Number(await picture.getAttribute('width')) >= 240 && Number(await picture.getAttribute('height')) > 0);
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => image.decode());
  }
});
