// What there is to read aloud on a page, in order.

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, figcaption, th, td';
/** What is worked with, not read. */
const SKIPPED = 'nav, form, footer, aside, button, details:not([open]) > :not(summary), .actions, .tools, .crumbs, .pager, .citation';
/** Longer utterances are cut short by some voices. */
const PIECE = /.{1,160}(?:\s|$)|.{1,160}/gu;

/** The innermost blocks of the page that can be seen. */
export function paragraphs(): HTMLElement[] {
  const blocks = document.querySelectorAll<HTMLElement>(`main :is(${BLOCKS})`);
  return [...blocks].filter((block) => !block.querySelector(BLOCKS) && !block.closest(SKIPPED) && block.offsetParent !== null && sentences(block).length > 0);
}

/** Its text in pieces that end where a Chinese sentence does; what is longer ends at a space, or where it must. */
export function sentences(block: HTMLElement): string[] {
  const text = block.innerText.replace(/\s+/gu, ' ').trim();
  const whole = text.match(/[^。！？；]+[。！？；]*[”’」』）]*/gu) ?? [];
  const pieces = whole.flatMap((sentence) => sentence.match(PIECE) ?? []);
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}
