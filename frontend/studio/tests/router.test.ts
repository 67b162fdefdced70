// @vitest-environment happy-dom
// Addresses that the app's own links lead to.
import { expect, test } from 'vitest';

import { router } from '../src/router';
import { KINDS } from '../src/vocabulary/kinds';

const titleOf = (path: string) => router.resolve(path).meta.title;

test('every kind of the vocabulary has its page, and no other kind has one', () => {
  for (const kind of Object.keys(KINDS)) {
    const { meta, params } = router.resolve(`/vocabulary/${kind}`);
    expect([kind, meta.title, params.kind]).toEqual([kind, '词条', kind]);
  }
  expect(Object.keys(KINDS)).toContain('terms');
  expect(titleOf('/vocabulary')).toBe('词条');
  expect(titleOf('/vocabulary/nothing')).toBe('没有这个页面');
});

test('no link of a template leads to a page that is not there', () => {
  const sources = import.meta.glob<string>('../src/**/*.vue', { query: '?raw', import: 'default', eager: true });
  const links = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/\sto="(\/[^"]*)"/gu)].map(([, path]) => ({ file, path: path! })));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ path }) => titleOf(path) === '没有这个页面')).toEqual([]);
});
