// A site with a policy of 200 clauses in two versions and as many works as are wanted, written straight into the tables
// that publication writes: a hundred thousand publications would take the better part of an hour and say nothing here.

import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { command } from '../browser/liangyi.mjs';

const CHAPTERS = 10;
const ITEMS = 20;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五', '十六', '十七', '十八', '十九', '二十'];
const [FIRST, SECOND] = ['短视频科技馆流动站老年读本农技员实验室图书辟谣经费讲解', '村校社区企业工厂河流森林天文地质气象海洋'];
export const ORGANISATIONS = 30;
export const CHANGED = 20;

/** An item that is like no other. */
function item(n, changed) {
  const word = (text, at) => text[at % text.length] + text[(at * 3 + 1) % text.length] + text[(at * 7 + 2) % text.length];
  const own = `${word(FIRST, n)}${NUMERALS[n % 20]}${word(SECOND, n + 3)}${NUMERALS[Math.floor(n / 10)]}`;
  return `办好${own}的第${n + 1}项工作。由${word(SECOND, n)}部门牵头，${word(FIRST, n + 5)}单位配合，${changed ? '每季度' : '每年'}检查一次，公布${own}的结果。`;
}

/** The policy; of `changed` clauses the words are others. */
function policy(changed) {
  const lines = ['青山市科学普及五年规划（测试）', '', '　　为做好全市科学普及工作，制定本规划。', ''];
  for (let chapter = 0; chapter < CHAPTERS; chapter += 1) {
    lines.push(`　　${NUMERALS[chapter]}、第${chapter + 1}类任务`);
    for (let k = 0; k < ITEMS; k += 1) {
      const n = chapter * ITEMS + k;
      lines.push(`　　（${NUMERALS[k]}）${item(n, n % (CHAPTERS * ITEMS / CHANGED) === 0 && changed)}`);
    }
  }
  lines.push('', '　　　　　　　　　　青山市人民政府', '　　　　　　　　　　2026年9月1日');
  return `${lines.join('\n')}\n`;
}

/** Runs SQL on the site's database by the database's own program. */
export function sql(database, statements) {
  const [program, args] = database.startsWith('postgres') ? ['psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database]] : ['sqlite3', ['-bail', database.replace('sqlite://', '')]];
  return execFileSync(program, args, { input: statements, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Statements that publish `works` works, each linked to `links` clauses; `lists` too where the coverage is asked for. */
function fill(works, links, lists) {
  const clause = `(((c.n * 7 + l.n * 13) % 200) / ${ITEMS} + 1) || '.' || (((c.n * 7 + l.n * 13) % 200) % ${ITEMS} + 1)`;
  const upTo = (name, most) => `${name}(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM ${name} WHERE n < ${most - 1})`;
  const kind = (n) => `CASE WHEN ${n} % 3 = 0 THEN 'short-video' ELSE 'article' END`;
  const genre = (n) => `CASE ${n} % 4 WHEN 0 THEN 'expert' WHEN 1 THEN 'explainer' WHEN 2 THEN 'debunk' ELSE 'case' END`;
  const at = '1790000000000';
  const parts = [
    `INSERT INTO works (id, tag, slug, kind, state, language, genre, title, lead, minutes, published_revision, published_at, updated_at, created_at)
     WITH RECURSIVE ${upTo('c', works)} SELECT n + 1, 'tag:test,2026:' || n, 'w-' || n, ${kind('n')}, 'published', 'zh-Hans', ${genre('n')},
     '第' || n || '件解读', '一句话说清。', 3, n + 1, ${at} + n * 1000, ${at} + n * 1000, ${at} FROM c`,
    ...['work_organisations', 'work_holders'].map((table) => `INSERT INTO ${table} (work_id, organisation_id, position) SELECT id, id % ${ORGANISATIONS} + 1, 0 FROM works`),
    `INSERT INTO clause_links (work_id, policy_id, version, clause, position, state)
     WITH RECURSIVE ${upTo('c', works)}, ${upTo('l', links)} SELECT c.n + 1, 1, 1, ${clause}, l.n, 'superseded' FROM c, l`,
    `INSERT INTO clause_links (work_id, policy_id, version, clause, position, state, carried_from)
     SELECT k.work_id, 1, 2, m.to_clause, k.position, 'mapped', k.id FROM clause_links k JOIN clause_mappings m
     ON m.policy_id = 1 AND m.from_clause = k.clause WHERE k.version = 1 AND m.to_clause IS NOT NULL`,
  ];
  for (const [list, tail] of lists ? [['clause', "''"], ['clausekind', "'|' || w.kind"], ['clausegenre', "'|' || w.genre"]] : []) {
    parts.push(`INSERT INTO work_listings (list, published_at, work_id)
      SELECT DISTINCT '${list}:1@2#' || k.clause || ${tail}, w.published_at, w.id FROM clause_links k JOIN works w ON w.id = k.work_id WHERE k.version = 2`);
  }
  if (lists) {
    parts.push(
      `INSERT INTO publisher_sets (organisation_id, publishers) SELECT DISTINCT organisation_id, ',' || organisation_id || ',' FROM work_organisations`,
      `INSERT INTO work_listings (list, published_at, work_id)
       SELECT DISTINCT 'publishers:1@2#,' || o.organisation_id || ',|' || k.clause || '|' || w.kind || '|' || w.genre, w.published_at, w.id
       FROM clause_links k JOIN works w ON w.id = k.work_id JOIN work_organisations o ON o.work_id = w.id WHERE k.version = 2`,
    );
  }
  parts.push('INSERT INTO listing_counts (list, works) SELECT list, COUNT(*) FROM work_listings GROUP BY list');
  return `BEGIN;\n${parts.join(';\n')};\nCOMMIT;\nANALYZE;\n`;
}

/** Organisations and the policy, of which `versions` are taken in; the site's database. */
export async function furnish(binary, settings, folder, versions) {
  const run = (...args) => command(binary, settings, ...args);
  await run('migrate');
  const places = join(folder, 'places');
  await mkdir(places, { recursive: true });
  const organisations = Array.from({ length: ORGANISATIONS }, (_, n) => `- {slug: place-${n}, name: 第${n}科协（测试）, kind: city, example: true${n % 10 ? `, parent: place-${n - (n % 10)}` : ''}}\n`);
  await writeFile(join(places, 'organisations.yaml'), organisations.join(''));
  await run('import', 'works', places);
  for (const changed of [false, true].slice(0, versions)) {
    const file = join(folder, 'plan.txt');
    await writeFile(file, policy(changed));
    await run('import', 'policy', file, '--slug', 'plan');
  }
  return settings.LIANGYI_DATABASE_URL ?? `sqlite://${join(settings.LIANGYI_DATA, 'liangyi.db')}`;
}

/** Makes the site; `settings` are those of its server. */
export async function manyWorks(binary, settings, folder, { works, links, lists }) {
  const database = await furnish(binary, settings, folder, 2);
  sql(database, fill(works, links, lists));
  return database;
}
