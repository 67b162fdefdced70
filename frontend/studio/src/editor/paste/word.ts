// Paragraphs of Word and WPS that are more than paragraphs: headings by outline level, items of lists by their style.

import { styleOf } from './inline';

/** 1 to 9, or 0 where it is no heading. */
export function headingLevel(element: Element): number {
  const tag = /^H([1-6])$/u.exec(element.tagName.toUpperCase())?.[1];
  if (tag) return Number(tag);
  const outline = /mso-outline-level\s*:\s*([1-9])/iu.exec(styleOf(element))?.[1];
  const named = /(?:^|\s)(?:MsoHeading|Heading|标题)\s?-?([1-9])?(?:\s|$)/u.exec(element.className);
  if (outline) return Number(outline);
  if (named) return Number(named[1] ?? 1);
  return /(?:^|\s)MsoTitle(?:\s|$)/u.test(element.className) ? 1 : 0;
}

export interface WordItem {
  /** From 1. */
  level: number;
  ordered: boolean;
  number: number;
}

function marker(element: Element): string | null {
  const ignored = [...element.querySelectorAll('span')].find((span) => /mso-list\s*:\s*ignore/iu.test(styleOf(span)));
  return ignored?.textContent?.replace(/[\s\u00a0]+/gu, '') ?? null;
}

/** An item of a list that Word numbered. 一、 and （一） are part of what an official text says, so they stay words. */
export function wordItem(element: Element): WordItem | null {
  const level = /mso-list\s*:\s*[^;]*level(\d+)/iu.exec(styleOf(element))?.[1];
  const mark = level ? marker(element) : null;
  if (!level || mark === null || /[一二三四五六七八九十百]/u.test(mark)) return null;
  const ordered = /^[（(]?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)、）．]?$/u.test(mark) && mark !== 'o' && mark !== '·';
  return { level: Number(level), ordered, number: ordered ? Number(/\d+/u.exec(mark)?.[0] ?? 1) : 1 };
}

/** The mark as words, where it stays: Word hides it from other programs. */
export function keptMark(element: Element): string {
  if (!/mso-list\s*:\s*[^;]*level\d/iu.test(styleOf(element))) return '';
  const mark = marker(element);
  return mark !== null && /[一二三四五六七八九十百]/u.test(mark) ? mark : '';
}
