// The cursor goes to words that somebody points at from outside the editor.

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';

import type { Spot } from '../findings/spot';
import { blockAt } from './faults';

/** Each unit of a block's text with its position; a line break is one, a footnote's mark none. */
function units(block: Node, start: number): { text: string; at: number[] } {
  let text = '';
  const at: number[] = [];
  block.forEach((child, offset) => {
    const words = child.isText ? child.text! : child.type.name === 'lineBreak' ? '\n' : '';
    for (let i = 0; i < words.length; i += 1) at.push(start + offset + i);
    text += words;
  });
  return { text, at };
}

/** From and to in the document; `null` where the block at `start` does not hold the words so often. */
export function wordsIn(block: Node, start: number, { excerpt, occurrence }: Spot): { from: number; to: number } | null {
  let left = occurrence;
  let found: { from: number; to: number } | null = null;
  const look = (node: Node, inside: number) => {
    if (excerpt === '' || found || !node.isTextblock) return;
    const { text, at } = units(node, inside);
    for (let i = text.indexOf(excerpt); i >= 0 && !found; i = text.indexOf(excerpt, i + excerpt.length)) {
      if (left === 0) found = { from: at[i]!, to: at[i + excerpt.length - 1]! + 1 };
      left -= 1;
    }
  };
  look(block, start + 1);
  block.descendants((node, offset) => look(node, start + offset + 2));
  return found;
}

/** `places` says which child of the document begins on which line of the source. */
export function goToWords({ state, view }: Editor, places: { lines: number[]; children: number[] }, spot: Spot): void {
  const child = places.children[blockAt(spot.line, places.lines)];
  if (child === undefined || child >= state.doc.childCount) return;
  let start = 0;
  for (let i = 0; i < child; i += 1) start += state.doc.child(i).nodeSize;
  const block = state.doc.child(child);
  const words = wordsIn(block, start, spot);
  const whole = () => (NodeSelection.isSelectable(block) ? NodeSelection.create(state.doc, start) : TextSelection.near(state.doc.resolve(start + 1)));
  view.dispatch(state.tr.setSelection(words ? TextSelection.create(state.doc, words.from, words.to) : whole()));
  view.focus();
  // Below the bars that stay at the top.
  const { node } = view.domAtPos(words ? words.from : start + 1);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
}
