// A page exactly as it travels: status, headers and the bytes of its body, not decompressed.

import assert from 'node:assert/strict';
import { get } from 'node:http';

/** `encoding` is what the request accepts; none asks for plain bytes. */
export function fetchPage(address, encoding = 'identity') {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  }).then((page) => {
    assert.equal(page.status, 200, `${address} answers ${page.status}`);
    return page;
  });
}

/** Headers that say when and by whom, not what. */
const OWN = new Set(['date', 'server', 'connection', 'keep-alive', 'last-modified', 'accept-ranges']);

/** The headers of a page that a fair comparison sends as well. */
export function comparable(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.has(name)));
}

/** Throws unless both servers send the same bytes with the same headers. */
export function assertSame(ours, theirs) {
  assert.ok(ours.body.equals(theirs.body), 'nginx sends other bytes');
  assert.deepEqual(comparable(theirs.headers), comparable(ours.headers));
}
