// How blocks look that are more than their text. Each has a button that opens its form; the frame hears `edit-block`.

import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';

import { session } from '../session/session';
import { clauseName } from '../works/clauses';
import { addressOf } from './pictures';
import { QUIZ_KINDS } from './quiz';
import type { Choice, MathElement, QuizKind } from './tree';

type Child = HTMLElement | string | Element;

function make(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Shown, and not typed into. */
const aside = (className: string, ...children: Child[]) => make('div', { class: className, contenteditable: 'false' }, ...children);

function editButton(label: string): HTMLElement {
  const button = make('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', () => button.dispatchEvent(new CustomEvent('edit-block', { bubbles: true })));
  return button;
}

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** The tree has known elements and attributes only: the server refuses others. */
export function drawMath({ name, attributes, children }: MathElement): Element {
  const element = document.createElementNS(MATHML, /^m[a-z]+$|^none$|^semantics$|^annotation$/u.test(name) ? name : 'mrow');
  for (const [key, value] of Object.entries(attributes ?? {})) if (/^(?!on|href|style)[a-z]+$/u.test(key)) element.setAttribute(key, value);
  element.append(...(children ?? []).map((child) => (child.type === 'text' ? child.text : drawMath(child))));
  return element;
}

interface Look {
  dom: HTMLElement;
  contentDOM?: HTMLElement;
  /** Draws what hangs on the attributes. */
  draw: (node: Node) => void;
}

const LOOKS: Record<string, () => Look> = {
  figure() {
    const shown = aside('shown');
    const owed = aside('owed');
    const contentDOM = make('figcaption', { 'data-empty': '图片说明（可以不写）' });
    return {
      dom: make('figure', {}, shown, contentDOM, owed),
      contentDOM,
      draw({ attrs }) {
        const licence = session.vocabulary?.licences.find(({ code }) => code === attrs.licence)?.zh ?? String(attrs.licence);
        owed.replaceChildren(make('span', {}, `${attrs.credit}｜${licence}｜替代文字：${attrs.alt}`), editButton('修改图片'));
        const picture = String(attrs.picture);
        void addressOf(picture).then((src) => shown.replaceChildren(src ? make('img', { src, alt: String(attrs.alt) }) : `图片 ${picture}`));
      },
    };
  },
  quote() {
    const contentDOM = make('div');
    const named = aside('named');
    return {
      dom: make('blockquote', {}, contentDOM, named),
      contentDOM,
      draw({ attrs }) {
        named.hidden = !attrs.clause;
        named.replaceChildren(...(attrs.clause ? [make('span', {}, `—— ${clauseName(String(attrs.clause))}`), editButton('换条款')] : []));
      },
    };
  },
  question() {
    const contentDOM = make('div', { class: 'exchange' });
    const who = aside('who');
    return {
      dom: make('section', { class: 'question', 'aria-label': '问答' }, who, contentDOM),
      contentDOM,
      draw({ attrs }) {
        const names = [attrs.outlet && `提问：${attrs.outlet}`, attrs.speaker && `回答：${attrs.speaker}`].filter(Boolean).join('　');
        who.replaceChildren(make('b', {}, '问答'), make('span', {}, names), editButton('修改问答'));
      },
    };
  },
  quiz() {
    const contentDOM = make('div', { class: 'exchange' });
    const who = aside('who');
    const options = aside('options');
    return {
      dom: make('section', { class: 'quiz', 'aria-label': '测验题' }, who, contentDOM, options),
      contentDOM,
      draw({ attrs }) {
        const clause = attrs.clause ? `依据：${clauseName(String(attrs.clause))}` : '';
        who.replaceChildren(make('b', {}, QUIZ_KINDS[attrs.kind as QuizKind]), make('span', {}, clause), editButton('修改选项'));
        const all = (attrs.options as Choice[]).map(({ text, right }) => make('li', {}, right ? `✓ ${text}（正确答案）` : `○ ${text}`));
        options.replaceChildren(all.length > 0 ? make('ul', {}, ...all) : '还没有选项。');
      },
    };
  },
  footnote() {
    const contentDOM = make('div');
    const label = aside('label');
    return { dom: make('aside', { class: 'footnote', 'aria-label': '脚注' }, label, contentDOM), contentDOM, draw: ({ attrs }) => label.replaceChildren(String(attrs.label)) };
  },
  formula() {
    const shown = aside('formula');
    return {
      dom: shown,
      draw: ({ attrs }) => shown.replaceChildren(drawMath(attrs.math as MathElement), make('div', { class: 'owed' }, make('span', {}, String(attrs.alt)), editButton('修改公式'))),
    };
  },
  embed() {
    const shown = aside('embed');
    return { dom: shown, draw: ({ attrs }) => shown.replaceChildren(make('span', {}, `作品：${attrs.work}`), editButton('换作品')) };
  },
};

function view(look: () => Look) {
  return (first: Node): NodeView => {
    const { dom, contentDOM, draw } = look();
    let shown = first;
    draw(first);
    return {
      dom,
      contentDOM,
      update(node) {
        if (node.type !== shown.type) return false;
        if (node.attrs !== shown.attrs && JSON.stringify(node.attrs) !== JSON.stringify(shown.attrs)) draw(node);
        shown = node;
        return true;
      },
      stopEvent: (event) => event.target instanceof Element && event.target.closest('button') !== null,
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM?.contains(mutation.target),
    };
  };
}

export const Views = Extension.create({
  name: 'views',
  addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: Object.fromEntries(Object.entries(LOOKS).map(([name, look]) => [name, view(look)])) } })],
});
