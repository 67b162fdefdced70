// HTML from Word, WPS, WeChat or any page, as what this editor can hold. Nothing of the page's own looks comes along.

import { hidden, inline, lost } from './inline';
import { type Dropped, nothing, said } from './report';
import { headingLevel, keptMark, wordItem, type WordItem } from './word';
import { cleanTable } from './tables';

const BLOCKS = new Set('ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY UL'.split(' '));

const isBlock = (node: Node) => node.nodeType === 1 && BLOCKS.has((node as Element).tagName.toUpperCase());
const holdsBlocks = (element: Element): boolean => [...element.children].some((child) => isBlock(child) || holdsBlocks(child));

class Cleaner {
  readonly dropped: Dropped = nothing();
  private readonly levels: number[];
  private words: HTMLElement | null = null;
  /** Open lists of Word, outermost first. */
  private lists: { level: number; list: HTMLElement }[] = [];
  private readonly out: Document;

  constructor(body: Element) {
    this.out = body.ownerDocument;
    const found = new Set([...body.querySelectorAll('*')].filter((element) => !hidden(element) && element.textContent?.trim()).map(headingLevel));
    this.levels = [...found].filter((level) => level > 0).toSorted((a, b) => a - b);
    this.dropped.deep = this.levels.length > 3;
  }

  blocks(parent: Element, into: Element): void {
    this.words = null;
    this.lists = [];
    for (const node of parent.childNodes) this.node(node, into);
    this.settle(into);
    this.lists = [];
  }

  private node(node: Node, into: Element): void {
    if (node.nodeType === 3 || (node.nodeType === 1 && !isBlock(node) && !holdsBlocks(node as Element))) {
      this.words ??= this.out.createElement('p');
      inline(node, this.words, this.dropped);
      return;
    }
    if (node.nodeType !== 1) return;
    this.settle(into);
    const element = node as Element;
    if (!lost(element, this.dropped)) this.element(element, into);
  }

  private element(element: Element, into: Element): void {
    const item = wordItem(element);
    if (item) return this.item(element, item, into);
    this.lists = [];
    const level = headingLevel(element);
    if (level > 0 && !holdsBlocks(element)) return this.heading(element, level, into);
    switch (element.tagName.toUpperCase()) {
      case 'UL':
      case 'OL':
        return this.list(element, into);
      case 'TABLE': {
        const table = cleanTable(element, this.dropped);
        // One cell is a frame that somebody drew around a text.
        if (table) into.append(table);
        else element.querySelectorAll('td, th').forEach((cell) => this.inside(cell, into));
        return;
      }
      case 'BLOCKQUOTE': {
        const quote = this.out.createElement('blockquote');
        this.inside(element, quote);
        if (quote.childNodes.length > 0) into.append(quote);
        return;
      }
      case 'PRE': {
        const pre = this.out.createElement('pre');
        pre.textContent = element.textContent?.replace(/\n$/u, '') ?? '';
        into.append(pre);
        return;
      }
      case 'HR':
        into.append(this.out.createElement('hr'));
        return;
      default:
        this.inside(element, into);
    }
  }

  /** Blocks in blocks, with an account of their own. */
  private inside(element: Element, into: Element): void {
    const inner = Object.assign(Object.create(Object.getPrototypeOf(this)) as Cleaner, this);
    if (holdsBlocks(element)) return inner.blocks(element, into);
    const paragraph = this.out.createElement('p');
    paragraph.append(keptMark(element));
    inline(element, paragraph, this.dropped);
    paragraphs(paragraph).forEach((one) => into.append(one));
  }

  private settle(into: Element): void {
    if (this.words) paragraphs(this.words).forEach((one) => into.append(one));
    this.words = null;
  }

  private heading(element: Element, level: number, into: Element): void {
    const heading = this.out.createElement(`h${Math.min(this.levels.indexOf(level) + 2, 4)}`);
    heading.append(keptMark(element));
    inline(element, heading, this.dropped);
    heading.querySelectorAll('br').forEach((br) => br.replaceWith(' '));
    // Headings are bold as they are.
    heading.querySelectorAll('strong').forEach((strong) => strong.replaceWith(...strong.childNodes));
    if (heading.textContent?.trim()) into.append(trim(heading));
  }

  private list(element: Element, into: Element): void {
    const list = this.out.createElement(element.tagName.toLowerCase());
    const start = Number(element.getAttribute('start') ?? 1);
    if (list.tagName === 'OL' && start > 1) list.setAttribute('start', String(start));
    for (const child of element.children) {
      if (lost(child, this.dropped)) continue;
      const nested = child.tagName === 'UL' || child.tagName === 'OL';
      const item = nested && list.lastElementChild ? list.lastElementChild : this.out.createElement('li');
      if (nested) this.list(child, item);
      else this.inside(child, item);
      if (item.childNodes.length > 0 && item.parentNode !== list) list.append(item);
    }
    if (list.childNodes.length > 0) into.append(list);
  }

  private item(element: Element, { level, ordered, number }: WordItem, into: Element): void {
    while ((this.lists.at(-1)?.level ?? 0) > level) this.lists.pop();
    const name = ordered ? 'OL' : 'UL';
    let last = this.lists.at(-1);
    if (last?.level === level && last.list.tagName !== name) {
      this.lists.pop();
      last = undefined;
    }
    if (last?.level !== level) {
      const list = this.out.createElement(name.toLowerCase());
      if (ordered && number > 1) list.setAttribute('start', String(number));
      (this.lists.at(-1)?.list.lastElementChild ?? into).append(list);
      this.lists.push({ level, list });
    }
    const item = this.out.createElement('li');
    const paragraph = this.out.createElement('p');
    inline(element, paragraph, this.dropped);
    item.append(...paragraphs(paragraph));
    if (item.childNodes.length > 0) this.lists.at(-1)?.list.append(item);
  }
}

/** Without space at its ends. */
function trim(element: HTMLElement): HTMLElement {
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  let last: Node | null = null;
  while (walker.nextNode()) last = walker.currentNode;
  if (last) last.textContent = last.textContent?.replace(/[ \t]+$/u, '') ?? '';
  return element;
}

/** Two line breaks in a row part paragraphs, as WeChat writes them. */
function paragraphs(words: HTMLElement): HTMLElement[] {
  const all = [words.cloneNode() as HTMLElement];
  for (const node of words.childNodes) {
    const now = all.at(-1)!;
    if (node.nodeName === 'BR' && now.lastChild?.nodeName === 'BR') {
      now.lastChild.remove();
      all.push(words.cloneNode() as HTMLElement);
    } else if (node.nodeName !== 'BR' || now.childNodes.length > 0) now.append(node.cloneNode(true));
  }
  for (const one of all) while (one.lastChild?.nodeName === 'BR') one.lastChild.remove();
  return all.filter((one) => one.textContent?.trim()).map(trim);
}

export interface Cleaned {
  html: string;
  report: string[];
}

export function clean(html: string): Cleaned {
  // Word marks what only old browsers saw; what is between the marks is meant.
  const source = html.replace(/<!\[(?:if|endif)[^>]*>/giu, '').replace(/<\/?o:p[^>]*>/giu, '').replace(/<!--[\s\S]*?-->/gu, '');
  const { body } = new DOMParser().parseFromString(source, 'text/html');
  const cleaner = new Cleaner(body);
  const into = body.ownerDocument.createElement('div');
  cleaner.blocks(body, into);
  return { html: into.innerHTML, report: said(cleaner.dropped) };
}
