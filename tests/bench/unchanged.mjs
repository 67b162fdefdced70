// "Nothing new": how often a server says so, against nginx saying it of a file.

import { join } from 'node:path';

import { bytes, there } from './asks.mjs';
import { fetchPage } from './page.mjs';
import { startNginx } from './nginx.mjs';
import { load } from './wrk.mjs';

const SECONDS = 2;
const ROUNDS = 3;

/** `[{ what, rate, size }]`: requests a second as a share of nginx's, and the bytes of an answer with its head. */
export async function unchanged({ server, people }, folder) {
  let cursor = '';
  for (let more = true; more; ) ({ cursor, more } = JSON.parse((await there(`${server.url}/api/partner/v1/changes?limit=500&after=${cursor}`, people.partner)).text));
  const feed = `${server.url}/feed.atom`;
  const changes = `${server.url}/api/partner/v1/changes?after=${cursor}`;
  const tag = async (address, headers) => ({ ...headers, 'If-None-Match': (await there(address, headers)).headers.etag });
  const asked = [
    ['/changes', changes, await tag(changes, people.partner)],
    ['a feed', feed, await tag(feed, { 'Accept-Encoding': 'br' })],
  ];
  const file = await startNginx(join(folder, 'nginx'), { headers: { 'content-type': 'application/atom+xml' }, body: (await fetchPage(feed)).body });
  try {
    const since = { 'If-Modified-Since': (await there(file.url)).headers['last-modified'] };
    const found = [];
    for (const [what, address, headers] of asked) {
      const answer = await bytes(address, headers);
      const theirs = await bytes(file.url, since);
      for (const [who, { first }] of [[what, answer], ['nginx', theirs]]) if (!first.includes(' 304 ')) throw new Error(`${who} says ${first}`);
      const shares = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const [ours, nginx] = [load(address, SECONDS, headers), load(file.url, SECONDS, since)];
        if (ours.errors + nginx.errors > 0) throw new Error(`${what}: ${ours.errors} of ours failed, ${nginx.errors} of nginx’s`);
        shares.push(ours.rate / nginx.rate);
      }
      found.push({ what, rate: shares.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)], size: answer.count });
    }
    return found;
  } finally {
    await file.stop();
  }
}
