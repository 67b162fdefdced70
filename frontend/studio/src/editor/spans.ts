// Stretches of text with their marks, and the tree's spans inside spans: the outer one is the one that reaches furthest.

import type { Node } from '@tiptap/pm/model';

import type { Inline, Target } from './tree';

export interface Stretch {
  inline: Exclude<Inline, { type: 'strong' | 'emphasis' | 'link' }>;
  link: Target | null;
  strong: boolean;
  emphasis: boolean;
}

type Span = 'link' | 'emphasis' | 'strong';

/** In the order in which they go outside where they reach equally far. */
const SPANS: Span[] = ['link', 'emphasis', 'strong'];

function leaf(node: Node): Stretch['inline'] {
  if (node.type.name === 'lineBreak') return { type: 'line-break' };
  if (node.type.name === 'footnoteReference') return { type: 'footnote-reference', label: node.attrs.label as string };
  const text = (node.text ?? '').replaceAll(/[\t\n\r]/gu, ' ');
  return { type: node.marks.some((mark) => mark.type.name === 'code') ? 'code' : 'text', text };
}

export function stretches(parent: Node): Stretch[] {
  const out: Stretch[] = [];
  parent.forEach((node) => {
    const has = (name: string) => node.marks.some((mark) => mark.type.name === name);
    const link = (node.marks.find((mark) => mark.type.name === 'link')?.attrs.target ?? null) as Target | null;
    const stretch: Stretch = { inline: leaf(node), link: node.isText ? link : null, strong: has('strong'), emphasis: has('emphasis') };
    out.push(...(stretch.inline.type === 'text' ? parts(stretch, stretch.inline.text) : [stretch]));
  });
  return trimmed(plainEdges(out));
}

/** Space at either end apart from the words. */
function parts(stretch: Stretch, text: string): Stretch[] {
  const [, before = '', words = '', behind = ''] = /^(\p{White_Space}*)(.*?)(\p{White_Space}*)$/su.exec(text) ?? [];
  return [before, words, behind].filter((part) => part !== '').map((part) => ({ ...stretch, inline: { type: 'text', text: part } }));
}

const space = ({ inline }: Stretch) => inline.type === 'line-break' || (inline.type === 'text' && /^\p{White_Space}*$/u.test(inline.text));

/** Space is strong only between strong words: at the edge of a span it would have to be written as an entity. */
function plainEdges(all: Stretch[]): Stretch[] {
  const held = (at: number, name: 'strong' | 'emphasis') => {
    const before = all.slice(0, at).findLast((one) => !space(one));
    const behind = all.slice(at + 1).find((one) => !space(one));
    return Boolean(before?.[name] && behind?.[name]);
  };
  return all.map((one, at) => (space(one) ? { ...one, strong: one.strong && held(at, 'strong'), emphasis: one.emphasis && held(at, 'emphasis') } : one));
}

/** What is typed ends with a space until the next word comes; nothing is meant by it. */
function trimmed(all: Stretch[]): Stretch[] {
  return all.flatMap((one, at) => {
    const next = all[at + 1];
    const ends = next === undefined || next.inline.type === 'line-break';
    if (one.inline.type !== 'text' || !ends) return [one];
    const text = one.inline.text.replace(/ +$/u, '');
    return text === '' ? [] : [{ ...one, inline: { type: 'text', text } }];
  });
}

function sharedBy(one: Stretch, other: Stretch | undefined, span: Span): boolean {
  if (other === undefined || !one[span] || !other[span]) return false;
  return span !== 'link' || JSON.stringify(one.link) === JSON.stringify(other.link);
}

export function nest(all: Stretch[]): Inline[] {
  const out: Inline[] = [];
  for (let at = 0; at < all.length; ) {
    const first = all[at]!;
    const reach = (span: Span) => {
      let end = at;
      while (sharedBy(first, all[end], span)) end += 1;
      return end;
    };
    const [span, end] = SPANS.map((name) => [name, reach(name)] as const).reduce((best, one) => (one[1] > best[1] ? one : best));
    if (end === at) {
      const last = out.at(-1);
      if (first.inline.type === 'text' && last?.type === 'text') out[out.length - 1] = { type: 'text', text: last.text + first.inline.text };
      else out.push(first.inline);
      at += 1;
      continue;
    }
    const inside = nest(all.slice(at, end).map((one) => ({ ...one, [span]: span === 'link' ? null : false })));
    out.push(span === 'link' ? { type: 'link', target: first.link!, inlines: inside } : { type: span, inlines: inside });
    at = end;
  }
  return out;
}

export function blank(all: Inline[]): boolean {
  return all.every((inline) => {
    if (inline.type === 'text' || inline.type === 'code') return inline.text.trim() === '';
    return 'inlines' in inline ? blank(inline.inlines) : true;
  });
}
