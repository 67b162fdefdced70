// The HTML is valid, and no id stands twice on a page.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { url } from './chromium.mjs';
import { ENGLISH, samples } from './site.mjs';

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

async function faults(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`));
}

test('every kind of page is valid HTML', async (t) => {
  for (const [name, path] of [...await samples(url), ...Object.entries(ENGLISH)]) {
    await t.test(name, async () => {
      const answer = await fetch(new URL(path, url));
      assert.deepEqual(await faults(await answer.text()), [], path);
    });
  }
});

test('invalid HTML is found', async () => {
  const found = await faults('<!DOCTYPE html><html lang="zh-Hans"><head><title>a</title></head><body><p id="a"><div id="a"></div></p></body></html>');
  assert.ok(found.some((line) => line.includes('no-dup-id')), String(found));
});
