import { expect, test } from 'vitest';

import { bare, moved, rows, typed } from '../src/long-image/panels';

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
