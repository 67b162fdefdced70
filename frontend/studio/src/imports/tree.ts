// A tree from elsewhere, made fit for the text that it comes into: its pictures become those of the library, and no name in it
// means two things.
import type { Block, Inline, Tree } from '../editor/tree';

/** What the editor said of a picture that is in the library now. */
export interface Owed {
  picture: string;
  alt: string;
  credit: string;
  licence: string;
}

interface Names {
  pictures: Map<string, Owed>;
  anchors: Map<string, string>;
  labels: Map<string, string>;
}

function inlines(all: Inline[], names: Names): Inline[] {
  return all.map((inline): Inline => {
    switch (inline.type) {
      case 'strong':
      case 'emphasis':
        return { ...inline, inlines: inlines(inline.inlines, names) };
      case 'link': {
        const { target } = inline;
        const moved = target.to === 'anchor' ? { to: 'anchor' as const, anchor: names.anchors.get(target.anchor) ?? target.anchor } : target;
        return { ...inline, target: moved, inlines: inlines(inline.inlines, names) };
      }
      case 'footnote-reference':
        return { ...inline, label: names.labels.get(inline.label) ?? inline.label };
      default:
        return inline;
    }
  });
}

function block(one: Block, names: Names): Block | null {
  const anchor = 'anchor' in one ? { anchor: names.anchors.get(one.anchor) ?? one.anchor } : {};
  switch (one.type) {
    case 'heading':
      return { ...one, ...anchor, inlines: inlines(one.inlines, names) };
    case 'paragraph':
      return { ...one, inlines: inlines(one.inlines, names) };
    case 'list': {
      const items = one.items.map((item) => blocks(item, names)).filter((item) => item.length > 0);
      return items.length > 0 ? { ...one, items } : null;
    }
    case 'quote': {
      const quoted = blocks(one.blocks, names);
      return quoted.length > 0 ? { ...one, blocks: quoted } : null;
    }
    case 'table':
      return { ...one, header: one.header.map((cell) => inlines(cell, names)), rows: one.rows.map((row) => row.map((cell) => inlines(cell, names))) };
    case 'figure': {
      // A digest is a picture of the library as it is.
      if (/^[0-9a-f]{64}$/u.test(one.picture)) return one;
      const owed = names.pictures.get(one.picture);
      return owed ? { ...one, ...owed, alt: one.alt || owed.alt, credit: one.credit || owed.credit, caption: inlines(one.caption ?? [], names) } : null;
    }
    case 'question-and-answer': {
      const answer = blocks(one.answer, names);
      return answer.length > 0 ? { ...one, ...anchor, question: inlines(one.question, names), answer } : { type: 'paragraph', inlines: inlines(one.question, names) };
    }
    case 'quiz':
      return { ...one, ...anchor };
    default:
      return one;
  }
}

function blocks(all: Block[], names: Names): Block[] {
  return all.flatMap((one) => block(one, names) ?? []);
}

/** Names that are taken get a number behind them. */
function apart(names: string[], taken: Set<string>, numbered: (name: string, number: number) => string): Map<string, string> {
  const out = new Map<string, string>();
  const all = new Set([...taken, ...names]);
  for (const name of names.filter((one) => taken.has(one))) {
    let number = 2;
    while (all.has(numbered(name, number))) number += 1;
    all.add(numbered(name, number));
    out.set(name, numbered(name, number));
  }
  return out;
}

function anchorsOf(all: Block[]): string[] {
  return all.flatMap((one) => [...('anchor' in one ? [one.anchor] : []), ...(one.type === 'question-and-answer' ? anchorsOf(one.answer) : [])]);
}

/** `beside` is the text that stands there already. */
export function fit(tree: Tree, pictures: Map<string, Owed>, beside: string): Tree {
  const labels = new Set([...beside.matchAll(/\[\^([^\]]+)\]/gu)].map(([, label = '']) => label));
  const anchors = new Set([...beside.matchAll(/\{#([\da-z-]+)/gu)].map(([, anchor = '']) => anchor));
  const footnotes = tree.footnotes ?? [];
  const names: Names = {
    pictures,
    labels: apart(footnotes.map(({ label }) => label), labels, (label, number) => `${label}-${number}`),
    anchors: apart(anchorsOf(tree.blocks), anchors, (anchor, number) => `${anchor}-${number}`),
  };
  const notes = footnotes.map((note) => ({ label: names.labels.get(note.label) ?? note.label, blocks: blocks(note.blocks, names) }));
  return { version: 1, blocks: blocks(tree.blocks, names), ...(notes.length > 0 ? { footnotes: notes } : {}) };
}
