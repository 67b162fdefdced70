// What the server finds wrong, shown at the block that it is about.

import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface Placed {
  /** Which child of the document. */
  child: number;
  message: string;
}

export const FAULTS = new PluginKey<DecorationSet>('faults');

function sign(message: string): HTMLElement {
  const element = document.createElement('p');
  element.className = 'at-fault';
  element.contentEditable = 'false';
  element.textContent = message;
  return element;
}

export const faultMarks = () =>
  new Plugin<DecorationSet>({
    key: FAULTS,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, was) {
        const placed = tr.getMeta(FAULTS) as Placed[] | undefined;
        if (!placed) return was.map(tr.mapping, tr.doc);
        const marks: Decoration[] = [];
        tr.doc.forEach((node, offset, index) => {
          const mine = placed.filter(({ child }) => child === index);
          if (mine.length === 0) return;
          marks.push(Decoration.node(offset, offset + node.nodeSize, { class: 'faulty' }));
          mine.forEach(({ message }) => marks.push(Decoration.widget(offset + node.nodeSize, () => sign(message), { side: -1, key: `${index}:${message}` })));
        });
        return DecorationSet.create(tr.doc, marks);
      },
    },
    props: { decorations: (state) => FAULTS.getState(state) },
  });

/** The line of `body:14`, and the words without it. */
export function lineOf({ field, message }: { field: string; message: string }): { line: number; message: string } | null {
  const line = /^body:(\d+)$/u.exec(field)?.[1];
  return line === undefined ? null : { line: Number(line), message: message.replace(/^第 ?\d+ ?行：/u, '') };
}

/** The last of the blocks that begin on or before the line. */
export function blockAt(line: number, starts: number[]): number {
  return starts.findLastIndex((start) => start <= line);
}
