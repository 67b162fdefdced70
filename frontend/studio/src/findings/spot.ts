// From a finding to its words: in a field, in the source, and, by an event, in the structured editor.

/** Words of the body. */
export interface Spot {
  /** Of the source, on which their block begins; from 1. */
  line: number;
  excerpt: string;
  /** How often the same words stand before them in the block. */
  occurrence: number;
}

/** Asked of the element that holds the body, whichever editor shows it. */
export const GO_TO = 'go-to-words';

export function goTo(spot: Spot): boolean {
  const body = document.getElementById('field-body');
  return body !== null && !body.dispatchEvent(new CustomEvent<Spot>(GO_TO, { detail: spot, cancelable: true }));
}

/** The address of a link or picture, with its title; or an escaped character, so that it begins none. */
const ADDRESS = /\\.|\]\(\s*(?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\s\\]|\\.)*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/gsu;

/** Where the words begin, from `from` on, after they stood there `occurrence` times; below zero where they do not. Occurrences are
    counted as readers see the text, so those in an address are passed over. */
function wordsFrom(source: string, from: number, excerpt: string, occurrence: number): number {
  const addresses = [...source.slice(from).matchAll(ADDRESS)].filter(([words]) => words.startsWith(']')).map(({ index, 0: words }) => ({ begins: from + index, ends: from + index + words.length }));
  let left = occurrence;
  let at = source.indexOf(excerpt, from);
  while (at >= 0) {
    const here = at;
    const address = addresses.find(({ begins, ends }) => begins < here && here < ends);
    if (!address && left === 0) return at;
    if (!address) left -= 1;
    at = source.indexOf(excerpt, address ? address.ends : at + excerpt.length);
  }
  return at;
}

/** Where the words begin and end, or their whole line where markup stands between them. */
export function inSource(source: string, { line, excerpt, occurrence }: Spot): { from: number; to: number } {
  let from = 0;
  for (let n = 1; n < line && from >= 0; n += 1) from = source.indexOf('\n', from) + 1 || -1;
  if (from < 0) return { from: source.length, to: source.length };
  const at = excerpt === '' ? -1 : wordsFrom(source, from, excerpt, occurrence);
  if (at >= 0) return { from: at, to: at + excerpt.length };
  const end = source.indexOf('\n', from);
  return { from, to: end < 0 ? source.length : end };
}

/** Selects characters of a field, which counts in units of UTF-16. */
export function selectIn(field: HTMLElement, text: string, from: number, to: number): void {
  field.closest('details')?.setAttribute('open', '');
  field.scrollIntoView({ block: 'center', behavior: 'smooth' });
  field.focus({ preventScroll: true });
  const units = (characters: number) => [...text].slice(0, characters).join('').length;
  if ((field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && to > from) field.setSelectionRange(units(from), units(to));
}
