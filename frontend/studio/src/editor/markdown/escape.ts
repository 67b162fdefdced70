// Strings on their way into Markdown; what `crates/document` does in markdown/write/escape.rs, character by character.

/** What stands before a stretch of text: the beginning of a line, where marks open blocks; that of a heading, a cell or a span; words. */
export type Before = 'line' | 'edge' | 'words';

const SPACE = /^\p{White_Space}$/u;
const BLANK = /^\p{White_Space}*$/u;
const ALWAYS = new Set('\\`*_[]<{');
const AT_BEGINNING = new Set('#>+-=:~|');

/** True for `—— clause:…`, also with other dashes. */
function namesClause(text: string): boolean {
  const rest = text.replace(/^[—–-]+/u, '');
  return rest.length < text.length && /^\p{White_Space}*clause:/u.test(rest);
}

/** Nothing in a text without these is ever escaped; most Chinese texts have none. */
const SUSPECT = /[\\`*_[\]<{&!]|^[#>+\-=:~|0-9—–]|^\p{White_Space}|\p{White_Space}$/u;

/** One stretch of text; `ends` at the end of a line or a span. */
export function escapeText(text: string, before: Before, ends: boolean): string {
  if (!SUSPECT.test(text)) return text;
  const begins = before === 'line';
  const clause = begins && namesClause(text) ? text.indexOf('clause:') + 'clause'.length : -1;
  const number = begins ? (/^[0-9]+(?=[.)])/u.exec(text)?.[0].length ?? -1) : -1;
  let out = '';
  let at = 0;
  for (const c of text) {
    const rest = text.slice(at + c.length);
    const escaped =
      ALWAYS.has(c) ||
      (c === '&' && (rest === '' || /^[#A-Za-z]/u.test(rest))) ||
      // Before a link it would make a picture of it.
      (c === '!' && rest === '') ||
      (AT_BEGINNING.has(c) && ((begins && at === 0) || at === clause)) ||
      ((c === '.' || c === ')') && at === number);
    // Paragraphs may begin with an ideographic space, as Chinese ones are indented.
    const lostBefore = (before === 'line' ? c === ' ' : before === 'edge' && SPACE.test(c)) && BLANK.test(text.slice(0, at));
    const lostBehind = ends && SPACE.test(c) && BLANK.test(rest);
    if (lostBefore || lostBehind) out += `&#${c.codePointAt(0)};`;
    else out += escaped ? `\\${c}` : c;
    at += c.length;
  }
  return out;
}

/** The length of the longest run of `mark`. */
export function longestRun(text: string, mark: string): number {
  let longest = 0;
  let run = 0;
  for (const c of text) {
    run = c === mark ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A code span that holds `text` and nothing else. */
export function escapeCode(text: string): string {
  const runs = new Set((text.match(/`+/gu) ?? []).map((run) => run.length));
  let count = 1;
  while (runs.has(count)) count += 1;
  const spaced = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/u.test(text);
  const pad = spaced || text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  const fence = '`'.repeat(count);
  return fence + pad + text + pad + fence;
}

/** Unescaping resolves entities before backslashes, so an ampersand that begins one cannot be escaped with one. */
function entities(text: string): string {
  return text.replace(/&(?=[#0-9A-Za-z]+;)/gu, '&amp;');
}

/** In the parentheses of a link. */
export function escapeAddress(text: string): string {
  return entities(text).replace(/[()]/gu, '\\$&');
}

/** In double quotes as the title of an image. */
export function escapeTitle(text: string): string {
  return entities(text).replace(/["\\]/gu, '\\$&');
}

/** The value of an attribute, with its quotes. */
export function escapeAttribute(text: string): string {
  return `"${text.replace(/\\/gu, '\\\\').replace(/"/gu, '\\"')}"`;
}
