// A site as it is after years: some works are imported, as an editor would, and then every row that this wrote is written again
// for each of as many works as are wanted, under other names and times. So nothing is missing that publication writes.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { command } from '../browser/liangyi.mjs';
import { ORGANISATIONS, furnish, sql } from './many_works.mjs';

/** Works that are imported: each organisation has two, each genre 15. */
export const PATTERNS = 60;
const GENRES = ['expert', 'explainer', 'debunk', 'case'];
const TOPICS = ['video', 'reading', 'health', 'farming'];

const VOCABULARY = {
  'people.yaml': ['lin', 'zhou', 'he', 'su'].map((slug) => `- {slug: ${slug}, name: ${slug}（测试）, organisation: place-0, example: true}\n`).join(''),
  'topics.yaml': TOPICS.map((slug) => `- {slug: ${slug}, name: 主题${slug}}\n`).join(''),
  'campaigns.yaml': '- {slug: month, name: 科普月（测试）, starts: 2026-09-01, ends: 2026-09-30}\n',
  'channels.yaml': '- {slug: site, name: 本站}\n',
};

/** The clause of a policy of ten chapters with twenty items each. */
export const clause = (n) => `${(Math.floor(n / 20) % 10) + 1}.${(n % 20) + 1}`;

/** An article of some 700 characters. */
export function article(slug, n, title = `第${n}个样子的解读`) {
  const paragraph = (k) => `办好流动科技馆，要让村里的老人也看得懂、用得上。第${k}段说的是第${n}类做法：谁牵头，谁配合，钱从哪里来，多久检查一次，结果在哪里公布。`;
  const body = Array.from({ length: 5 }, (_, k) => `## 第${k + 1}节\n\n${paragraph(k)}${paragraph(k + 7)}\n`).join('\n');
  return `---
slug: ${slug}
title: ${title}
lead: 一句话说清第${n}类做法。
kind: article
genre: ${GENRES[n % 4]}
language: zh-Hans
audiences: [public, elderly]
topics: [${TOPICS[n % 4]}]
campaigns: [month]
organisations: [place-${n % ORGANISATIONS}]
channels: [site]
people:
  - {person: lin, role: author}
reviews:
  - {person: zhou, stage: first}
  - {person: he, stage: second}
  - {person: su, stage: final}
state: published
published: 2026-10-08 09:00
licence: CC-BY-4.0
ai: none
clauses:
  - plan#${clause(n * 7)}
  - plan#${clause(n * 7 + 13)}
---

${body}`;
}

/** A folder that can be imported; where it is. */
export async function importable(folder, works) {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries({ ...VOCABULARY, ...works })) await writeFile(join(folder, name), text);
  return folder;
}

/** The columns of a table, in the order in which it has them. */
function columns(database, table) {
  const asked = database.startsWith('postgres')
    ? `\\pset tuples_only on\n\\pset format unaligned\nSELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position;`
    : `SELECT name FROM pragma_table_info('${table}');`;
  return sql(database, asked).split('\n').map((line) => line.trim()).filter((line) => /^[a-z_0-9]+$/u.test(line));
}

/** Writes a table's rows of the patterns again for the new works `c.n`; `other` has what is not the same, an empty text leaves out. */
export function again(database, table, other, of = 'work_id') {
  const names = columns(database, table).filter((name) => other[name] !== '');
  const values = names.map((name) => other[name] ?? (name === 'work_id' ? 'c.n' : `t.${name}`));
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM fresh c JOIN ${table} t ON t.${of} = c.pattern`;
}

/** When the last of the works was published, in milliseconds. */
export const published = (n) => Date.parse('2026-10-08T09:00:00+08:00') + n * 1000;

/** The table `fresh` of `works` new works `n`, each with the one of the patterns 1 to `patterns` that it is made after. */
export const fresh = (patterns, works) => [
  `CREATE TABLE fresh AS WITH RECURSIVE c(n) AS (SELECT ${patterns + 1} UNION ALL SELECT n + 1 FROM c WHERE n < ${patterns + works}) SELECT n, (n - 1) % ${patterns} + 1 AS pattern FROM c`,
  'CREATE INDEX fresh_by_pattern ON fresh (pattern)',
];

/** Statements after which a database that was given ids goes on after the highest one. */
export const goOn = (database, tables) => (database.startsWith('postgres') ? tables.map((table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT MAX(id) FROM ${table}))`) : []);

/** One transaction, after which the database knows how its tables look. */
export const whole = (database, parts) => `BEGIN;\n${parts.join(';\n')};\nCOMMIT;\n${database.startsWith('postgres') ? 'VACUUM ANALYZE' : 'ANALYZE'};\n`;

/** Statements that make `works` works out of the patterns, whose ids are 1 to `PATTERNS`. */
function fill(database, works) {
  const at = `${published(0)} + c.n * 1000`;
  const join = ['work_organisations', 'work_holders', 'work_people', 'work_reviews', 'work_topics', 'work_campaigns', 'work_channels', 'work_audiences'];
  const parts = [
    ...fresh(PATTERNS, works),
    again(database, 'works', { id: 'c.n', tag: "'tag:bench.example,2026:' || c.n", slug: "'w-' || c.n", title: "'第' || c.n || '件解读'", published_revision: 'c.n', published_at: at, updated_at: at, created_at: at }, 'id'),
    again(database, 'work_revisions', { id: 'c.n', digest: "'d' || c.n", content: `replace(t.content, '"' || (SELECT p.slug FROM works p WHERE p.id = c.pattern) || '"', '"w-' || c.n || '"')`, created_at: at, published_at: at }),
    ...join.map((table) => again(database, table, {})),
    again(database, 'clause_links', { id: '', carried_from: 'NULL' }),
    again(database, 'work_listings', { published_at: at }),
    'DELETE FROM listing_counts',
    'INSERT INTO listing_counts (list, works) SELECT list, COUNT(*) FROM work_listings GROUP BY list',
    `INSERT INTO changes (seq, at, entity, entity_id, key, act) SELECT h.seq + c.n - ${PATTERNS}, ${at}, 'work', c.n, 'w-' || c.n, 'published' FROM fresh c CROSS JOIN change_head h`,
    `INSERT INTO work_heads (work_id, seq) SELECT c.n, h.seq + c.n - ${PATTERNS} FROM fresh c CROSS JOIN change_head h`,
    `UPDATE change_head SET seq = seq + ${works}`,
    'DROP TABLE fresh',
    ...goOn(database, ['works', 'work_revisions']),
  ];
  return whole(database, parts);
}

/** Makes the site; `settings` are those of its server. The works are `w-61` and so on. */
export async function grown(binary, settings, folder, works) {
  const database = await furnish(binary, settings, folder, 1);
  const patterns = Object.fromEntries(Array.from({ length: PATTERNS }, (_, n) => [`${String(n + 1).padStart(3, '0')}.md`, article(`t-${n + 1}`, n + 1)]));
  await command(binary, settings, 'import', 'works', await importable(join(folder, 'patterns'), patterns));
  const found = sql(database, 'SELECT MIN(id), MAX(id), COUNT(*) FROM works;').match(/\d+/gu).join(' ');
  if (found !== `1 ${PATTERNS} ${PATTERNS}`) throw new Error(`the imported works have other ids: ${found}`);
  sql(database, fill(database, works));
  await command(binary, settings, 'reindex');
  return database;
}
