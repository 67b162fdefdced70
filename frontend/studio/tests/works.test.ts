import { expect, test } from 'vitest';

import type { Content } from '../src/api/types';
import { withoutAddress } from '../src/editions/words';
import { left, marked, speed } from '../src/uploads/rate';
import { clauseLines } from '../src/works/clauses';
import { block, prefix, wrap } from '../src/works/markdown';
import { choose, merge, sameManuscript, type Manuscript } from '../src/works/merge';
import { ago, fieldName, moment, rootOf, size, span, timeOfDay, usualGenre } from '../src/works/words';

function manuscript(changes: Partial<Content> = {}, body = '正文'): Manuscript {
  const content: Content = { slug: 's', title: '标题', lead: '', kind: 'short-video', genre: 'expert', language: 'zh-Hans', organisations: ['a'], licence: 'CC-BY-4.0', ai: 'none', state: 'draft', ...changes };
  return { content, body };
}

test('changes in different fields are put together without a question', () => {
  const { manuscript: both, differences, taken } = merge(manuscript(), manuscript({ title: '我的' }), manuscript({ lead: '他们的' }, '他们的正文'));
  expect(differences).toEqual([]);
  expect(taken.toSorted()).toEqual(['body', 'lead']);
  expect(both).toEqual(manuscript({ title: '我的', lead: '他们的' }, '他们的正文'));
});

test('a field that both changed is shown with both sides, and nothing is lost before somebody chooses', () => {
  const merged = merge(manuscript(), manuscript({ title: '我的' }), manuscript({ title: '他们的' }));
  expect(merged.differences).toEqual([{ field: 'title', mine: '我的', theirs: '他们的' }]);
  expect(merged.manuscript.content.title).toBe('我的');
  expect(choose(merged.manuscript, merged.differences, new Set(['title'])).content.title).toBe('他们的');
  expect(choose(merged.manuscript, merged.differences, new Set()).content.title).toBe('我的');
});

test('captions of one and a poster of the other both stay', () => {
  const video = { original: 'f'.repeat(64) };
  const captions = [{ language: 'zh-Hans', cues: [{ start: 0, end: 1000, text: '你好' }] }];
  const merged = merge(manuscript({ video }), manuscript({ video: { ...video, captions } }), manuscript({ video: { ...video, poster: { at: 5 } } }));
  expect(merged.differences).toEqual([]);
  expect(merged.manuscript.content.video).toEqual({ ...video, captions, poster: { at: 5 } });
});

test('an upload that finishes while somebody types is no conflict, and a field with no words here is kept', () => {
  const video = { original: 'f'.repeat(64) };
  const merged = merge(manuscript(), manuscript({ title: '新' }), manuscript({ video, tag: 'kept' }));
  expect(merged.differences).toEqual([]);
  expect(merged.manuscript.content).toMatchObject({ title: '新', video, tag: 'kept' });
});

test('an empty list and none are the same', () => {
  expect(sameManuscript(manuscript({ topics: [] }), manuscript())).toBe(true);
  expect(sameManuscript(manuscript({ topics: ['a'] }), manuscript())).toBe(false);
});

test('faults lead to their field', () => {
  expect(rootOf('clauses[2].passage')).toBe('clauses');
  expect(rootOf('video.captions[0].cues')).toBe('video.captions');
  expect(rootOf('captions')).toBe('video.captions');
  expect(fieldName('body:14')).toBe('正文');
  expect(fieldName('video.captions')).toBe('字幕');
});

test('the toolbar wraps what is chosen and unwraps it again', () => {
  const bold = wrap({ text: '要点', start: 0, end: 2 }, '**', '**', '字');
  expect(bold).toEqual({ from: 0, to: 2, insert: '**要点**', start: 2, end: 4 });
  expect(wrap({ text: '**要点**', start: 2, end: 4 }, '**', '**', '字').insert).toBe('要点');
});

test('the toolbar makes a list of the lines that are touched, and text of a list', () => {
  const text = '一\n二\n三';
  const list = prefix({ text, start: 0, end: 3 }, (line) => `${line + 1}. `, /^\d+\. /u);
  expect(list.insert).toBe('1. 一\n2. 二');
  expect(prefix({ text: list.insert, start: 0, end: 6 }, (line) => `${line + 1}. `, /^\d+\. /u).insert).toBe('一\n二');
  expect(block({ text: '一', start: 1, end: 1 }, '| a |').insert).toBe('\n\n| a |\n');
});

test('speed and time left come from the last seconds only', () => {
  let marks = marked([], { at: 0, bytes: 0 });
  expect(speed(marks)).toBeNull();
  for (let at = 1000; at <= 20_000; at += 1000) marks = marked(marks, { at, bytes: at < 10_000 ? at : 10_000 + (at - 10_000) * 2 });
  expect(speed(marks)).toBe(2000);
  expect(left(marks, 50_000)).toBe(10);
});

test('sizes and spans are said as people say them', () => {
  expect([size(0), size(999), size(1500), size(123_456_789)]).toEqual(['0 B', '999 B', '1.5 kB', '123 MB']);
  expect([span(2), span(42), span(61), span(7200)]).toEqual(['几秒', '45秒', '2分钟', '2小时0分钟']);
});

test('times are Beijing’s, whatever the device is set to', () => {
  const evening = '2026-11-29T16:30:00Z';
  expect([moment(evening), timeOfDay(Date.parse(evening))]).toEqual(['2026年11月30日 00:30', '00:30']);
  const at = (time: string) => ago(evening, Date.parse(time));
  expect([at('2026-11-29T16:30:20Z'), at('2026-11-29T17:00:00Z'), at('2026-11-30T15:59:00Z'), at('2026-11-30T16:00:00Z'), at('2027-06-01T00:00:00Z')]).toEqual(['刚刚', '30分钟前', '00:30', '11月30日', '2026年11月30日']);
  expect(ago('2026-12-31T15:00:00Z', Date.parse('2026-12-31T16:30:00Z'))).toBe('2026年12月31日');
});

test('a small correction names no address, and counts none', () => {
  const field = (name: string) => ({ field: name, pieces: [], gone: [], come: [] });
  expect(withoutAddress({ changes: 3, fields: [field('slug'), field('title')], blocks: [] })).toEqual({ changes: 2, fields: [field('title')], blocks: [] });
  expect(withoutAddress({ changes: 1, fields: [field('title')], blocks: [] }).changes).toBe(1);
});

test('a long image begins as an explainer, and nothing else begins as anything', () => {
  expect([usualGenre('long-image'), usualGenre('article'), usualGenre('short-video')]).toEqual(['explainer', '', '']);
});

test('clauses are named under their policy, whatever version a reference fixes, and one that nobody knows by itself', () => {
  const clauses = [{ id: '1', label: '一', heading: '总则' }, { id: '2', label: '二', heading: '' }];
  const policies = [{ slug: 'a', title: '甲方案', clauses }, { slug: 'b', title: '乙方案', clauses }];
  expect(clauseLines(['a#1', 'b#2', 'a@3#2', 'c#9'], policies)).toEqual(['《甲方案》：一 总则；二', '《乙方案》：二', 'c#9']);
  expect(clauseLines([], policies)).toEqual([]);
});
