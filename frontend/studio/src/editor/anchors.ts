// Every heading, question and quiz has an anchor of its own. One that has none, or another's because it was copied, gets one when
// the text is written down: as `crates/document` derives it, and then it stays.

import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';

/** From the words where all are ASCII. */
function fromWords(words: string): string {
  if (/[^\p{ASCII}\P{Alphabetic}]/u.test(words)) return '';
  let anchor = '';
  for (const word of words.split(/[^A-Za-z0-9]+/u).filter(Boolean)) {
    // Leaves room for a number behind.
    if (anchor.length + word.length > 50) break;
    anchor += (anchor && '-') + word.toLowerCase();
  }
  return /^[a-z]/u.test(anchor) && !/^fn(?:ref)?-/u.test(anchor) ? anchor : '';
}

function free(wanted: string, taken: Set<string>): string {
  let anchor = wanted;
  for (let n = 2; taken.has(anchor); n += 1) anchor = `${wanted}-${n}`;
  taken.add(anchor);
  return anchor;
}

/** `null` where every anchor stands. */
export function anchorsIn({ doc, tr }: EditorState): Transaction | null {
  const taken = new Set<string>();
  const lacking: { node: Node; pos: number; number: number }[] = [];
  const counts = { heading: 0, question: 0 };
  doc.descendants((node, pos) => {
    const { name } = node.type;
    if (name !== 'heading' && name !== 'question' && name !== 'quiz') return !node.isTextblock;
    const kind = name === 'heading' ? 'heading' : 'question';
    counts[kind] += 1;
    const anchor = node.attrs.anchor as string | null;
    if (anchor !== null && !taken.has(anchor)) taken.add(anchor);
    else if (kind === 'question' || node.textContent.trim() !== '') lacking.push({ node, pos, number: counts[kind] });
    return name === 'question';
  });
  if (lacking.length === 0) return null;
  for (const { node, pos, number } of lacking) {
    const wanted = node.type.name !== 'heading' ? `q${number}` : fromWords(node.textContent) || `s${number}`;
    tr.setNodeAttribute(pos, 'anchor', free(wanted, taken));
  }
  return tr.setMeta('addToHistory', false);
}
