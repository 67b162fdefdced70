// Many people of the studio at once, for the benchmarks: accounts and sessions written straight into the tables, because
// signing in is slow on purpose. On SQLite.

import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { command } from '../browser/liangyi.mjs';
import { sql } from './many_works.mjs';
import { serve } from './serving.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BINARY = process.env.LIANGYI_BINARY ?? join(ROOT, 'target/release/liangyi');

/** A server on `settings` until `act` is through; `act` gets its address. */
export async function serving(settings, folder, act) {
  const { url, stop } = await serve(BINARY, { LIANGYI_RUN_WORKER: 'false', ...settings }, folder);
  try {
    return await act(url);
  } finally {
    await stop();
  }
}

/** What one who is signed in sends with every request. */
export function headers(url, token) {
  return { 'X-Liangyi-Request': '1', Origin: url, 'Content-Type': 'application/json', Cookie: `liangyi_session=${token}` };
}

/** An account by the command line, an administrator of the site where it has no `roles`; answers its password. */
export async function person(settings, name, roles) {
  const said = await command(BINARY, settings, 'user', 'add', name, ...(roles ? [] : ['--admin']));
  for (const [organisation, role] of roles ?? []) await command(BINARY, settings, 'user', 'grant', name, organisation, role);
  return said.match(/password: (\S+)/u)[1];
}

/** Signs in by the studio's own door; answers the token of the session. */
export async function signIn(url, name, password) {
  const answer = await fetch(`${url}/api/studio/v1/session`, { method: 'POST', headers: headers(url, ''), body: JSON.stringify({ name, password }) });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('set-cookie').split(';')[0].split('=')[1];
}

/** So many accounts like `name`, who is signed in: with its roles, and each with a session; their tokens. */
export function likeOf(database, name, token, many) {
  const columns = (table) => sql(database, `SELECT name FROM pragma_table_info('${table}');`).trim().split('\n');
  const digest = (of) => createHash('sha256').update(of).digest('hex');
  const copy = (table, values, where) => {
    const names = columns(table).filter((column) => values[column] !== null);
    return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((column) => values[column] ?? column).join(', ')} FROM ${table} WHERE ${where};`;
  };
  const tokens = Array.from({ length: many }, () => randomBytes(32).toString('hex'));
  const of = `(SELECT id FROM accounts WHERE name = '${name}')`;
  const statements = tokens.flatMap((own, n) => {
    const account = `(SELECT id FROM accounts WHERE name = '${name}-${n}')`;
    return [
      copy('accounts', { id: null, person_id: null, name: `'${name}-${n}'`, display_name: `'${name}-${n}'` }, `name = '${name}'`),
      copy('memberships', { account_id: account }, `account_id = ${of}`),
      copy('sessions', { digest: `'${digest(own)}'`, account_id: account, id: null }, `digest = '${digest(token)}'`),
    ];
  });
  sql(database, `BEGIN;\n${statements.join('\n')}\nCOMMIT;\n`);
  return tokens;
}

/** The value below which this share of the sorted numbers is. */
export function share(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
