// axe finds nothing: every kind of page, on a phone and a desk, light and dark. Leaves a picture of each in out/.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { AxeBuilder } from '@axe-core/playwright';

import { open, out, url } from './chromium.mjs';
import { ENGLISH, samples } from './site.mjs';

const WIDTHS = [360, 1440];
const SCHEMES = ['light', 'dark'];

/** All rules, or only those named. */
async function violations(page, rules) {
  // An H5 page is in an origin of its own, and has a test of its own.
  const axe = new AxeBuilder({ page }).exclude('.h5 iframe');
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

test('axe finds nothing on any kind of page', { concurrency: 2 }, async (t) => {
  const kinds = [...await samples(url), ...Object.entries(ENGLISH)];
  await Promise.all(kinds.map(([name, path]) =>
    t.test(name, async (t) => {
      for (const width of WIDTHS) {
        const page = await open(t, { width });
        await page.goto(path);
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(out, `${name.replace(/\W+/gu, '_')}-${width}-${colorScheme}.png`), fullPage: true });
          // Dark differs in its colours and in nothing else.
          const rules = colorScheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined;
          assert.deepEqual(await violations(page, rules), [], `${path} at ${width} px, ${colorScheme}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(overflow <= 0, `${path} at ${width} px is ${overflow} px wider than the screen`);
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
