// Getting about by keyboard: out of a picture, a table or a question, and whole blocks up and down.

import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { type Command, NodeSelection, Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import { toCellBelow } from './table';

/** What stands inside: the nearest node of one of these kinds around the cursor. */
function around($from: ResolvedPos, kinds: string[]): { node: Node; depth: number } | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (kinds.includes(node.type.name)) return { node, depth };
  }
  return null;
}

/** A new paragraph behind what the cursor stands in. */
export const leave: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const inside = around($from, ['table', 'figure', 'codeBlock', 'quote', 'question', 'quiz', 'bulletList', 'orderedList']);
  if (!inside) return false;
  const after = $from.after(inside.depth);
  const { tr, schema } = state;
  tr.insert(after, schema.nodes.paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Down from the last line of the text, where a block ends it. */
export const down: Command = (state, dispatch, view) => {
  const { $head, empty } = state.selection;
  if (!empty || $head.depth === 0 || ['paragraph', 'heading'].includes($head.node(1).type.name) || !view?.endOfTextblock('down')) return false;
  const next = state.doc.maybeChild($head.index(0) + 1);
  const row = around($head, ['row']);
  const end = row ? $head.after(row.depth) : $head.after();
  // Only closing tags stand between here and the end of the block.
  const last = $head.after(1) - end === (row ? row.depth : $head.depth) - 1;
  if (!last || (next && next.type.name !== 'footnote') || $head.node(1).type.name === 'footnote') return false;
  return leaveTop(state, dispatch);
};

/** A paragraph behind the outermost block. */
const leaveTop: Command = (state, dispatch) => {
  const { tr, schema, selection } = state;
  const after = selection.$head.after(1);
  tr.insert(after, schema.nodes.paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** A press below the last block, where that is no paragraph, makes one there. */
export const roomBelow = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        mousedown(view: EditorView, event) {
          const { doc, schema, tr } = view.state;
          const last = view.dom.lastElementChild?.getBoundingClientRect();
          if (!view.editable || event.target !== view.dom || !last || event.clientY <= last.bottom) return false;
          if (['paragraph', 'footnote'].includes(doc.lastChild?.type.name ?? '')) return false;
          tr.insert(doc.content.size, schema.nodes.paragraph!.create());
          view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)));
          view.focus();
          event.preventDefault();
          return true;
        },
      },
    },
  });

/** Enter, where it does not simply part a paragraph. */
export const enter: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  const kind = $from.parent.type.name;
  if (kind === 'cell') return toCellBelow(state, dispatch, view) || leave(state, dispatch, view);
  if (kind === 'figure' || kind === 'quizWhy') return leave(state, dispatch, view);
  if (kind === 'quizAsked') {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after() + 1))).scrollIntoView());
    return true;
  }
  if (kind === 'asked' && empty && $from.parentOffset === $from.parent.content.size && $from.node(-1).child(1).content.size === 0) {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after()))).scrollIntoView());
    return true;
  }
  const inside = $from.depth > 1 ? $from.node(-1) : null;
  const last = inside?.type.name === 'question' && $from.index(-1) === inside.childCount - 1;
  if (!inside || !last || !empty || kind !== 'paragraph' || $from.parent.content.size > 0 || inside.childCount < 3) return false;
  const { tr, schema } = state;
  tr.delete($from.before(), $from.after());
  const after = tr.mapping.map($from.after(-1));
  tr.insert(after, schema.nodes.paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Backspace at the beginning of what does not join with what is before it. */
export const backspace: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  const { parent } = $from;
  const { tr, schema } = state;
  if (parent.type.name === 'heading' || (parent.type.name === 'codeBlock' && parent.content.size === 0)) {
    dispatch?.(tr.setNodeMarkup($from.before(), schema.nodes.paragraph, null));
    return true;
  }
  const whole = around($from, ['figure', 'question', 'quiz', 'footnote']);
  if (!whole || whole.node.textContent !== '' || !$from.parent.isTextblock || $from.pos !== Selection.near(state.doc.resolve($from.start(whole.depth))).from) return false;
  dispatch?.(tr.setSelection(NodeSelection.create(state.doc, $from.before(whole.depth))));
  return true;
};

interface Movable {
  parent: Node;
  /** Where the parent's content begins. */
  start: number;
  index: number;
}

const HOLDERS = ['doc', 'question', 'footnote'];

function movable(selection: Selection): Movable | null {
  const { $from, $to } = selection;
  if (selection instanceof NodeSelection && selection.node.isBlock && HOLDERS.includes($from.parent.type.name)) return { parent: $from.parent, start: $from.start(), index: $from.index() };
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    const [node, parent] = [$from.node(depth), $from.node(depth - 1)];
    const row = node.type.name === 'row';
    if (row || node.type.name === 'listItem' || HOLDERS.includes(parent.type.name)) return { parent, start: $from.start(depth - 1), index: $from.index(depth - 1) };
  }
  return null;
}

/** A list item, a row, or else the block that the cursor stands in, past its neighbour. */
export const move = (step: 1 | -1): Command => (state, dispatch) => {
  const { selection } = state;
  const found = movable(selection);
  if (!found) return false;
  const { parent, start, index } = found;
  const other = index + step;
  if (other < 0 || other >= parent.childCount) return false;
  const [first, second] = [parent.child(Math.min(index, other)), parent.child(Math.max(index, other))];
  if ([first, second].some(({ type }) => type.name === 'asked' || type.name === 'footnote')) return false;
  let from = start;
  for (let i = 0; i < Math.min(index, other); i += 1) from += parent.child(i).nodeSize;
  const { tr } = state;
  tr.replaceWith(from, from + first.nodeSize + second.nodeSize, Fragment.from([second, first]));
  const shift = step === 1 ? second.nodeSize : -first.nodeSize;
  const kept = selection instanceof NodeSelection ? NodeSelection.create(tr.doc, selection.from + shift) : TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift);
  dispatch?.(tr.setSelection(kept).scrollIntoView());
  return true;
};
