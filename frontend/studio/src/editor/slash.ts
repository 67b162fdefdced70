// The menu behind a slash: when it is open, and what is typed to find something in it. While a word is being composed it
// stands still, and no key of the composition is taken for its own.

import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export interface Slash {
  /** From the slash to the cursor. */
  from: number;
  to: number;
  query: string;
  index: number;
}

export const SLASH = new PluginKey<Slash | null>('slash');

/** 、 and ／ are what a Chinese keyboard writes; as 、 also parts words, it counts at the beginning of a block alone. */
const TYPED = /(?:^|\s)([/／])([^\s/／、]{0,12})$|^(、)([^\s/／、]{0,12})$/u;

export function typedIn({ selection }: EditorState): Omit<Slash, 'index'> | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const found = TYPED.exec($from.parent.textBetween(0, $from.parentOffset, '', '\ufffc'));
  if (!found) return null;
  const query = found[2] ?? found[4] ?? '';
  return { from: $from.pos - query.length - 1, to: $from.pos, query };
}

export interface Menu {
  /** How many entries `query` finds. */
  count: (query: string) => number;
  choose: (slash: Slash) => void;
}

type Meta = 'close' | 'recheck' | { index: number };

function next(state: EditorState, was: Slash | null, changed: boolean, meta: Meta | undefined, menu: Menu): Slash | null {
  if (meta === 'close') return null;
  const typed = typedIn(state);
  if (!typed || (was === null && !(changed && typed.query === ''))) return null;
  if (was !== null && was.from !== typed.from) return null;
  if (menu.count(typed.query) === 0) return null;
  if (typeof meta === 'object') return { ...typed, index: meta.index };
  return { ...typed, index: was?.query === typed.query ? was.index : 0 };
}

export function slashMenu(menu: Menu): Plugin<Slash | null> {
  let composing = false;
  let closed: number | null = null;

  function key(view: EditorView, event: KeyboardEvent): boolean {
    const slash = SLASH.getState(view.state);
    if (!slash || composing || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const count = menu.count(slash.query);
    const tell = (meta: Meta) => view.dispatch(view.state.tr.setMeta(SLASH, meta));
    if (event.key === 'ArrowDown') tell({ index: (slash.index + 1) % count });
    else if (event.key === 'ArrowUp') tell({ index: (slash.index + count - 1) % count });
    else if (event.key === 'Escape') {
      closed = slash.from;
      tell('close');
    } else if (event.key === 'Enter' || event.key === 'Tab') menu.choose(slash);
    else return false;
    return true;
  }

  return new Plugin<Slash | null>({
    key: SLASH,
    state: {
      init: () => null,
      apply(tr, was, _, state) {
        const meta = tr.getMeta(SLASH) as Meta | undefined;
        if (composing && meta !== 'close') return was && { ...was, from: tr.mapping.map(was.from, -1), to: tr.mapping.map(was.to) };
        if (!tr.docChanged && !tr.selectionSet && meta === undefined) return was;
        const found = next(state, was && { ...was, from: tr.mapping.map(was.from, -1) }, tr.docChanged || meta === 'recheck', meta, menu);
        if (found?.from === closed) return null;
        closed = null;
        return found;
      },
    },
    props: {
      handleKeyDown: key,
      handleDOMEvents: {
        compositionstart: () => {
          composing = true;
          return false;
        },
        compositionend: (view) => {
          composing = false;
          // When the editor has taken in what was composed.
          setTimeout(() => !view.isDestroyed && !composing && view.dispatch(view.state.tr.setMeta(SLASH, 'recheck')), 40);
          return false;
        },
        blur: (view) => {
          if (SLASH.getState(view.state)) view.dispatch(view.state.tr.setMeta(SLASH, 'close'));
          return false;
        },
      },
    },
  });
}
