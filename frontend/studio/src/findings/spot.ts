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

/** Where the words begin and end, or their whole line where markup stands between them. */
export function inSource(source: string, { line, excerpt, occurrence }: Spot): { from: number; to: number } {
  let from = 0;
  for (let n = 1; n < line && from >= 0; n += 1) from = source.indexOf('\n', from) + 1 || -1;
  if (from < 0) return { from: source.length, to: source.length };
  let at = excerpt === '' ? -1 : source.indexOf(excerpt, from);
  for (let n = 0; n < occurrence && at >= 0; n += 1) at = source.indexOf(excerpt, at + excerpt.length);
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
