// Keeps a copy of what a partner may have: node client.mjs BASE KEY FILE [SECONDS]
// FILE holds the copy and the cursor, as JSON. Stopped anywhere it goes on where it was; nothing is lost or doubled.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const [base, key, file, seconds = '3e9'] = process.argv.slice(2);

/** The site came back from a backup: our cursor belongs to a log that is no more. */
class Resync extends Error {}

async function ask(path) {
  const answer = await fetch(`${base.replace(/\/$/, '')}/api/partner/v1${path}`, { headers: { Authorization: `Bearer ${key}` } });
  if (answer.status === 409) throw new Resync();
  if (answer.status === 429) {
    await new Promise((resume) => setTimeout(resume, 1000 * answer.headers.get('Retry-After')));
    return ask(path);
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** The one rule: newer by its sequence, or nothing. A tombstone stays, so that an older state cannot come back. */
function apply(copy, change) {
  if (!(copy.works[change.id]?.sequence >= change.sequence)) copy.works[change.id] = change;
}

/** Whole or not at all: copy and cursor move together. */
function save(copy) {
  writeFileSync(`${file}.new`, JSON.stringify(copy), { flush: true });
  renameSync(`${file}.new`, file);
}

async function begin() {
  const lines = (await (await ask('/snapshot')).text()).trimEnd().split('\n').map((line) => JSON.parse(line));
  if (lines.at(-1).type !== 'end') throw new Error('the snapshot was cut off; try again');
  const copy = { cursor: lines[0].cursor, works: {} };
  for (const work of lines.slice(1, -1)) apply(copy, work);
  save(copy);
  return copy;
}

async function isEqual(copy) {
  const live = Object.values(copy.works).filter((work) => work.type === 'work');
  const lines = live.map((work) => `${work.id}\t${work.sequence}\n`).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const { sha256 } = await (await ask('/digest')).json();
  return createHash('sha256').update(lines.join('')).digest('hex') === sha256;
}

async function follow(copy, until) {
  for (;;) {
    const wait = Math.trunc(Math.max(0, Math.min(30, (until - Date.now()) / 1000)));
    const page = await (await ask(`/changes?after=${copy.cursor}&wait=${wait}`)).json();
    for (const change of page.changes) apply(copy, change);
    if (page.cursor !== copy.cursor) {
      copy.cursor = page.cursor;
      save(copy);
    }
    if (!page.more && Date.now() >= until) return;
  }
}

const until = Date.now() + Number(seconds) * 1000;
let copy = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : await begin();
try {
  await follow(copy, until);
} catch (fault) {
  if (!(fault instanceof Resync)) throw fault;
  copy = await begin();
  await follow(copy, until);
}
console.log((await isEqual(copy)) ? 'equal' : 'different');
