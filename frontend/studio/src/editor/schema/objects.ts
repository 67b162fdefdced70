// Blocks that are filled in on forms: pictures, formulae, works that are shown in this one.

import { Node } from '@tiptap/core';

import type { MathElement } from '../tree';
import { LINE } from './texts';

const text = (name: string) => ({
  default: '',
  parseHTML: (element: HTMLElement) => element.dataset[name] ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] as string }),
});

export const EMPTY_MATH: MathElement = { name: 'math' };

function math(element: HTMLElement): MathElement {
  try {
    return JSON.parse(element.dataset.math ?? '') as MathElement;
  } catch {
    return EMPTY_MATH;
  }
}

/** Its text is the caption. */
export const Figure = Node.create({
  name: 'figure',
  group: 'body inner noted',
  content: LINE,
  defining: true,
  isolating: true,
  addAttributes: () => ({ picture: text('picture'), alt: text('alt'), credit: text('credit'), licence: text('licence') }),
  parseHTML: () => [{ tag: 'figure[data-picture]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes, 0],
});

export const Formula = Node.create({
  name: 'formula',
  group: 'body inner noted',
  atom: true,
  addAttributes: () => ({ alt: text('alt'), math: { default: EMPTY_MATH, parseHTML: math, renderHTML: ({ math: value }) => ({ 'data-math': JSON.stringify(value) }) } }),
  parseHTML: () => [{ tag: 'div[data-math]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});

export const Embed = Node.create({
  name: 'embed',
  group: 'body inner',
  atom: true,
  addAttributes: () => ({ work: text('work') }),
  parseHTML: () => [{ tag: 'div[data-work]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
});
