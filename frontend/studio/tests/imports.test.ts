import { expect, it } from 'vitest';

import { write } from '../src/editor/markdown/blocks';
import type { Tree } from '../src/editor/tree';
import { isDocument, misfit } from '../src/imports/file';
import { fit } from '../src/imports/tree';

const figure = { type: 'figure' as const, picture: '1.png', alt: '', credit: '', licence: 'reserved' };
const text = (words: string) => ({ type: 'text' as const, text: words });

it('names of what comes in give way to those that stand there, and what points at them follows', () => {
  const tree: Tree = {
    version: 1,
    blocks: [
      { type: 'heading', level: 2, anchor: 's1', inlines: [text('题')] },
      { type: 'paragraph', inlines: [{ type: 'link', target: { to: 'anchor', anchor: 's1' }, inlines: [text('上')] }, { type: 'footnote-reference', label: '1' }] },
    ],
    footnotes: [{ label: '1', blocks: [{ type: 'paragraph', inlines: [text('注。')] }] }],
  };
  const beside = '## 旧 {#s1}\n\n字[^1]\n\n[^1]: 旧注。\n\n';
  expect(write(fit(tree, new Map(), beside)).markdown).toBe('## 题 {#s1-2}\n\n[上](#s1-2)[^1-2]\n\n[^1-2]: 注。\n');
  expect(write(fit(tree, new Map(), '')).markdown).toContain('{#s1}');
});

it('a picture comes in with what the editor said of it, and one that is not wanted leaves no empty item', () => {
  const tree: Tree = { version: 1, blocks: [figure, { type: 'list', ordered: false, start: 1, items: [[figure]] }] };
  const owed = { picture: 'a'.repeat(64), alt: '一只鹤', credit: '图：某某', licence: 'CC-BY-4.0' };
  const [kept] = fit(tree, new Map([['1.png', owed]]), '').blocks;
  expect(kept).toMatchObject({ type: 'figure', ...owed });
  expect(fit(tree, new Map(), '').blocks).toEqual([]);
});

it('old formats are told how to become new ones before they travel', () => {
  expect(misfit({ name: '稿子.doc', size: 10 })).toContain('另存为 .docx');
  expect(misfit({ name: '稿子.docx', size: 10 })).toBe('');
  expect(misfit({ name: '稿子.docx', size: 0 })).toContain('空的');
  expect(isDocument({ name: '图.png' })).toBe(false);
});
