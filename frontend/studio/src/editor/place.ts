// Where something new is put: in the place of an empty paragraph, else behind what the cursor stands in, as near as it may
// stand.

import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';

function spot({ doc, selection: { $from } }: EditorState, node: Node): { from: number; to: number } {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const [inside, parent, index] = [$from.node(depth), $from.node(depth - 1), $from.index(depth - 1)];
    const empty = inside.type.name === 'paragraph' && inside.content.size === 0;
    if (empty && parent.canReplaceWith(index, index + 1, node.type)) return { from: $from.before(depth), to: $from.after(depth) };
    if (parent.canReplaceWith(index + 1, index + 1, node.type)) return { from: $from.after(depth), to: $from.after(depth) };
  }
  // From a footnote, or beside a block that is chosen itself.
  let end = $from.depth === 0 ? $from.pos : 0;
  if (end === 0) doc.forEach((child, offset) => (end = child.type.name === 'footnote' ? end : offset + child.nodeSize));
  return { from: end, to: end };
}

/** Where the first words are wanted. */
function emptyIn(node: Node, pos: number): number | null {
  if (node.isTextblock) return node.content.size === 0 ? pos + 1 : null;
  let found: number | null = null;
  node.descendants((inside, offset) => {
    if (inside.isTextblock && inside.content.size === 0) found ??= pos + offset + 2;
    return found === null;
  });
  return found;
}

/** Puts the block in; the cursor goes into it, to where words are wanted, or behind what has none. */
export function insertBlock(state: EditorState, node: Node): Transaction {
  const { tr, schema } = state;
  const { from, to } = spot(state, node);
  tr.replaceWith(from, to, node);
  const after = from + node.nodeSize;
  if (!node.isAtom) return tr.setSelection(Selection.near(tr.doc.resolve(emptyIn(node, from) ?? after - 1), -1)).scrollIntoView();
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, schema.nodes.paragraph!.create());
  return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView();
}

function labels(doc: Node): Set<string> {
  const all = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === 'footnote' || node.type.name === 'footnoteReference') all.add(node.attrs.label as string);
  });
  return all;
}

/** A reference at the cursor, and its words at the end of the text. */
export function insertFootnote(state: EditorState, paragraphs: string[]): Transaction {
  const { tr, schema, doc } = state;
  const taken = labels(doc);
  let number = 1;
  while (taken.has(String(number))) number += 1;
  const label = String(number);
  const words = paragraphs.map((text) => schema.nodes.paragraph!.create(null, text ? schema.text(text) : null));
  tr.insert(doc.content.size, schema.nodes.footnote!.create({ label }, words));
  return tr.replaceRangeWith(state.selection.to, state.selection.to, schema.nodes.footnoteReference!.create({ label })).scrollIntoView();
}

/** The nearest block around the cursor that a form is for; a chosen one first. */
export function blockWithForm({ selection }: EditorState): { pos: number; node: Node } | null {
  const named = (node: Node) => ['figure', 'question', 'quiz', 'formula', 'embed', 'codeBlock', 'orderedList'].includes(node.type.name) || (node.type.name === 'quote' && node.attrs.clause !== null);
  if (selection instanceof NodeSelection && named(selection.node)) return { pos: selection.from, node: selection.node };
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if (named($from.node(depth))) return { pos: $from.before(depth), node: $from.node(depth) };
  return null;
}
