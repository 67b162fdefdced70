// Whether a run of marks may open or close emphasis: CommonMark 0.31, 6.2, with the rule for Chinese, Japanese and Korean
// that the server's parser follows (markdown-cjk-friendly).

const CJK =
  /[\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u2ff0-\u303e\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e5\u31ef-\u321e\u3220-\u3247\u3250-\ua48c\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc\uffe0-\uffe6\uffe8-\uffee\u{16fe0}-\u{16fe4}\u{16ff0}-\u{16ff6}\u{17000}-\u{18cda}\u{18cff}-\u{18d20}\u{18d80}-\u{18df2}\u{18e00}-\u{19191}\u{191a0}-\u{191d2}\u{1aff0}-\u{1aff3}\u{1aff5}-\u{1affb}\u{1affd}\u{1affe}\u{1b000}-\u{1b128}\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b168}\u{1b170}-\u{1b2fb}\u{1d300}-\u{1d356}\u{1d360}-\u{1d376}\u{1f1ae}\u{1f200}\u{1f202}\u{1f210}-\u{1f219}\u{1f21b}-\u{1f22e}\u{1f230}-\u{1f231}\u{1f237}\u{1f23b}\u{1f240}-\u{1f248}\u{1f260}-\u{1f265}\u{1f7da}\u{20000}-\u{3fffd}]/u;
const SPACE = /\p{White_Space}/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Variation selectors: of shapes in general, and of ideographs. */
const SELECTOR = /[\ufe00-\ufe0e]/u;
const IDEOGRAPHIC_SELECTOR = /[\u{e0100}-\u{e01ef}]/u;
const QUOTES = new Set('‘’“”');

export interface Flanks {
  opens: boolean;
  closes: boolean;
}

function charBefore(text: string, at: number): string {
  if (at <= 0) return '\n';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at >= 2 ? text.slice(at - 2, at) : text.charAt(at - 1);
}

/** Of the run of `mark` that stands from `start` to `end` in `text`. */
export function flanks(text: string, start: number, end: number, mark: string): Flanks {
  const before = charBefore(text, start);
  const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 10) : '\n';
  const twoBefore = start > 0 ? charBefore(text, start - before.length) : '\n';
  const selected = SELECTOR.test(before);
  const quoted = QUOTES.has(twoBefore) && before === '\ufe01';
  const [spaceBefore, spaceAfter] = [SPACE.test(before), SPACE.test(after)];
  const [marksBefore, marksAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];

  const wideBefore = selected ? start > 0 && (CJK.test(twoBefore) || PUNCTUATION.test(twoBefore) || quoted) : CJK.test(before) || IDEOGRAPHIC_SELECTOR.test(before) || marksBefore;
  const left = !spaceAfter && (!marksAfter || spaceBefore || CJK.test(after) || wideBefore);

  const closedBefore = selected ? !CJK.test(twoBefore) && PUNCTUATION.test(twoBefore) && !quoted : !CJK.test(before) && marksBefore;
  const right = !spaceBefore && (!(!CJK.test(after) && closedBefore) || spaceAfter || marksAfter);

  if (mark !== '_') return { opens: left, closes: right };
  const marked = selected ? PUNCTUATION.test(twoBefore) : marksBefore;
  return { opens: left && (!right || marked), closes: right && (!left || marksAfter) };
}
