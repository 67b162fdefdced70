// What holds blocks: lists, quotes, questions with their answers, footnotes.

import { Node } from '@tiptap/core';

import { LINE } from './texts';

/** An attribute that is kept in a copy as `data-NAME`. */
function kept(name: string) {
  return {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset[name] ?? null,
    renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [`data-${name}`]: attributes[name] as string } : {}),
  };
}

export const BulletList = Node.create({
  name: 'bulletList',
  group: 'body inner noted',
  content: 'listItem+',
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: () => ['ul', 0],
});

export const OrderedList = Node.create({
  name: 'orderedList',
  group: 'body inner noted',
  content: 'listItem+',
  addAttributes: () => ({ start: { default: 1, parseHTML: (element: HTMLElement) => Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1, renderHTML: ({ start }) => (start === 1 ? {} : { start: start as number }) } }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
});

export const ListItem = Node.create({
  name: 'listItem',
  content: 'inner+',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
});

export const Quote = Node.create({
  name: 'quote',
  group: 'body inner noted',
  content: 'inner+',
  defining: true,
  addAttributes: () => ({ clause: kept('clause') }),
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
});

export const Question = Node.create({
  name: 'question',
  content: 'asked body+',
  defining: true,
  isolating: true,
  addAttributes: () => ({ anchor: kept('anchor'), outlet: kept('outlet'), speaker: kept('speaker') }),
  parseHTML: () => [{ tag: 'section[data-type="question"]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-type': 'question' }, 0],
});

export const Asked = Node.create({
  name: 'asked',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-type="asked"]', priority: 60 }],
  renderHTML: () => ['p', { 'data-type': 'asked', 'data-empty': '问题' }, 0],
});

export const Footnote = Node.create({
  name: 'footnote',
  content: 'noted+',
  defining: true,
  isolating: true,
  addAttributes: () => ({ label: kept('label') }),
  parseHTML: () => [{ tag: 'aside[data-type="footnote"]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', { ...HTMLAttributes, 'data-type': 'footnote' }, 0],
});

export const FootnoteReference = Node.create({
  name: 'footnoteReference',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ label: kept('label') }),
  parseHTML: () => [{ tag: 'sup[data-type="footnote"]' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', { ...HTMLAttributes, 'data-type': 'footnote' }, String(HTMLAttributes['data-label'] ?? '')],
  renderText: ({ node }) => `[${node.attrs.label as string}]`,
});

export const Cell = Node.create({
  name: 'cell',
  content: LINE,
  isolating: true,
  addAttributes: () => ({
    header: { default: false, parseHTML: (element: HTMLElement) => element.tagName === 'TH', rendered: false },
    align: { default: 'none', parseHTML: (element: HTMLElement) => element.dataset.align ?? 'none', renderHTML: ({ align }) => (align === 'none' ? {} : { 'data-align': align as string }) },
  }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => (node.attrs.header ? ['th', { ...HTMLAttributes, scope: 'col' }, 0] : ['td', HTMLAttributes, 0]),
});

export const Row = Node.create({
  name: 'row',
  content: 'cell+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

/** Its first row is the header; `table.ts` holds it to that, and all rows to one length. */
export const Table = Node.create({
  name: 'table',
  group: 'body inner noted',
  content: 'row+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
});
