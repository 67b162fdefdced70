// What a form is opened for, and what it gives back.

import type { Editor } from '@tiptap/core';

import type { Form } from '../blocks';
import { insertBlock } from '../place';

export interface Ask {
  form: Form;
  /** Of the block that is changed; `null` where a new one is put in. */
  pos: number | null;
  /** A picture that was pasted or dropped. */
  file?: File;
}

/** The form of each block that has one. */
export const FORM_OF: Record<string, Form> = { figure: 'figure', quote: 'quote', question: 'question', quiz: 'quiz', formula: 'formula', embed: 'embed', codeBlock: 'code' };

/** The block that an element of the screen belongs to. */
export function blockAtElement({ view, state }: Editor, element: Element): { form: Form; pos: number } | null {
  const dom = element.closest('figure, blockquote, section, .formula, .embed');
  if (!dom) return null;
  const inside = view.posAtDOM(dom, 0);
  const form = (pos: number) => FORM_OF[state.doc.nodeAt(pos)?.type.name ?? ''];
  const pos = form(inside) ? inside : state.doc.resolve(inside).before();
  const name = form(pos);
  return name ? { form: name, pos } : null;
}

/** What the form begins with. */
export function given(editor: Editor, { pos }: Ask): Record<string, unknown> {
  return pos === null ? {} : { ...editor.state.doc.nodeAt(pos)?.attrs };
}

/** Changes the block, or puts a new one in, with `content` where it needs some. */
export function apply(editor: Editor, { pos }: Ask, type: string, attrs: Record<string, unknown>, content?: object[]): void {
  const { state, view, schema } = editor;
  const was = pos === null ? null : state.doc.nodeAt(pos);
  if (pos !== null && was?.type.name === type) view.dispatch(state.tr.setNodeMarkup(pos, null, { ...was.attrs, ...attrs }));
  else view.dispatch(insertBlock(state, schema.nodeFromJSON({ type, attrs, ...(content ? { content } : {}) })));
  view.focus();
}
