// A long image as a reader has it: nothing moves, little is fetched before one scrolls, the place of a link is framed, and all
// of it works without a script.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open } from './chromium.mjs';

const PAGE = '/works/long-image-six-in-one';

test('slices have their size before they come, and only those near are fetched', async (t) => {
  const page = await open(t, { width: 360, deviceScaleFactor: 2 });
  let bytes = 0;
  // On a slow line Chromium takes lazy pictures from 2,500 pixels below the screen, on a quick one from 1,250.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 562, downloadThroughput: 190_000, uploadThroughput: 86_000 });
  page.on('response', async (answer) => { bytes += (await answer.body().catch(() => Buffer.alloc(0))).length; });
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(PAGE);
  await page.waitForLoadState('networkidle');
  assert.ok(bytes < 250_000, `${bytes} bytes before the first scroll`);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  for (const slice of await page.locator('.slice').all()) await slice.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => [...document.querySelectorAll('.slice img')].every((image) => image.complete && image.naturalWidth > 0));
  assert.equal(await page.evaluate(() => window.shifted), 0);
  // One seamless strip, as wide as the screen.
  const boxes = await page.locator('.slice').evaluateAll((slices) => slices.map((slice) => slice.getBoundingClientRect()).map(({ top, bottom, width }) => ({ top, bottom, width })));
  for (const [i, box] of boxes.entries()) {
    assert.equal(box.width, 360);
    if (i > 0) assert.ok(Math.abs(box.top - boxes[i - 1].bottom) < 0.02, `a gap above slice ${i}`);
  }
});

test('a link to words frames their place in the image', async (t) => {
  const page = await open(t, { width: 360, javaScriptEnabled: false });
  await page.goto(`${PAGE}#panel-5`);
  const place = page.locator('#panel-5');
  assert.notEqual(await place.evaluate((rect) => getComputedStyle(rect).stroke), 'none');
  const { y } = await place.boundingBox();
  assert.ok(y >= -1 && y < 400, `the place is at ${y} px`);
  await page.goto(PAGE);
  await page.getByRole('link', { name: '文字版' }).click();
  await page.waitForURL(/#words$/u);
  assert.match(await page.locator('.words').innerText(), /攒下的信任不会散/u);
});

test('the zoom view shows a pixel for a pixel, and Escape leads back to its button', async (t) => {
  const page = await open(t, { width: 360 });
  await page.goto(PAGE);
  const button = page.getByRole('button', { name: '放大查看' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const image = dialog.locator('img').first();
  await page.waitForFunction(() => document.querySelector('dialog img').naturalWidth > 0);
  assert.equal((await image.boundingBox()).width, 1080);
  assert.ok(await dialog.evaluate((box) => box.scrollWidth > box.clientWidth), 'it cannot be moved sideways');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '放大查看');
});
