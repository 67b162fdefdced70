// Words as they are pasted: strong, emphasis, code, links and line breaks stay, everything else goes.

import { target } from '../schema/marks';
import type { Dropped } from './report';

export const GONE = new Set(['SCRIPT', 'STYLE', 'META', 'LINK', 'TITLE', 'HEAD', 'XML', 'TEMPLATE', 'NOSCRIPT', 'TEXTAREA', 'SELECT', 'BUTTON', 'INPUT', 'FORM-CONTROL']);
const ACTIVE = new Set(['SCRIPT', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA']);
const MEDIA = new Set(['VIDEO', 'AUDIO', 'IFRAME', 'OBJECT', 'EMBED', 'CANVAS', 'MPVOICE', 'MP-COMMON-VIDEOSNAP', 'MP-COMMON-MPAUDIO', 'MP-MINIPROGRAM', 'MP-WEAPP']);
const PICTURES = new Set(['IMG', 'SVG', 'V:IMAGEDATA', 'PICTURE']);
const STYLED = /(?:^|;)\s*(?:color|background(?:-color)?|font-size|font-family|text-decoration[\w-]*|letter-spacing)\s*:/iu;

export const styleOf = (element: Element): string => element.getAttribute('style') ?? '';

/** Not for the reader's eyes: hidden, or the mark of a list item in Word. */
export function hidden(element: Element): boolean {
  return /display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore/iu.test(styleOf(element));
}

/** Counts what an element loses; true where nothing of it stays. */
export function lost(element: Element, dropped: Dropped): boolean {
  const name = element.tagName.toUpperCase();
  if (ACTIVE.has(name)) dropped.active += 1;
  if (PICTURES.has(name)) dropped.pictures += 1;
  if (MEDIA.has(name)) dropped.media += 1;
  if (STYLED.test(styleOf(element)) || name === 'FONT' || name === 'U' || name === 'S' || name === 'STRIKE') dropped.styled = true;
  return GONE.has(name) || PICTURES.has(name) || MEDIA.has(name) || hidden(element);
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60‘’“”—…·]/u;

/** Line ends in the source are spaces, but not between Chinese characters. */
function text(words: string): string {
  return words.replace(/\u00a0/gu, ' ').replace(/[ \t\f]*[\r\n]+[ \t\f]*/gu, (_, at: number, whole: string) => {
    const [before = '', after = ''] = [whole.slice(0, at).at(-1), whole.slice(at).trimStart()[0]];
    return WIDE.test(before) && WIDE.test(after) ? '' : ' ';
  }).replace(/[ \t\f]+/gu, ' ');
}

interface Marks {
  strong: boolean;
  emphasis: boolean;
  code: boolean;
  href: string;
}

const PLAIN: Marks = { strong: false, emphasis: false, code: false, href: '' };

function marksOf(element: Element, around: Marks, dropped: Dropped): Marks {
  const marks = { ...around };
  const name = element.tagName.toUpperCase();
  const style = styleOf(element);
  if (name === 'STRONG' || name === 'B') marks.strong = true;
  if (name === 'EM' || name === 'I') marks.emphasis = true;
  if (name === 'CODE' || name === 'KBD' || name === 'TT') marks.code = true;
  const weight = /font-weight\s*:\s*(\w+)/iu.exec(style)?.[1];
  if (weight) marks.strong = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  const slant = /font-style\s*:\s*(\w+)/iu.exec(style)?.[1];
  if (slant) marks.emphasis = slant === 'italic' || slant === 'oblique';
  if (name === 'A' && element.hasAttribute('href')) {
    const href = element.getAttribute('href')?.trim() ?? '';
    if (target(href)?.to === 'web') marks.href = href;
    // Word's own marks within the text are no loss.
    else if (!href.startsWith('#')) dropped.links += 1;
  }
  return marks;
}

function wrapped(out: Document, words: string, { strong, emphasis, code, href }: Marks): Node {
  let node: Node = out.createTextNode(words);
  const around = (name: string) => {
    const element = out.createElement(name);
    element.append(node);
    node = element;
    return element;
  };
  if (code) around('code');
  if (emphasis) around('em');
  if (strong) around('strong');
  if (href) around('a').setAttribute('href', href);
  return node;
}

/** The words of `node` into `into`. */
export function inline(node: Node, into: Element, dropped: Dropped, around: Marks = PLAIN): void {
  const out = into.ownerDocument;
  if (node.nodeType === 3) {
    const words = text(node.textContent ?? '');
    const begins = (into.textContent === '' && into.querySelector('br') === null) || into.textContent?.endsWith(' ');
    const shown = begins ? words.replace(/^ /u, '') : words;
    if (shown) into.append(wrapped(out, shown, around));
    return;
  }
  if (node.nodeType !== 1) return;
  const element = node as Element;
  if (lost(element, dropped)) return;
  if (element.tagName.toUpperCase() === 'BR') {
    into.append(out.createElement('br'));
    return;
  }
  const marks = marksOf(element, around, dropped);
  element.childNodes.forEach((child) => inline(child, into, dropped, marks));
}
