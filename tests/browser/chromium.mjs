// Debian's Chromium, and the one way in which the tests open a page.

import { after } from 'node:test';

import { chromium } from 'playwright-core';

if (!process.env.LIANGYI_TEST) throw new Error('run these tests with `node tests/browser/run.mjs` or `./dev test`');

/** What run.mjs started: `{ url, settings, binary, out }`. */
export const { url, settings, binary, out } = JSON.parse(process.env.LIANGYI_TEST);

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let launched;
after(async () => (await launched)?.close());

/** A page in a fresh profile, closed when test `t` ends. `options` are Playwright's: width in CSS pixels and its own. */
export async function open(t, { width = 1440, ...options } = {}) {
  launched ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const browser = await launched;
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 }, locale: 'zh-CN', ...options });
  t.after(() => context.close());
  context.setDefaultTimeout(30_000);
  return context.newPage();
}
