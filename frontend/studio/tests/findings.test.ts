import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';

import { wordsIn } from '../src/editor/goToWords';
import { SCHEMA } from '../src/editor/schema';
import { inSource } from '../src/findings/spot';
import { standing } from '../src/media/facts';
import type { Asset } from '../src/api/types';

const SOURCE = '一段。\n\n研究表明如此，**研究**表明不然，研究表明未必。\n\n末段。\n';

test('words are found in the source from their line on, and the line stands in where markup parts them', () => {
  const of = (line: number, excerpt: string, occurrence = 0) => {
    const { from, to } = inSource(SOURCE, { line, excerpt, occurrence });
    return [from, SOURCE.slice(from, to)];
  };
  expect(of(3, '研究表明')).toEqual([5, '研究表明']);
  expect(of(3, '研究表明', 1)).toEqual([SOURCE.lastIndexOf('研究表明'), '研究表明']);
  expect(of(3, '研究表明不然')).toEqual([5, SOURCE.split('\n')[2]]);
  expect(of(5, '')[1]).toBe('末段。');
  expect(of(90, '末段')[1]).toBe('');
});

test('words in the address of a link or picture are not counted, because readers do not see them', () => {
  const of = (source: string, occurrence: number, excerpt = 'www.gov.cn') => {
    const { from, to } = inSource(source, { line: 1, excerpt, occurrence });
    return [from, to - from];
  };
  const twice = '[www.gov.cn](https://www.gov.cn/a) 和 [www.gov.cn](https://www.gov.cn/b)\n';
  expect(of(twice, 0)).toEqual([1, 10]);
  expect(of(twice, 1)).toEqual([twice.indexOf('[', 1) + 1, 10]);
  // As an address may be written: with brackets, between angles, with a title, of a picture.
  for (const address of ['https://x/(www.gov.cn)/www.gov.cn', '</a b/www.gov.cn>', '/a\\)www.gov.cn "到 www.gov.cn"', " /www.gov.cn 'www.gov.cn' "]) {
    const source = `[甲](${address}) ![图](${address})，再看 www.gov.cn。\n`;
    expect(of(source, 0), source).toEqual([source.lastIndexOf('www.gov.cn'), 10]);
  }
  // No address, so it is seen.
  for (const source of ['甲\\](www.gov.cn)\n', '甲(www.gov.cn)\n', '甲](www.gov.cn\n']) expect(of(source, 0), source).toEqual([source.indexOf('www'), 10]);
  expect(of('[甲](/www.gov.cn)\n\n末段\n', 0)).toEqual([0, '[甲](/www.gov.cn)'.length]);
});

test('words are found in the editor across marks and line breaks, in the block that was named', () => {
  const text = (words: string, ...marks: string[]) => ({ type: 'text', text: words, marks: marks.map((type) => ({ type })) });
  const content = [text('研究'), text('表明', 'strong'), { type: 'lineBreak' }, text('研究表明')];
  const doc = getSchema(SCHEMA).nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [text('先')] }, { type: 'paragraph', content }] });
  const start = doc.child(0).nodeSize;
  const found = (excerpt: string, occurrence: number) => {
    const at = wordsIn(doc.child(1), start, { line: 1, excerpt, occurrence });
    return at && [at.from - start, at.to - start];
  };
  expect([found('研究表明', 0), found('研究表明', 1), found('研究表明', 2)]).toEqual([[1, 5], [6, 10], null]);
  expect([found('明\n研', 0), found('', 0)]).toEqual([[4, 7], null]);
});

test('rights are told of thirty days before they end, to the end of the last day in Beijing', () => {
  const asset = (expires_on: string, expired = false) => ({ rights: { expires_on, expired } }) as unknown as Asset;
  const now = Date.parse('2026-11-30T12:00:00+08:00');
  expect(standing(asset('2026-11-30'), now)?.words).toBe('使用权还剩1天');
  expect(standing(asset('2027-01-31'), now)).toBeNull();
  expect(standing(asset('2026-11-29', true), now)?.tone).toBe('cinnabar');
  expect(standing({ rights: null } as unknown as Asset, now)).toBeNull();
});
