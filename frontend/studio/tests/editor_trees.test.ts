// Trees in the editor's document and back.

import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';

import { faithful } from '../src/editor/faithful';
import { toEditor } from '../src/editor/load';
import { write } from '../src/editor/markdown/blocks';
import { SCHEMA } from '../src/editor/schema';
import { fromEditor } from '../src/editor/store';
import type { Inline, Tree } from '../src/editor/tree';
import fixtures from './fixtures/markdown.json';

const schema = getSchema(SCHEMA);
const cases = fixtures as unknown as { name: string; document: Tree; markdown: string }[];
const works = cases.slice(0, cases.findIndex(({ name }) => name === ''));
const round = (tree: Tree) => fromEditor(schema.nodeFromJSON(toEditor(tree))).tree;
const paragraph = (...inlines: Inline[]): Tree => ({ version: 1, blocks: [{ type: 'paragraph', inlines }] });
const text = (words: string): Inline => ({ type: 'text', text: words });

test('every work of the demo comes back byte for byte', { timeout: 60_000 }, () => {
  expect(works.length).toBeGreaterThan(10);
  for (const { name, document, markdown } of works) {
    expect(faithful(document, schema), name).not.toBeNull();
    expect(write(round(document)).markdown).toBe(markdown);
  }
});

test('a tree that comes back is the same but for the order of strong and emphasis, or is left to the source', { timeout: 60_000 }, () => {
  const kept = cases.filter(({ document }) => faithful(document, schema) !== null);
  expect(kept.length / cases.length).toBeGreaterThan(0.7);
  for (const { document } of kept) {
    const once = round(document);
    expect(round(once)).toEqual(once);
    expect(JSON.stringify(once).length).toBeLessThanOrEqual(JSON.stringify(document).length);
  }
});

test('space at the edge of what is strong, and at the end of a paragraph, needs no entity', () => {
  const doc = schema.nodeFromJSON({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '甲' }, { type: 'text', text: ' b ', marks: [{ type: 'strong' }] }, { type: 'text', text: 'c ' }] }, { type: 'paragraph' }],
  });
  expect(write(fromEditor(doc).tree).markdown).toBe('甲 **b** c\n');
});

test('the span that reaches further stands outside', () => {
  const tree = paragraph({ type: 'emphasis', inlines: [text('甲'), { type: 'strong', inlines: [text('乙')] }, { type: 'link', target: { to: 'work', work: 'w' }, inlines: [text('丙')] }] });
  expect(round(tree).blocks).toEqual(tree.blocks);
});

test('what no place of the editor can hold is left to the source', () => {
  const heading = { type: 'heading' as const, level: 2, anchor: 'a', inlines: [text('题')] };
  expect(faithful({ version: 1, blocks: [{ type: 'quote', blocks: [heading] }] }, schema)).toBeNull();
  expect(faithful(paragraph(text('甲'), { type: 'line-break' }, text('乙')), schema)).not.toBeNull();
});
