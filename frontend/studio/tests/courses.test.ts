import { expect, test } from 'vitest';

import { moved, Past } from '../src/courses/order';

test('a work is moved to its new place, and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
  expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
});

test('the way back leads through every order, the newest first', () => {
  const past = new Past<string[]>();
  past.keep(['a']);
  past.keep(['a', 'b']);
  expect([past.back(), past.back(), past.back()]).toEqual([['a', 'b'], ['a'], undefined]);
});
