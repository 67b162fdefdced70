// axe finds nothing: every kind of page, on a phone and a desk, light and dark.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COLOURS, sound, violations } from './axe.mjs';
import { open, url } from './chromium.mjs';
import { ENGLISH, samples } from './site.mjs';

test('axe finds nothing on any kind of page', { concurrency: 2 }, async (t) => {
  const kinds = [...await samples(url), ...Object.entries(ENGLISH)];
  await Promise.all(kinds.map(([name, path]) =>
    t.test(name, async (t) => {
      for (const width of [360, 1440]) {
        const page = await open(t, { width });
        await page.goto(path);
        await sound(page, `${path} at ${width} px`);
        await page.emulateMedia({ colorScheme: 'dark' });
        await sound(page, `${path} at ${width} px in the dark`, { rules: COLOURS });
      }
    })));
});

test('axe finds the faults of a page made to be bad', async (t) => {
  const page = await open(t, { bypassCSP: true });
  await page.goto('/');
  await page.setContent('<main><img src="/favicon.svg"><input><p style="color:#ccc;background:#fff">看不清的字</p></main>');
  const found = (await violations(page)).map((line) => line.split(':')[0]);
  for (const id of ['color-contrast', 'document-title', 'html-has-lang', 'image-alt', 'label']) assert.ok(found.includes(id), `${id} not in ${found}`);
});
