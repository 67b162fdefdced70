import { expect, test } from 'vitest';

import { everyDay, filled, share } from '../src/analytics/days';

test('every day of a span is there, also those on which nothing was counted', () => {
  const days = everyDay('2026-02-27', '2026-03-02');
  expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
  expect(filled(days, [{ day: '2026-03-01', views: 7 }], (row) => row.views)).toEqual([0, 0, 7, 0]);
  expect(everyDay('2026-03-02', '2026-02-27')).toEqual([]);
});

test('a share is of what was opened, and never more than all', () => {
  expect([share(1, 3), share(5, 4), share(2, 0)]).toEqual(['33%', '100%', '没有']);
});
