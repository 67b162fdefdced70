// A question with answers to choose from: the question and the explanation are typed, the options filled in on a form.

import { Node } from '@tiptap/core';

import type { Choice, QuizKind } from '../tree';

function options(element: HTMLElement): Choice[] {
  try {
    return JSON.parse(element.dataset.options ?? '[]') as Choice[];
  } catch {
    return [];
  }
}

const given = (name: string, value: string | null) => ({
  default: value,
  parseHTML: (element: HTMLElement) => element.dataset[name] ?? value,
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [`data-${name}`]: attributes[name] as string } : {}),
});

export const Quiz = Node.create({
  name: 'quiz',
  content: 'quizAsked quizWhy',
  defining: true,
  isolating: true,
  addAttributes: () => ({
    anchor: given('anchor', null),
    kind: given('kind', 'single' satisfies QuizKind),
    clause: given('clause', null),
    options: { default: [], parseHTML: options, renderHTML: ({ options: all }) => ({ 'data-options': JSON.stringify(all) }) },
  }),
  parseHTML: () => [{ tag: 'section[data-type="quiz"]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', { ...HTMLAttributes, 'data-type': 'quiz' }, 0],
});

/** On one line, and without footnotes: the page on which it is answered has none. */
export const QuizAsked = Node.create({
  name: 'quizAsked',
  content: 'text*',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-type="quiz-asked"]', priority: 60 }],
  renderHTML: () => ['p', { 'data-type': 'quiz-asked', 'data-empty': '题目' }, 0],
});

export const QuizWhy = Node.create({
  name: 'quizWhy',
  content: '(text | lineBreak)*',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-type="quiz-why"]', priority: 60 }],
  renderHTML: () => ['p', { 'data-type': 'quiz-why', 'data-empty': '解析：为什么是这个答案' }, 0],
});
