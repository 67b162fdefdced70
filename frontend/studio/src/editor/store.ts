// From the editor's document to the tree. What holds nothing yet is left out: a paragraph without words has no Markdown.

import type { Node } from '@tiptap/pm/model';

import { blank, nest, stretches } from './spans';
import type { Alignment, Block, Choice, Figure, Footnote, Inline, MathElement, QuizKind, Table, Tree } from './tree';

export interface Stored {
  tree: Tree;
  /** Which child of the document each block of the tree was, and each footnote. */
  children: number[];
  footnoteChildren: number[];
}

const words = (node: Node): Inline[] => nest(stretches(node));

/** On one line there is no place for a break; it was pasted. */
const line = (node: Node): Inline[] => nest(stretches(node).map((one) => (one.inline.type === 'line-break' ? { ...one, inline: { type: 'text', text: ' ' } } : one)));

function children(node: Node, from = 0): Node[] {
  return Array.from({ length: node.childCount - from }, (_, i) => node.child(from + i));
}

function blocks(nodes: Node[]): Block[] {
  return nodes.flatMap((node) => block(node) ?? []);
}

function list(node: Node): Block | null {
  const items = children(node).map((item) => blocks(children(item))).filter((item) => item.length > 0);
  if (items.length === 0) return null;
  const ordered = node.type.name === 'orderedList';
  return { type: 'list', ordered, start: ordered ? (node.attrs.start as number) : 1, items };
}

function table(node: Node): Table {
  const rows = children(node).map((row) => children(row));
  const [first = []] = rows;
  const cells = (row: Node[]) => first.map((_, i) => (row[i] ? line(row[i]) : []));
  return { type: 'table', alignments: first.map((cell) => cell.attrs.align as Alignment), header: cells(first), rows: rows.slice(1).map(cells) };
}

function figure(node: Node): Figure {
  const { picture, alt, credit, licence } = node.attrs as Record<'picture' | 'alt' | 'credit' | 'licence', string>;
  const caption = line(node);
  return { type: 'figure', picture, alt, ...(caption.length > 0 ? { caption } : {}), credit, licence };
}

function question(node: Node): Block | null {
  const { anchor, outlet, speaker } = node.attrs as { anchor: string | null; outlet: string | null; speaker: string | null };
  const asked = words(node.child(0));
  const answer = blocks(children(node, 1));
  if (blank(asked) && answer.length === 0) return null;
  return { type: 'question-and-answer', anchor: anchor ?? '', ...(outlet ? { outlet } : {}), ...(speaker ? { speaker } : {}), question: asked, answer };
}

function quiz(node: Node): Block | null {
  const { anchor, kind, clause, options } = node.attrs as { anchor: string | null; kind: QuizKind; clause: string | null; options: Choice[] };
  const asked = line(node.child(0));
  const explanation = words(node.child(1));
  if (blank(asked) && options.length === 0 && blank(explanation)) return null;
  return { type: 'quiz', anchor: anchor ?? '', kind, ...(clause ? { clause } : {}), question: asked, options, explanation };
}

/** Nodes are never changed, so what was made of one stands while somebody types in another. */
const known = new WeakMap<Node, Block | null>();

function block(node: Node): Block | null {
  const was = known.get(node);
  if (was !== undefined) return was;
  const made = stored(node);
  known.set(node, made);
  return made;
}

function stored(node: Node): Block | null {
  switch (node.type.name) {
    case 'paragraph': {
      const inlines = words(node);
      return blank(inlines) && !inlines.some(({ type }) => type === 'footnote-reference') ? null : { type: 'paragraph', inlines };
    }
    case 'heading': {
      const inlines = line(node);
      return blank(inlines) ? null : { type: 'heading', level: node.attrs.level as number, anchor: (node.attrs.anchor as string | null) ?? '', inlines };
    }
    case 'bulletList':
    case 'orderedList':
      return list(node);
    case 'quote': {
      const inside = blocks(children(node));
      const clause = node.attrs.clause as string | null;
      return inside.length === 0 && clause === null ? null : { type: 'quote', blocks: inside, ...(clause === null ? {} : { clause }) };
    }
    case 'table':
      return table(node);
    case 'figure':
      return figure(node);
    case 'question':
      return question(node);
    case 'quiz':
      return quiz(node);
    case 'formula':
      return { type: 'formula', alt: node.attrs.alt as string, math: node.attrs.math as MathElement };
    case 'embed':
      return { type: 'embed', work: node.attrs.work as string };
    case 'codeBlock': {
      const language = node.attrs.language as string | null;
      return { type: 'code-block', ...(language ? { language } : {}), text: node.textContent === '' ? '' : `${node.textContent}\n` };
    }
    case 'thematicBreak':
      return { type: 'thematic-break' };
    default:
      throw new Error(`${node.type.name} is no block`);
  }
}

/** Labels in the order in which the text first refers to them. */
function referred(doc: Node): string[] {
  const labels = new Set<string>();
  doc.descendants((node) => {
    if (node.type.name === 'footnoteReference') labels.add(node.attrs.label as string);
  });
  return [...labels];
}

export function fromEditor(doc: Node): Stored {
  const stored: Stored = { tree: { version: 1, blocks: [] }, children: [], footnoteChildren: [] };
  const notes: { note: Footnote; child: number }[] = [];
  children(doc).forEach((node, child) => {
    if (node.type.name === 'footnote') {
      notes.push({ note: { label: node.attrs.label as string, blocks: blocks(children(node)) }, child });
      return;
    }
    const one = block(node);
    if (one === null) return;
    stored.tree.blocks.push(one);
    stored.children.push(child);
  });
  const order = referred(doc);
  const place = (label: string) => (order.includes(label) ? order.indexOf(label) : order.length);
  notes.sort((a, b) => place(a.note.label) - place(b.note.label));
  if (notes.length > 0) stored.tree.footnotes = notes.map(({ note }) => note);
  stored.footnoteChildren = notes.map(({ child }) => child);
  return stored;
}
