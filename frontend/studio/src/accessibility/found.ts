// What the frame of the check answers: plain data, because it goes from one origin to another.
import { PARTS, placeOf, type Place } from './place';

export type Impact = 'critical' | 'serious' | 'moderate' | 'minor';

export interface Found {
  /** axe's name of the rule. */
  rule: string;
  impact: Impact;
  place: Place;
  /** Of the element, as HTML names it. */
  tag: string;
  /** Its words or, of a picture, those that stand in for it; empty where there are none. */
  words: string;
  /** What stands around an element without words: the name of its table. */
  around: string;
  /** How often the same words stand before it in the same block. */
  occurrence: number;
  /** Which of the text's blocks it stands in, its footnotes counted behind them; `null` outside the text. */
  block: number | null;
  /** How many there were. */
  blocks: number;
}

/** Words of one line, whose source has them like this. */
const OF_WORDS = /^(?:H[1-6]|P|A|LI|TH|TD|CODE|STRONG|EM)$/u;

/** The text's blocks and footnotes, in the order of the source. */
function blocksIn(body: Element): Element[] {
  return [...body.querySelectorAll(':scope > :not(.footnotes), :scope > .footnotes > ol > li')];
}

/** Counted as the editor and the source count them: from the beginning of the block. */
function before(element: Element, block: Element | undefined, words: string): number {
  if (!block || block === element || words === '') return 0;
  const walker = element.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode() && !element.contains(walker.currentNode)) text += walker.currentNode.textContent;
  return text.split(words).length - 1;
}

/** `null` where the element is not the author's. */
export function foundAt(element: Element, rule: string, impact: Impact): Found | null {
  const place = placeOf(element);
  if (!place) return null;
  const tag = element.tagName.toUpperCase();
  const words = tag === 'IMG' ? (element.getAttribute('alt') ?? '') : OF_WORDS.test(tag) ? (element.textContent ?? '') : '';
  const around = element.closest('.table-scroll')?.getAttribute('aria-label') ?? '';
  const body = element.closest(PARTS.body);
  const blocks = body ? blocksIn(body) : [];
  const at = blocks.findIndex((block) => block.contains(element));
  return { rule, impact, place, tag, words, around, occurrence: before(element, blocks[at], words), block: at < 0 ? null : at, blocks: blocks.length };
}
