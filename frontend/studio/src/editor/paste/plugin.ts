// Pasting: what comes from elsewhere is cleaned and reported; into a cell, a caption or a question go words only.

import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

import { clean } from './clean';

const WORDS_ONLY = new Set(['cell', 'figure', 'asked']);

function words({ content }: Slice): Node[] {
  const out: Node[] = [];
  content.descendants((node) => {
    if (!node.isTextblock) return true;
    const space = node.type.schema.text(' ');
    if (out.length > 0 && node.content.size > 0) out.push(space);
    node.forEach((inline) => out.push(inline.type.name === 'lineBreak' ? space : inline));
    return false;
  });
  return out;
}

/** `report` is told what was dropped, in words; nothing where all came along. */
export function pasting(report: (lines: string[]) => void): Plugin {
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        // From this editor, or one like it.
        if (/data-pm-slice/u.test(html)) return html;
        const cleaned = clean(html);
        report(cleaned.report);
        return cleaned.html;
      },
      handlePaste(view, _, slice) {
        const { $from } = view.state.selection;
        if (!WORDS_ONLY.has($from.parent.type.name) || slice.content.firstChild?.isInline) return false;
        const inline = words(slice);
        if (inline.length > 0) view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.from(inline), 0, 0)).scrollIntoView());
        return true;
      },
    },
  });
}
