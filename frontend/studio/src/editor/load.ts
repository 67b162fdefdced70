// From the tree to the editor's document.

import type { JSONContent } from '@tiptap/core';

import type { Block, Inline, Question, Quiz, Table, Tree } from './tree';

type Marks = NonNullable<JSONContent['marks']>;

const marked = (marks: Marks, mark: Marks[number]): Marks => (marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark]);

function inlines(all: Inline[], marks: Marks = []): JSONContent[] {
  return all.flatMap((inline): JSONContent[] => {
    switch (inline.type) {
      case 'text':
        return inline.text === '' ? [] : [{ type: 'text', text: inline.text, marks }];
      case 'code':
        return [{ type: 'text', text: inline.text, marks: [...marks, { type: 'code' }] }];
      case 'strong':
      case 'emphasis':
        return inlines(inline.inlines, marked(marks, { type: inline.type }));
      case 'link':
        return inlines(inline.inlines, marked(marks, { type: 'link', attrs: { target: inline.target } }));
      case 'line-break':
        return [{ type: 'lineBreak', marks }];
      case 'footnote-reference':
        return [{ type: 'footnoteReference', attrs: { label: inline.label }, marks }];
    }
  });
}

function question({ anchor, outlet, speaker, question: asked, answer }: Question): JSONContent {
  return { type: 'question', attrs: { anchor, outlet: outlet ?? null, speaker: speaker ?? null }, content: [{ type: 'asked', content: inlines(asked) }, ...blocks(answer)] };
}

function quiz({ anchor, kind, clause, question: asked, options, explanation }: Quiz): JSONContent {
  return { type: 'quiz', attrs: { anchor, kind, clause: clause ?? null, options }, content: [{ type: 'quizAsked', content: inlines(asked) }, { type: 'quizWhy', content: inlines(explanation) }] };
}

function table({ alignments, header, rows }: Table): JSONContent {
  const row = (cells: Inline[][], first: boolean) => ({
    type: 'row',
    content: cells.map((cell, i) => ({ type: 'cell', attrs: { header: first, align: alignments[i] ?? 'none' }, content: inlines(cell) })),
  });
  return { type: 'table', content: [row(header, true), ...rows.map((cells) => row(cells, false))] };
}

function block(one: Block): JSONContent {
  switch (one.type) {
    case 'heading':
      return { type: 'heading', attrs: { level: one.level, anchor: one.anchor }, content: inlines(one.inlines) };
    case 'paragraph':
      return { type: 'paragraph', content: inlines(one.inlines) };
    case 'list': {
      const content = one.items.map((item) => ({ type: 'listItem', content: blocks(item) }));
      return one.ordered ? { type: 'orderedList', attrs: { start: one.start }, content } : { type: 'bulletList', content };
    }
    case 'quote':
      return { type: 'quote', attrs: { clause: one.clause ?? null }, content: blocks(one.blocks) };
    case 'table':
      return table(one);
    case 'figure': {
      const { picture, alt, credit, licence } = one;
      return { type: 'figure', attrs: { picture, alt, credit, licence }, content: inlines(one.caption ?? []) };
    }
    case 'question-and-answer':
      return question(one);
    case 'quiz':
      return quiz(one);
    case 'formula':
      return { type: 'formula', attrs: { alt: one.alt, math: one.math } };
    case 'embed':
      return { type: 'embed', attrs: { work: one.work } };
    case 'code-block': {
      const text = one.text.replace(/\n$/u, '');
      return { type: 'codeBlock', attrs: { language: one.language ?? null }, content: text === '' ? [] : [{ type: 'text', text }] };
    }
    case 'thematic-break':
      return { type: 'thematicBreak' };
  }
}

/** A place to type is always there. */
function blocks(all: Block[]): JSONContent[] {
  return all.length === 0 ? [{ type: 'paragraph' }] : all.map(block);
}

export function toEditor(tree: Tree): JSONContent {
  const notes = (tree.footnotes ?? []).map(({ label, blocks: content }) => ({ type: 'footnote', attrs: { label }, content: blocks(content) }));
  return { type: 'doc', content: [...blocks(tree.blocks), ...notes] };
}
