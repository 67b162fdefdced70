// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';

import { carried } from '../src/long-image/carried';
import { heightsOf, rememberHeight } from '../src/long-image/heights';
import { bare, moved, rows, typed } from '../src/long-image/panels';

beforeEach(() => localStorage.clear());

const slices = [
  { top: 0, height: 100, url: 'a' },
  { top: 100, height: 80, url: 'b' },
];

test('each slice has its panels, and one without has room for one', () => {
  const panels = [{ top: 10, bottom: 60, text: '甲' }, { top: 60, bottom: 100, text: '乙' }];
  expect(rows(slices, panels).map((row) => row.panels)).toEqual([[{ number: 0, text: '甲' }, { number: 1, text: '乙' }], [{ number: null, text: '' }]]);
  expect(bare(rows(slices, panels))).toBe(1);
});

test('a panel below a picture that became shorter is shown with the last slice', () => {
  expect(rows(slices, [{ top: 900, bottom: 950, text: '甲' }])[1]?.panels).toEqual([{ number: 0, text: '甲' }]);
});

test('typing into an empty place makes a panel of the slice, in its order, and emptying it takes it out', () => {
  const before = [{ top: 100, bottom: 180, text: '乙' }];
  const [first] = rows(slices, before);
  const after = typed(before, first!, null, '甲');
  expect(after).toEqual([{ top: 0, bottom: 100, text: '甲' }, ...before]);
  expect(typed(after, first!, 0, ' ')).toEqual(before);
  expect(typed(before, first!, null, '  ')).toBe(before);
});

test('a part moves up and down', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});

const before = [{ digest: 'a', height: 100 }, { digest: 'b', height: 50 }, { digest: 'c', height: 200 }];
const panel = (top: number, bottom: number, text: string) => ({ top, bottom, text });

test('words move with their part, in their order, inside it', () => {
  const words = [panel(0, 60, '甲一'), panel(60, 100, '甲二'), panel(100, 150, '乙'), panel(160, 350, '丙')];
  expect(carried(words, before, ['b', 'a', 'c'])).toEqual([panel(0, 50, '乙'), panel(50, 110, '甲一'), panel(110, 150, '甲二'), panel(160, 350, '丙')]);
});

test('words over a border go with the part that has more of them, cut to it; words below the picture with the last', () => {
  const words = [panel(0, 90, '甲'), panel(90, 140, '乙'), panel(900, 950, '丙')];
  expect(carried(words, before, ['c', 'b', 'a'])).toEqual([panel(199, 200, '丙'), panel(200, 240, '乙'), panel(250, 340, '甲')]);
});

test('a part that is taken away takes its words along, and one that comes below changes none', () => {
  const words = [panel(0, 100, '甲'), panel(100, 150, '乙')];
  expect(carried(words, before, ['b', 'c'])).toEqual([panel(0, 50, '乙')]);
  expect(carried(words, before, ['a', 'b', 'c', 'd'])).toBe(words);
});

test('the same picture twice keeps the words of both places', () => {
  const twice = [{ digest: 'a', height: 10 }, { digest: 'b', height: 10 }, { digest: 'a', height: 10 }];
  expect(carried([panel(0, 10, '上'), panel(20, 30, '下')], twice, ['b', 'a', 'a'])).toEqual([panel(10, 20, '上'), panel(20, 30, '下')]);
});

test('where nobody knows how tall the parts are, nothing is moved', () => {
  expect(carried([panel(0, 10, '甲')], [{ digest: 'a', height: 10 }, { digest: 'b', height: null }], ['b', 'a'])).toBeNull();
});

test('the one height that is missing follows from the whole', () => {
  rememberHeight('a', 100);
  expect(heightsOf(['a', 'b'], 150)).toEqual([100, 50]);
  expect(heightsOf(['a', 'b'], null)).toEqual([100, null]);
  expect(heightsOf(['b', 'c'], 150)).toEqual([null, null]);
});
