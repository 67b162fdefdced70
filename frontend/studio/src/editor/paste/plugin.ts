// Pasting: what comes from elsewhere is cleaned and reported; into a cell, a caption or a question go words only. A picture
// that is pasted or dropped as a file goes into the form that asks what it shows.

import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import { isDocument } from '../../imports/file';
import { kindOf } from '../../uploads/fit';
import { clean } from './clean';

const WORDS_ONLY = new Set(['cell', 'figure', 'asked', 'quizAsked', 'quizWhy']);

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

/** Office programs put a picture of their text beside it: then the text is meant. */
export function pictureIn(files: Iterable<File>, text = ''): File | undefined {
  return text ? undefined : [...files].find((file) => kindOf(file) === 'picture');
}

/** The cursor goes where the file was let go. */
function goTo(view: EditorView, { clientX, clientY }: DragEvent): void {
  const found = view.posAtCoords({ left: clientX, top: clientY });
  const { tr, doc } = view.state;
  if (found) view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(found.pos))));
}

/** `report` is told in words what was left out, nothing where all came along; `take` gets a picture, `bring` a document. */
export function pasting(report: (lines: string[]) => void, take: (picture: File) => void, bring: (document: File) => void = () => {}): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste(_, event) {
          const picture = pictureIn(event.clipboardData?.files ?? [], event.clipboardData?.getData('text/plain'));
          if (!picture) return false;
          event.preventDefault();
          take(picture);
          return true;
        },
        drop(view, event) {
          const files = [...(event.dataTransfer?.files ?? [])];
          if (files.length === 0) return false;
          // The browser would leave the page for the file.
          event.preventDefault();
          const picture = pictureIn(files);
          const document = files.find((file) => isDocument(file));
          if (document) bring(document);
          else if (!picture) report(['正文里只能放图片和文档（.docx、.md）。视频请新建“短视频”作品来发布。']);
          else {
            goTo(view, event);
            take(picture);
          }
          return true;
        },
      },
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
