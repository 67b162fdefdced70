// From the tree to Markdown: the same bytes as `markdown::write` of `crates/document`, which tests/fixtures hold it to.
// Besides, it says on which line each block begins.

import type { Alignment, Block, Figure, Formula, Inline, List, MathElement, Question, Quiz, Quote, Table, Tree } from '../tree';
import { escapeAttribute, escapeTitle, longestRun } from './escape';
import { writeInlines } from './inlines';

/** A blank line between blocks. */
const APART = '\n\n';

export interface Written {
  markdown: string;
  /** The line of each block, and of each footnote, from 1. */
  lines: number[];
  footnoteLines: number[];
}

export function write(tree: Tree): Written {
  const parts = writeBlocks(tree.blocks);
  const notes = (tree.footnotes ?? []).map(({ label, blocks }) => `[^${label}]: ${indent(writeBlocks(blocks).join(APART), '    ')}`);
  const starts = count([...parts, ...notes]);
  const markdown = [...parts, ...notes].join(APART);
  return { markdown: markdown && `${markdown}\n`, lines: starts.slice(0, parts.length), footnoteLines: starts.slice(parts.length) };
}

function count(parts: string[]): number[] {
  let line = 1;
  return parts.map((part) => {
    const start = line;
    line += part.split('\n').length + 1;
    return start;
  });
}

function writeBlocks(all: Block[]): string[] {
  // Two lists in a row are told apart by their marks.
  let otherMark = false;
  return all.map((one, i) => {
    const last = all[i - 1];
    otherMark = last?.type === 'list' && one.type === 'list' && last.ordered === one.ordered && !otherMark;
    return otherMark ? written(one, true) : once(one);
  });
}

/** Trees are never changed, so what was written of a block stands while somebody types in another. */
const known = new WeakMap<Block, string>();

function once(block: Block): string {
  const text = known.get(block) ?? written(block, false);
  known.set(block, text);
  return text;
}

function written(block: Block, otherMark: boolean): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${writeInlines(block.inlines, 'line')} {#${block.anchor}}`;
    case 'paragraph':
      return writeInlines(block.inlines, 'paragraph');
    case 'list':
      return list(block, otherMark);
    case 'quote':
      return quote(block);
    case 'table':
      return table(block);
    case 'figure':
      return figure(block);
    case 'question-and-answer':
      return question(block);
    case 'quiz':
      return quiz(block);
    case 'formula':
      return formula(block);
    case 'embed':
      return `::work[${block.work}]`;
    case 'code-block':
      return fence('`', block.language ?? '', block.text);
    case 'thematic-break':
      return '***';
  }
}

/** Indents every line but the first. */
function indent(text: string, by: string): string {
  return text.replace(/\n(?!\n|$)/gu, `\n${by}`);
}

/** True where a list reads as lines: one paragraph to an item, and at most lists below it. */
function tight(items: Block[][]): boolean {
  // A list that begins with another number cannot follow a paragraph without a blank line.
  const late = (block: Block) => block.type === 'list' && block.ordered && block.start !== 1;
  return items.every(([first, ...rest]) => first?.type === 'paragraph' && rest.every((block) => block.type === 'list')) && !items.flat().some(late);
}

function list({ ordered, start, items }: List, otherMark: boolean): string {
  const between = tight(items) ? '\n' : APART;
  const written = items.map((item, i) => {
    // CommonMark counts on from the first number, whatever the others are.
    const mark = ordered ? `${Math.min(start + i, 999_999_999)}${otherMark ? ')' : '.'} ` : otherMark ? '+ ' : '- ';
    return mark + indent(writeBlocks(item).join(between), ' '.repeat(mark.length));
  });
  return written.join(between);
}

function quote({ blocks, clause }: Quote): string {
  let text = writeBlocks(blocks).join(APART);
  if (clause !== undefined) text += `${blocks.at(-1)?.type === 'paragraph' ? '\n' : APART}—— clause:${clause}`;
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

const RULES: Record<Alignment, string> = { none: '---', left: ':--', centre: ':-:', right: '--:' };

function table({ alignments, header, rows }: Table): string {
  const row = (cells: Inline[][]) => `| ${cells.map((cell) => writeInlines(cell, 'cell')).join(' | ')} |`;
  const rule = `| ${alignments.map((alignment) => RULES[alignment]).join(' | ')} |`;
  return [row(header), rule, ...rows.map(row)].join('\n');
}

function figure({ picture, alt, caption, credit, licence }: Figure): string {
  const title = caption?.length ? ` "${escapeTitle(writeInlines(caption, 'line'))}"` : '';
  const words = writeInlines([{ type: 'text', text: alt }], 'line');
  return `![${words}](${picture}${title}){credit=${escapeAttribute(credit)} licence=${licence}}`;
}

function question(q: Question): string {
  const content = `${writeInlines(q.question, 'paragraph')}\n\n${writeBlocks(q.answer).join(APART)}`;
  const fence = colons(content);
  const who = [['outlet', q.outlet], ['speaker', q.speaker]].map(([key, value]) => (value === undefined ? '' : ` ${key}=${escapeAttribute(value)}`)).join('');
  return `${fence}qa {#${q.anchor}${who}}\n${content}\n${fence}`;
}

function quiz(q: Quiz): string {
  const options = q.options.map(({ text, right }) => `- [${right ? 'x' : ' '}] ${writeInlines([{ type: 'text', text }], 'line')}`);
  const content = [writeInlines(q.question, 'paragraph'), options.join('\n'), writeInlines(q.explanation, 'paragraph')].filter(Boolean).join(APART);
  const fence = colons(content);
  const clause = q.clause === undefined ? '' : ` clause=${escapeAttribute(q.clause)}`;
  return `${fence}quiz {#${q.anchor} kind=${q.kind}${clause}}\n${content}\n${fence}`;
}

/** The fence of a block that holds this. */
function colons(content: string): string {
  const alone = content.split('\n').map((line) => line.trim()).filter((line) => /^:*$/u.test(line));
  return ':'.repeat(Math.max(3, ...alone.map((line) => line.length + 1)));
}

function formula({ alt, math }: Formula): string {
  // Behind a fence of backticks no backtick may stand.
  return fence(alt.includes('`') ? '~' : '`', `mathml {alt=${escapeAttribute(alt)}}`, `${writeMath(math)}\n`);
}

/** `text` ends with a line feed or is empty. */
function fence(mark: string, info: string, text: string): string {
  const marks = mark.repeat(Math.max(3, longestRun(text, mark) + 1));
  return `${marks}${info}\n${text}${marks}`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** MathML as text. */
export function writeMath({ name, attributes, children }: MathElement): string {
  const pairs = Object.entries(attributes ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const given = pairs.map(([key, value]) => ` ${key}="${value.replace(/[&<>"']/gu, (c) => ENTITIES[c] ?? c)}"`).join('');
  const inside = (children ?? []).map((child) => (child.type === 'text' ? child.text.replace(/[&<>]/gu, (c) => ENTITIES[c] ?? c) : writeMath(child)));
  return `<${name}${given}>${inside.join('')}</${name}>`;
}
