// How a line would be read: which runs of * and _ become emphasis (CommonMark 0.31, “An algorithm for parsing nested
// emphasis”). Nothing else has to be found: whoever wrote the line knows what is text, what a link and what a mark.

import type { Inline, Target } from '../tree';
import { flanks } from './flanking';

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'run'; mark: '*' | '_'; start: number; end: number }
  | { kind: 'leaf'; inline: Inline }
  | { kind: 'link'; target: Target; inside: Piece[] };

interface Run {
  mark: string;
  /** Marks that are left, and as many as there were. */
  count: number;
  length: number;
  opens: boolean;
  closes: boolean;
}

type Item = Inline | Run;

const isRun = (item: Item | undefined): item is Run => item !== undefined && 'mark' in item;

function items(pieces: Piece[], line: string): Item[] {
  return pieces.map((piece): Item => {
    switch (piece.kind) {
      case 'text':
        return { type: 'text', text: piece.text };
      case 'leaf':
        return piece.inline;
      case 'link':
        return { type: 'link', target: piece.target, inlines: read(piece.inside, line) };
      case 'run': {
        const length = piece.end - piece.start;
        return { mark: piece.mark, count: length, length, ...flanks(line, piece.start, piece.end, piece.mark) };
      }
    }
  });
}

function matches(opener: Run, closer: Run): boolean {
  if (!opener.opens || opener.mark !== closer.mark || opener.count === 0) return false;
  const either = closer.opens || opener.closes;
  return !(either && (opener.length + closer.length) % 3 === 0 && !(opener.length % 3 === 0 && closer.length % 3 === 0));
}

/** Runs that found no partner are text, and stretches of text are one. */
function settle(all: Item[]): Inline[] {
  const out: Inline[] = [];
  for (const item of all) {
    const inline: Inline = isRun(item) ? { type: 'text', text: item.mark.repeat(item.count) } : item;
    const last = out.at(-1);
    if (inline.type !== 'text') out.push(inline);
    else if (last?.type === 'text') out[out.length - 1] = { type: 'text', text: last.text + inline.text };
    else if (inline.text !== '') out.push(inline);
  }
  return out;
}

/** What `pieces` of the written `line` would be read as. */
export function read(pieces: Piece[], line: string): Inline[] {
  const all = items(pieces, line);
  let at = 0;
  while (at < all.length) {
    const closer = all[at];
    if (!isRun(closer) || !closer.closes || closer.count === 0) {
      at += 1;
      continue;
    }
    let from = at - 1;
    while (from >= 0) {
      const opener = all[from];
      if (isRun(opener) && matches(opener, closer)) break;
      from -= 1;
    }
    const opener = all[from];
    if (!isRun(opener)) {
      if (!closer.opens) closer.closes = false;
      at += 1;
      continue;
    }
    const marks = closer.count >= 2 && opener.count >= 2 ? 2 : 1;
    const inside = settle(all.splice(from + 1, at - from - 1));
    all.splice(from + 1, 0, { type: marks === 2 ? 'strong' : 'emphasis', inlines: inside });
    opener.count -= marks;
    closer.count -= marks;
    at = from + 2;
    if (opener.count === 0) {
      all.splice(from, 1);
      at -= 1;
    }
    if (closer.count === 0) all.splice(at, 1);
  }
  return settle(all);
}
