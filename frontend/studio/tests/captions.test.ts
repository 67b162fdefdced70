import { expect, test } from 'vitest';

import { added, mergedWithNext, moved, shownAt, sorted, split, withEdge } from '../src/captions/cues';
import { past, redo, remember, undo } from '../src/captions/past';
import { parse, short, stamp } from '../src/captions/time';
import { toVtt } from '../src/captions/vtt';

const CUES = [
  { start: 0, end: 2000, text: '科学普及与科技创新' },
  { start: 2500, end: 4000, text: '同等重要' },
];

test('a time is read in the ways in which people write it, with the marks of a Chinese keyboard too', () => {
  for (const text of ['1:02.5', '62.5', '00:01:02,500', '1：02。5', ' 01:02.500 ']) expect(parse(text), text).toBe(62_500);
  for (const text of ['', 'a', '1:75', '1:60:00', '-1', '1:2:3:4']) expect(parse(text), text).toBeNull();
});

test('a time that is written is read back as it was', () => {
  for (const ms of [0, 7, 999, 61_001, 3_599_999, 3_600_000, 36_000_123]) expect(parse(stamp(ms))).toBe(ms);
  expect(short(62_500)).toBe('1:02');
});

test('a cue is split where the cursor stands and shares its time by the length of the words', () => {
  const [first, second] = split(CUES, 0, 4);
  expect(first).toEqual({ start: 0, end: 889, text: '科学普及' });
  expect(second).toEqual({ start: 889, end: 2000, text: '与科技创新' });
  expect(split(CUES, 0, 0)).toBe(CUES);
});

test('merging keeps both texts and the whole time', () => {
  expect(mergedWithNext(CUES, 0)).toEqual([{ start: 0, end: 4000, text: '科学普及与科技创新\n同等重要' }]);
  expect(mergedWithNext(CUES, 1)).toBe(CUES);
});

test('a cue never runs backwards, whichever edge is moved', () => {
  expect(withEdge(CUES, 0, 'start', 5000)[0]).toMatchObject({ start: 5000, end: 5200 });
  expect(withEdge(CUES, 1, 'end', 0)[1]).toMatchObject({ start: 0, end: 200 });
  expect(moved(CUES, 1, -50)[1]).toMatchObject({ start: 0, end: 1500 });
});

test('a new cue stands by its time and ends before the next one begins', () => {
  const { cues, at } = added(CUES, 2100, 10_000);
  expect(at).toBe(1);
  expect(cues[1]).toEqual({ start: 2100, end: 2500, text: '' });
  expect(sorted(cues)).toEqual(cues);
  expect(shownAt(cues, 2200)).toBe(1);
  expect(shownAt(CUES, 2200)).toBe(-1);
});

test('typing is undone as one step, and redone', () => {
  let history = remember(past<string>(), '', 'text0', 0);
  history = remember(history, '科', 'text0', 100);
  history = remember(history, '科普', 'end0', 200);
  const once = undo(history, '科普!')!;
  expect(once.state).toBe('科普');
  const twice = undo(once.history, once.state)!;
  expect(twice.state).toBe('');
  expect(redo(twice.history, twice.state)!.state).toBe('科普');
  expect(undo(twice.history, '')).toBeNull();
});

test('WebVTT has no empty cue, no empty line within one and no live markup', () => {
  const vtt = toVtt([...CUES, { start: 5000, end: 6000, text: 'a\n\n<b> & c' }, { start: 7000, end: 8000, text: ' ' }]);
  expect(vtt.startsWith('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n科学普及与科技创新\n\n')).toBe(true);
  expect(vtt).toContain('a\n&lt;b&gt; &amp; c\n');
  expect(vtt).not.toContain('00:00:07');
});
