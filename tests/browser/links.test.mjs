// Every page can be reached, and no link of ours leads nowhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { url } from './chromium.mjs';
import { EXPECTED, kind, walk } from './site.mjs';

test('no link of the site is broken and every kind of page is reachable from home', async () => {
  const { pages, broken } = await walk(url, Infinity);
  assert.deepEqual(broken, []);
  assert.deepEqual(EXPECTED.filter((name) => !pages.has(name)), [], 'kinds of pages that no link leads to');
  assert.ok(pages.get('/works/*').length >= 30, `${pages.get('/works/*').length} works are reachable, 30 and more were expected`);
});

test('addresses of one kind of page are told from those of another', () => {
  const of = (path) => kind(new URL(path, 'http://a.example'));
  assert.equal(of('/works/one'), of('/works/two'));
  assert.equal(of('/policies/p?view=text'), '/policies/*?view=text');
  assert.equal(of('/policies/p/4.2.5'), '/policies/*/*');
  assert.equal(of('/search?q=a&page=2'), null);
});
