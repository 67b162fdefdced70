// A page tells that its end came into view, without a cookie; editors see how often, as a table and as a chart.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { open } from './chromium.mjs';
import { look } from './look.mjs';
import { account, signIn } from './studio.mjs';

const WORK = '/works/coordination-three-questions';
/** What says that it has no head is not counted. */
const READER = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' };

test('a work read to its end is counted, and the report says so', async (t) => {
  const reader = await open(t, READER);
  const telling = reader.waitForRequest((request) => request.url().endsWith('/tally'));
  await reader.goto(WORK);
  await reader.locator('.work-foot').scrollIntoViewIfNeeded();
  const told = await telling;
  assert.equal(told.method(), 'POST');
  assert.equal(told.postData(), WORK);
  assert.equal((await told.allHeaders()).cookie, undefined);
  assert.deepEqual(await reader.context().cookies(), []);

  const editor = await signIn(t, await account('counting', { roles: ['editor'] }));
  const read = () =>
    editor.evaluate(async () => {
      const { works } = await (await fetch('/api/studio/v1/reports/readings')).json();
      return works.find(({ slug }) => slug === 'coordination-three-questions');
    });
  let work = await read();
  for (let tries = 0; tries < 100 && !(work?.completions > 0); tries += 1) {
    await sleep(100);
    work = await read();
  }
  assert.ok(work?.views > 0 && work.completions > 0, JSON.stringify(work));
  await editor.goto('/studio/reports');
  await editor.getByRole('heading', { name: '阅读', exact: true }).waitFor();
  await editor.getByRole('link', { name: work.title }).waitFor();
  await look(editor, 'readings');
});
