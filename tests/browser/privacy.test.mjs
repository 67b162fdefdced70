// A reader is not followed: no cookie, nothing from elsewhere, no script that a page could smuggle in.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, url } from './chromium.mjs';
import { samples } from './site.mjs';

/** Opens `path` and tells what it loaded and what the browser complained of. */
async function visit(t, path) {
  const page = await open(t);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium reports the status of an error page as a failure to load it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  const answer = await page.goto(path);
  const cookies = await page.context().cookies();
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
  return { requests, complaints, cookies, stored, headers: await answer.allHeaders() };
}

test('no page loads from elsewhere, sets a cookie, stores anything or breaks its own policy', async (t) => {
  for (const [name, path] of await samples(url)) {
    await t.test(name, async (t) => {
      const seen = await visit(t, path);
      assert.deepEqual(seen.requests.filter((address) => !address.startsWith('data:') && new URL(address).origin !== url), []);
      assert.deepEqual(seen.cookies, []);
      assert.equal(seen.stored, 0);
      assert.deepEqual(seen.complaints, []);
      assert.equal(seen.headers['set-cookie'], undefined);
      assert.match(seen.headers['content-security-policy'] ?? '', /default-src/u);
      assert.doesNotMatch(seen.headers['content-security-policy'], /unsafe-inline|unsafe-eval|https?:/u);
    });
  }
});

test('a request elsewhere would be seen', async (t) => {
  const page = await open(t, { bypassCSP: true });
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).origin));
  await page.goto('/');
  await page.setContent('<img src="http://127.0.0.1:9/x.png" alt="">');
  assert.ok(requests.includes('http://127.0.0.1:9'));
});
