// node run.mjs [REPORT [FILTER]]: the browser tests against target/debug/liangyi on a folder of its own.
// REPORT is a file for a JUnit report; FILTER keeps the files whose name contains it, else the tests whose name does. Pictures and the log go to out/.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { start } from './liangyi.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = join(HERE, 'out');
const LOG = join(OUT, 'server.log');
const BINARY = process.env.LIANGYI_BINARY ?? join(HERE, '../../target/debug/liangyi');
const [report, filter] = process.argv.slice(2);

function reporters() {
  const human = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  return report ? [...human, '--test-reporter=junit', `--test-reporter-destination=${report}`] : human;
}

/** One file after the other: a withdrawal in one must not surprise the next. */
async function runTests(server) {
  const names = (await readdir(HERE)).filter((name) => name.endsWith('.test.mjs')).sort();
  const files = filter ? names.filter((name) => name.includes(filter)) : [];
  const only = filter && files.length === 0 ? [`--test-name-pattern=${filter.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')}`] : [];
  const args = ['--test', '--test-concurrency=1', '--test-timeout=600000', ...only, ...reporters(), ...(files.length > 0 ? files : names).map((name) => join(HERE, name))];
  const context = { url: server.url, settings: server.settings, binary: BINARY, out: OUT };
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, LIANGYI_TEST: JSON.stringify(context) } });
  const [status] = await once(child, 'exit');
  return status === 0;
}

/** What the server logged as its own fault; readers' faults are no errors. */
async function complaints() {
  const lines = (await readFile(LOG, 'utf8')).split('\n');
  return lines.filter((line) => /panicked at|\bERROR\b/u.test(line));
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const server = await start(BINARY, LOG);
const passed = await runTests(server);
const status = await server.stop();
const said = await complaints();
if (said.length > 0) console.error(`The server's log is not clean:\n${said.join('\n')}`);
if (status !== 0) console.error(`The server did not stop cleanly: exit status ${status}`);
process.exitCode = passed && said.length === 0 && status === 0 ? 0 : 1;
