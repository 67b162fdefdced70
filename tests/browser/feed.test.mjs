// A subscriber's program reads what we send: newsboat, Debian's package, and xmllint or a JSON parser for every feed there is.

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

/** Addresses of the feeds that the pages announce, each with its media type. */
async function feeds() {
  const announced = new Map();
  for (const [, path] of await samples(url)) {
    const html = await (await fetch(new URL(path, url))).text();
    for (const [, type, href] of html.matchAll(/<link rel="alternate" type="(application\/[^"]*)"[^>]* href="([^"]*)"/gu)) announced.set(new URL(href, url).href, type);
  }
  return [...announced];
}

test('newsboat subscribes to a feed and finds its articles', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'newsboat-'));
  t.after(() => rm(home, { recursive: true }));
  const [[feed]] = await feeds();
  await writeFile(join(home, 'urls'), `${feed}\n`);
  await writeFile(join(home, 'config'), '');
  const newsboat = (what) => run('newsboat', ['-u', join(home, 'urls'), '-c', join(home, 'cache.db'), '-C', join(home, 'config'), '-x', what], { env: { ...process.env, HOME: home } });
  await newsboat('reload');
  const { stdout } = await newsboat('print-unread');
  assert.match(stdout, /^[1-9]\d* unread/u);
});

test('every announced feed is well-formed, absolute and carries full text', async () => {
  const all = await feeds();
  assert.ok(all.length >= 15, `only ${all.length} feeds are announced`);
  for (const [feed, type] of all) {
    const answer = await fetch(feed);
    const text = await answer.text();
    assert.equal(answer.status, 200, feed);
    assert.ok(answer.headers.get('content-type').startsWith(type), feed);
    if (type.endsWith('+json')) JSON.parse(text);
    else {
      const checking = run('xmllint', ['--noout', '-']);
      checking.child.stdin.end(text);
      await checking;
    }
    assert.doesNotMatch(text, /(?:href|src)=(?:"|\\"|&quot;)\//u, `${feed} has an address that is not absolute`);
    assert.match(text, /<content\b|<content:encoded>|"content_html"/u, `${feed} carries no full text`);
  }
});
