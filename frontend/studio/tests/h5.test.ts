// What the server says of a zip that it refused, line by line.
import { expect, test } from 'vitest';

import { refusals } from '../src/h5/page';
import { kindOf, misfit } from '../src/uploads/fit';

test('each line is a refusal, with its place where it has one', () => {
  const said = 'js/app.js:12：地址 https://a.example/x 指向外部。\n图 片.png：内容与扩展名不符。\n\n最外层没有 index.html，不知道从哪一页打开。';
  expect(refusals(said)).toEqual([
    { place: 'js/app.js:12', reason: '地址 https://a.example/x 指向外部。' },
    { place: '图 片.png', reason: '内容与扩展名不符。' },
    { place: '', reason: '最外层没有 index.html，不知道从哪一页打开。' },
  ]);
  expect(refusals('')).toEqual([]);
});

test('a zip is for an H5 page and for nothing else', () => {
  expect(kindOf({ name: '页面.ZIP', type: 'application/x-zip-compressed' })).toBe('zip');
  expect(misfit('h5', 'zip')).toBe('');
  expect(misfit('h5', 'h5')).toBe('');
  expect(misfit('h5', null)).toContain('zip');
  expect(misfit('h5', 'picture')).toContain('zip');
  for (const use of ['library', 'figure', 'part', 'video'] as const) expect(misfit(use, 'zip')).toContain('H5');
});
