// The weight of a page as it travels, brotli-compressed, and whether anything moves while it loads.

import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';

import { open, url } from './chromium.mjs';
import { samples } from './site.mjs';

/** Bytes of the body on the wire when the reader takes br. */
function weight(address) {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length));
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

async function total(addresses) {
  const weights = await Promise.all([...new Set(addresses)].map(weight));
  return weights.reduce((sum, bytes) => sum + bytes, 0);
}

const SHIFTS = () =>
  new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 200);
  });

test('every kind of page stays within its budget', async (t) => {
  for (const [name, path] of await samples(url)) {
    await t.test(name, async (t) => {
      const page = await open(t, { width: 360 });
      await page.goto(path);
      const styles = await page.$$eval('link[rel=stylesheet]', (all) => all.map((link) => link.href));
      const scripts = await page.$$eval('script[src]', (all) => all.map((script) => script.src));
      const [html, css, script] = [await weight(new URL(path, url)), await total(styles), await total(scripts)];
      t.diagnostic(`${path}: HTML ${html}, CSS ${css}, scripts ${script} bytes`);
      assert.ok(html <= 30_000, `${path}: ${html} bytes of HTML`);
      assert.ok(css > 0 && css <= 12_000, `${path}: ${css} bytes of CSS`);
      assert.ok(script <= 8_000, `${path}: ${script} bytes of scripts`);
      const shift = await page.evaluate(SHIFTS);
      assert.ok(shift <= 0.02, `${path}: cumulative layout shift ${shift}`);
    });
  }
});
