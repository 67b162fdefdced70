// Lighthouse gives the readers' pages full marks for accessibility, best practices and what search engines need, at a phone's
// size. Speed is measured by the benchmarks, not here.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';

import { FLAGS, url } from './chromium.mjs';
import { demoVideos, freePort, untilThere } from './liangyi.mjs';

// Lighthouse wants Node 22. Of what Node 20 does not have it uses this alone, to read canonical addresses.
URL.parse ??= (address, base) => (URL.canParse(address, base) ? new URL(address, base) : null);

const VIDEO = `/works/${(await demoVideos())[0]}`;

/** A page of each kind; and what is left out of a page's marks, with the reason. */
const PAGES = [
  ['/'], ['/policies/work-plan-2022'], ['/works/why-two-wings'], [VIDEO], ['/works/long-image-six-in-one'], ['/glossary'],
  // Results of a search are kept out of search engines: there is no end of them.
  ['/search?q=短视频', ['is-crawlable']],
];

const SETTINGS = {
  output: 'json', logLevel: 'error', onlyCategories: ['accessibility', 'best-practices', 'seo'], formFactor: 'mobile',
  // Nothing here depends on the speed of a line, and pictures of pages take half of the time.
  throttlingMethod: 'provided', disableFullPageScreenshot: true,
};

let browser;
let port;
before(async () => {
  await untilThere(url, VIDEO);
  port = await freePort();
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...FLAGS, `--remote-debugging-port=${port}`] });
});
after(() => browser?.close());

/** What keeps a page from full marks, one line each. */
function faults({ categories, audits }) {
  return Object.values(categories).filter(({ score }) => score < 1).flatMap(({ id, score, auditRefs }) => {
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].errorMessage || (audits[id].score !== null && audits[id].score < 1)));
    const where = (audit) => audit.errorMessage ?? (audit.details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? '').join(' ');
    return [`${id} ${score}`, ...lost.map(({ id }) => `  ${id}: ${audits[id].title} ${where(audits[id])}`)];
  });
}

for (const [path, skipAudits] of PAGES) {
  test(`Lighthouse finds nothing to mend on ${path}`, async () => {
    const { lhr } = await lighthouse(new URL(path, url).href, { ...SETTINGS, port, ...(skipAudits ? { skipAudits } : {}) });
    assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message);
    assert.deepEqual(faults(lhr), []);
    assert.equal(Object.keys(lhr.categories).length, 3);
  });
}

test('Lighthouse finds the faults of a page made to be bad', async (t) => {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html><main><input><p style="color:#ccc">看不清的字</p></main>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/`, { ...SETTINGS, port });
  const found = faults(lhr).join('\n');
  for (const id of ['color-contrast', 'document-title', 'html-has-lang', 'label', 'meta-description']) assert.ok(found.includes(`  ${id}: `), `${id} not in ${found}`);
});
