// The document and its stretches of text. A heading, a cell and a caption are one line: a line break has no place in them.

import { mergeAttributes, Node } from '@tiptap/core';

export const LINE = '(text | footnoteReference)*';

/** `body`: at the top and in answers. `inner`: in lists and quotes. `noted`: in footnotes. */
export const Doc = Node.create({ name: 'doc', topNode: true, content: '(body | question | quiz)+ footnote*' });

export const Text = Node.create({ name: 'text', group: 'inline' });

export const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'body inner noted',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
});

export const Heading = Node.create({
  name: 'heading',
  group: 'body',
  content: LINE,
  defining: true,
  addAttributes: () => ({
    level: { default: 2, rendered: false },
    // Given when it is first written down, and then its own for good: links lead to it.
    anchor: { default: null, keepOnSplit: false, parseHTML: (element: HTMLElement) => element.dataset.anchor ?? null, renderHTML: ({ anchor }) => (anchor ? { 'data-anchor': anchor as string } : {}) },
  }),
  parseHTML: () => [2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
});

export const CodeBlock = Node.create({
  name: 'codeBlock',
  group: 'body inner noted',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  addAttributes: () => ({ language: { default: null, parseHTML: (element: HTMLElement) => element.dataset.language ?? null, renderHTML: ({ language }) => (language ? { 'data-language': language as string } : {}) } }),
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['pre', mergeAttributes(HTMLAttributes, { spellcheck: 'false' }), ['code', 0]],
});

export const ThematicBreak = Node.create({
  name: 'thematicBreak',
  group: 'body inner noted',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
});

export const LineBreak = Node.create({
  name: 'lineBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
});
