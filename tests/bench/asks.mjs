// Asking a site for pages, one after the other, by one connection that is kept.

import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Mulberry32: the same pages in every run. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** `{ status, ms, text }`; the answer is read to its end. */
export function ask(address, headers = {}) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const asked = request(address, { agent, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, ms: performance.now() - begun, text: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The same, and it must be there. */
export async function there(address, headers) {
  const answer = await ask(address, headers);
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return answer;
}

/** How many bytes an answer has, its head included. */
export function bytes(address, headers) {
  const { hostname, port, host, pathname, search } = new URL(address);
  const lines = Object.entries({ Host: host, Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    let [count, first] = [0, ''];
    const socket = connect(Number(port), hostname, () => socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`));
    socket.on('data', (chunk) => {
      first ||= chunk.toString('latin1').split('\r\n')[0];
      count += chunk.length;
    });
    socket.on('error', reject);
    socket.on('end', () => resolve({ count, first }));
  });
}

export const quantile = (times, share) => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};
