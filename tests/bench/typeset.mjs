// node typeset.mjs: an article of 3,000 characters set in type by target/release/media-pipeline (long image, PDF, card), against
// headless Chromium drawing a page with the same words and printing it; then what tesseract reads in the long image, held against
// the words that were set. Rounds alternate; medians and ratios of medians.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { compare, median } from './budgets.mjs';
import { cost, costs, has } from './child.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PIPELINE = process.env.LIANGYI_PIPELINE ?? join(ROOT, 'target/release/media-pipeline');
const ROUNDS = Number(process.env.LIANGYI_BENCH_ROUNDS ?? 5);
const CHROMIUM = ['/usr/bin/chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars', '--force-device-scale-factor=3'];

const SENTENCES = [
  '霜冻多在晴朗无风的夜里发生，地面向天空散热，近地面的空气比两米高处冷得多。',
  '预警写的是百叶箱里的温度，苗尖往往还要再低两三度，所以要把这几度留出来。',
  '傍晚以前浇透水，湿土白天存下的热多，夜里散得慢，棚里可以高出一度左右。',
  '盖好棚膜以后压实四边，不让风钻进去，第二天早上不要马上掀开，等太阳照到再慢慢通风。',
  '村里的信息员收到消息后，用广播和微信群通知到每一个种养大户，小户请邻居互相转告。',
  '把哪天做了什么、量到多少、为什么改做法，老老实实写下来，明年就有自己的办法。',
];

/** Paragraphs of three sentences, a heading before every fourth. */
function article(characters) {
  const blocks = [];
  let written = 0;
  for (let i = 0; written < characters; i += 1) {
    if (i % 4 === 0) blocks.push({ type: 'heading', level: 2, anchor: `part-${i}`, inlines: [{ type: 'text', text: `第${i / 4 + 1}件事，先看温度` }] });
    const text = [0, 1, 2].map((k) => SENTENCES[(i * 3 + k * (1 + (i % 5))) % SENTENCES.length]).join('');
    blocks.push({ type: 'paragraph', inlines: [{ type: 'text', text }] });
    written += text.length;
  }
  return { version: 1, blocks };
}

function sheet(body) {
  return { language: 'zh-Hans', kicker: '专家解读', title: '霜冻预警来了，先做哪几件事', lead: '预警到手后的三个小时，决定一季的收成。', organisation: '清河县农学会', site: '两翼', published: '2026年9月1日', address: 'https://science.example/works/frost', credits: [{ role: '作者', names: ['林晓'] }], body };
}

function page({ title, lead, body }) {
  const blocks = body.blocks.map(({ type, inlines }) => (type === 'heading' ? `<h2>${inlines[0].text}</h2>` : `<p>${inlines[0].text}</p>`));
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><style>body{margin:22px;font:16px/1.85 "Noto Sans CJK SC";width:316px}</style><h1>${title}</h1><p>${lead}</p>${blocks.join('')}`;
}

const medians = (rounds) => Object.fromEntries(['cpu', 'wall', 'rss'].map((what) => [what, median(rounds.map((round) => round[what]))]));
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);

/** Levenshtein's distance, of letters alone. */
function wrong(written, found) {
  const [a, b] = [written, found].map((text) => [...text].filter((c) => /[\p{L}\p{N}]/u.test(c)));
  let line = b.map((_, j) => j + 1);
  line.unshift(0);
  for (const [i, x] of a.entries()) {
    const next = [i + 1];
    for (const [j, y] of b.entries()) next.push(Math.min(line[j] + (x === y ? 0 : 1), next[j] + 1, line[j + 1] + 1));
    line = next;
  }
  return { letters: a.length, errors: line.at(-1) };
}

let reading = '';
const budgets = [];
const folder = await mkdtemp(join(tmpdir(), 'liangyi-typeset-'));
const at = (name) => join(folder, name);
const fresh = async (name) => {
  await rm(at(name), { recursive: true, force: true });
  await mkdir(at(name));
  return at(name);
};
try {
  if (!has('/usr/bin/chromium', '--version') || !existsSync('/usr/bin/time')) throw new Error('Debian’s packages chromium and time are needed');
  console.log(`${cpus()[0].model}, ${availableParallelism()} cores; medians of ${ROUNDS} rounds, each a process of its own.`);
  console.log('\n| article | ours CPU s | Chromium | ratio | ours wall s | Chromium | ratio | ours MB | Chromium |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const characters of (process.env.LIANGYI_BENCH_CHARACTERS ?? '3000,80000').split(',').map(Number)) {
    const whole = sheet(article(characters));
    await writeFile(at('sheet.json'), JSON.stringify(whole));
    await writeFile(at('page.html'), page(whole));
    const rounds = { ours: [], peer: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.ours.push(await cost(PIPELINE, ['typeset', at('sheet.json'), await fresh('out')]));
      const { height } = JSON.parse(await readFile(at('out/manifest.json'), 'utf8')).long_image;
      const [program, ...flags] = CHROMIUM;
      const url = pathToFileURL(at('page.html')).href;
      // No texture of Chromium's is taller than 16,384 pixels: of the longer article it draws that much and leaves the rest.
      const rows = Math.min(Math.ceil(height / 3), 5_400);
      rounds.peer.push(await costs([[program, [...flags, `--user-data-dir=${at('profile')}`, `--window-size=360,${rows}`, `--screenshot=${at('page.png')}`, url]], [program, [...flags, `--user-data-dir=${at('profile')}`, `--print-to-pdf=${at('page.pdf')}`, url]]]));
    }
    const [ours, peer] = [medians(rounds.ours), medians(rounds.peer)];
    row([`${characters} characters`, ours.cpu.toFixed(2), peer.cpu.toFixed(2), (ours.cpu / peer.cpu).toFixed(2), ours.wall.toFixed(2), peer.wall.toFixed(2), (ours.wall / peer.wall).toFixed(2), Math.round(ours.rss), Math.round(peer.rss)]);
    if (characters > 3_000) continue;
    budgets.push({ what: `${characters} characters in a process of its own, s`, atMost: 1.5, got: ours.wall });
    const { long_image: long } = JSON.parse(await readFile(at('out/manifest.json'), 'utf8'));
    const read = await cost(PIPELINE, ['words', at(`out/${long.file}`), await fresh('words')]);
    const { panels } = JSON.parse(await readFile(at('words/manifest.json'), 'utf8'));
    const text = (list) => list.map((panel) => panel.text).join('');
    const { letters, errors } = wrong(text(long.panels), text(panels));
    budgets.push({ what: 'letters that tesseract reads right, %', atLeast: 98, got: 100 - (100 * errors) / letters });
    reading = `Read by tesseract: ${letters} letters in ${read.wall.toFixed(1)} s, ${errors} wrong, missing or too many (${((100 * errors) / letters).toFixed(2)} %), ${Math.round(read.rss)} MB.`;
  }
  console.log(`\n${reading}`);
  compare(budgets);
} finally {
  await rm(folder, { recursive: true, force: true });
}
