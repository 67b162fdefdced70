// Inlines. Emphasis depends on the characters around its marks, so what was written is read again, and other marks are
// tried until the same inlines come back.

import type { Inline, Target } from '../tree';
import { read, type Piece } from './emphasis';
import { escapeAddress, escapeCode, escapeText, type Before } from './escape';

/** A line is a heading or a caption, whose beginning and end are not those of a paragraph's line. */
export type Place = 'paragraph' | 'line' | 'cell';

/** For so many spans both marks are tried in every combination; further ones repeat the choices. */
const CHOICES = 6;

class Writer {
  out = '';
  spans = 0;
  pieces: Piece[] = [];
  private readonly marks: number;
  private before: Before;

  /** `marks` says bit by bit whether a span is marked with underscores. */
  constructor(marks: number, before: Before) {
    this.marks = marks;
    this.before = before;
  }

  /** `edge` where the end of these is the end of a line or a span. */
  inlines(inlines: Inline[], edge: boolean): void {
    inlines.forEach((inline, i) => {
      const next = inlines[i + 1];
      this.inline(inline, edge && (next === undefined || next.type === 'line-break'));
      this.before = inline.type === 'line-break' ? 'line' : 'words';
    });
  }

  private inline(inline: Inline, ends: boolean): void {
    switch (inline.type) {
      case 'text':
        this.out += escapeText(inline.text, this.before, ends);
        this.pieces.push({ kind: 'text', text: inline.text });
        break;
      case 'strong':
      case 'emphasis':
        this.span(inline.type === 'strong' ? 2 : 1, inline.inlines);
        break;
      case 'link':
        this.link(inline.target, inline.inlines);
        break;
      default:
        this.out += inline.type === 'code' ? escapeCode(inline.text) : inline.type === 'line-break' ? '\\\n' : `[^${inline.label}]`;
        this.pieces.push({ kind: 'leaf', inline });
    }
  }

  private link(target: Target, words: Inline[]): void {
    const outer = this.pieces;
    const inside: Piece[] = [];
    outer.push({ kind: 'link', target, inside });
    this.pieces = inside;
    this.out += '[';
    this.before = 'words';
    this.inlines(words, false);
    this.out += `](${written(target)})`;
    this.pieces = outer;
  }

  private span(count: number, inlines: Inline[]): void {
    const mark = (this.marks >> (this.spans % CHOICES)) & 1 ? '_' : '*';
    this.spans += 1;
    this.run(mark, count);
    this.before = 'edge';
    this.inlines(inlines, true);
    this.run(mark, count);
  }

  private run(mark: '*' | '_', count: number): void {
    const start = this.out.length;
    const last = this.pieces.at(-1);
    this.out += mark.repeat(count);
    if (last?.kind === 'run' && last.mark === mark && last.end === start) last.end = this.out.length;
    else this.pieces.push({ kind: 'run', mark, start, end: this.out.length });
  }
}

function written(target: Target): string {
  switch (target.to) {
    case 'web':
      return escapeAddress(target.address);
    case 'clause':
      return `clause:${target.clause}`;
    case 'work':
      return `work:${target.work}`;
    case 'anchor':
      return `#${target.anchor}`;
  }
}

/** A heading or a cell that begins like a block is not read as a paragraph, whatever its marks. */
const BLOCK = /^(?:#{1,6}(?: |$)|>|[-+](?: |$)|[0-9]{1,9}[.)](?: |$)|:{3}|~{3}|\[\^[^\]]*\]:)/u;

export function sameInlines(a: Inline[], b: Inline[]): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i]!));
}

function same(a: Inline, b: Inline): boolean {
  switch (a.type) {
    case 'text':
    case 'code':
      return b.type === a.type && a.text === b.text && a.text !== '';
    case 'strong':
    case 'emphasis':
      return b.type === a.type && sameInlines(a.inlines, b.inlines);
    case 'link':
      return b.type === 'link' && written(a.target) === written(b.target) && sameInlines(a.inlines, b.inlines);
    case 'line-break':
      return b.type === 'line-break';
    case 'footnote-reference':
      return b.type === 'footnote-reference' && a.label === b.label;
  }
}

function choose(inlines: Inline[], before: Before): string {
  const attempt = (marks: number) => {
    const writer = new Writer(marks, before);
    writer.inlines(inlines, true);
    return writer;
  };
  const readsBack = ({ pieces, out }: Writer) => !BLOCK.test(out) && sameInlines(read(pieces, out), inlines);
  const first = attempt(0);
  if (first.spans === 0 || readsBack(first)) return first.out;
  for (let marks = 1; marks < 1 << Math.min(first.spans, CHOICES); marks += 1) {
    const other = attempt(marks);
    if (readsBack(other)) return other.out;
  }
  return first.out;
}

export function writeInlines(inlines: Inline[], place: Place): string {
  const out = choose(inlines, place === 'paragraph' ? 'line' : 'edge');
  if (place === 'cell') return out.replaceAll('|', '\\|');
  // A heading may close with hashes.
  return place === 'line' && out.endsWith('#') ? `${out.slice(0, -1)}\\#` : out;
}
