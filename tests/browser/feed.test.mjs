// A subscriber's program reads what we send: newsboat, Debian's package, and xmllint for every feed there is.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { url } from './chromium.mjs';
import { samples } from './site.mjs';

const run = promisify(execFile);

/** Addresses of the Atom feeds that the pages announce. */
async function feeds() {
  const announced = new Set();
  for (const [, path] of await samples(url)) {
    const html = await (await fetch(new URL(path, url))).text();
    for (const [tag] of html.matchAll(/<link\b[^>]*application\/atom\+xml[^>]*>/gu)) announced.add(new URL(tag.match(/href="([^"]*)"/u)[1], url).href);
  }
  return [...announced];
}

test('newsboat subscribes to a feed and finds its articles', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'newsboat-'));
  t.after(() => rm(home, { recursive: true }));
  const [feed] = await feeds();
  await writeFile(join(home, 'urls'), `${feed}\n`);
  await writeFile(join(home, 'config'), '');
  const newsboat = (what) => run('newsboat', ['-u', join(home, 'urls'), '-c', join(home, 'cache.db'), '-C', join(home, 'config'), '-x', what], { env: { ...process.env, HOME: home } });
  await newsboat('reload');
  const { stdout } = await newsboat('print-unread');
  assert.match(stdout, /^[1-9]\d* unread/u);
});

test('every announced feed is well-formed, absolute and carries full text', async () => {
  const all = await feeds();
  assert.ok(all.length >= 5, `only ${all.length} feeds are announced`);
  for (const feed of all) {
    const answer = await fetch(feed);
    const xml = await answer.text();
    assert.equal(answer.status, 200, feed);
    assert.match(answer.headers.get('content-type'), /^application\/atom\+xml/u, feed);
    const checking = run('xmllint', ['--noout', '-']);
    checking.child.stdin.end(xml);
    await checking;
    assert.doesNotMatch(xml, /(?:href|src)=(?:"|&quot;)\//u, `${feed} has an address that is not absolute`);
    assert.match(xml, /<content\b/u, `${feed} carries no full text`);
  }
});
