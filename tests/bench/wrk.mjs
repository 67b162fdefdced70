// Load from wrk, Debian's package; report.lua makes it print numbers instead of prose.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const REPORT = fileURLToPath(new URL('report.lua', import.meta.url));
export const CONNECTIONS = 64;

/**
 * Asks for `address` for so many whole seconds, with further headers where there are some.
 * Answers `{ rate, p50, p99, errors }`: requests per second, latencies in microseconds, failed requests.
 */
export function load(address, seconds, headers = { 'Accept-Encoding': 'br' }) {
  const args = ['--threads', '2', '--connections', String(CONNECTIONS), '--duration', `${seconds}s`, '--script', REPORT, ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]), address];
  const output = execFileSync('wrk', args).toString();
  const { requests, micros, p50, p99, errors } = JSON.parse(output.trim().split('\n').at(-1));
  return { rate: (requests * 1e6) / micros, p50, p99, errors };
}
