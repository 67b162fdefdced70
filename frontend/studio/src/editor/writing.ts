// A work's text in the editor: read from the source that the draft holds, and written back to it after a pause. The source
// is the truth; a text that was only looked at is never written.

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';

import { change } from '../api/client';
import type { Fault } from '../api/types';
import { GO_TO, type Spot } from '../findings/spot';
import { recheck, type Draft } from '../works/draft';
import { beforeSending } from '../works/writers';
import { anchorsIn } from './anchors';
import { faithful } from './faithful';
import { blockAt, FAULTS, lineOf, type Placed } from './faults';
import { goToWords } from './goToWords';
import { write } from './markdown/blocks';
import { SLASH } from './slash';
import { fromEditor } from './store';
import type { Tree } from './tree';

interface DocumentRead {
  document: Tree | null;
  lines: number[];
  footnote_lines: number[];
  faults: Fault[];
  whole: boolean;
}

export function readDocument(body: string): Promise<DocumentRead> {
  return change<DocumentRead>('POST', '/documents/read', { body });
}

const PAUSE_MS = 400;
/** Nobody has to stop for their words to be kept. */
const LONGEST_MS = 1500;
/** For the editor to take in what was composed. */
const SETTLE_MS = 60;

/** Lines on which blocks begin, and which child of the document each is. */
interface Places {
  lines: number[];
  children: number[];
}

export class Writing {
  private readonly editor: Editor;
  private readonly draft: Draft;
  /** What the draft had when it was read, or was given last. */
  private body: string | null = null;
  private loaded: { body: string; doc: Node; places: Places } | null = null;
  private places: Places = { lines: [], children: [] };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dirtySince = 0;
  private composedOver: Node | null = null;
  private reading = 0;
  /** Some faults are shown. */
  private marked = false;
  private readonly forget: () => void;

  constructor(editor: Editor, draft: Draft) {
    this.editor = editor;
    this.draft = draft;
    this.forget = beforeSending(draft.id, () => this.write());
    editor.on('transaction', ({ transaction }) => {
      if (transaction.docChanged && transaction.getMeta('addToHistory') !== false) this.later();
    });
    editor.view.dom.addEventListener('compositionstart', () => (this.composedOver = editor.state.doc));
    editor.view.dom.addEventListener('compositionend', () => {
      this.composedOver = null;
      if (this.dirtySince > 0) this.later();
    });
    editor.view.dom.addEventListener('blur', () => this.write());
    editor.view.dom.addEventListener(GO_TO, (event) => {
      event.preventDefault();
      goToWords(editor, this.places, (event as CustomEvent<Spot>).detail);
    });
  }

  /** Answers false where only the source can be edited. */
  async read(): Promise<boolean> {
    const { body } = this.draft;
    if (body === this.body) return true;
    const number = (this.reading += 1);
    const answer = await readDocument(body);
    if (number !== this.reading || this.editor.isDestroyed) return true;
    const doc = answer.document && answer.whole ? faithful(answer.document, this.editor.schema) : null;
    if (!doc) return false;
    const notes = answer.footnote_lines.map((_, i) => doc.childCount - answer.footnote_lines.length + i);
    this.places = { lines: [...answer.lines, ...answer.footnote_lines], children: [...answer.lines.keys(), ...notes] };
    this.loaded = { body, doc, places: this.places };
    this.body = body;
    this.show(doc);
    return true;
  }

  private show(doc: Node): void {
    const { state, view } = this.editor;
    clearTimeout(this.timer);
    this.dirtySince = 0;
    const at = Math.min(state.selection.from, doc.content.size);
    this.marked = false;
    view.updateState(EditorState.create({ doc, plugins: state.plugins, selection: TextSelection.near(doc.resolve(at)) }));
    this.mark(this.draft.faults);
  }

  /** Something in the editor is not yet in the draft's source. */
  get ahead(): boolean {
    return this.dirtySince > 0;
  }

  /** The draft's source is another than the one shown here. */
  get behind(): boolean {
    return this.draft.body !== this.body;
  }

  private later(): void {
    const now = Date.now();
    this.dirtySince ||= now;
    if (this.draft.saving === 'saved') this.draft.saving = 'waiting';
    clearTimeout(this.timer);
    const pause = now - this.dirtySince > LONGEST_MS ? SETTLE_MS : PAUSE_MS;
    this.timer = setTimeout(() => this.pause(), pause);
  }

  private pause(): void {
    const { view, state } = this.editor;
    // The end of the composition, or of the choice, comes here again.
    if (view.composing) return;
    if (SLASH.getState(state)) this.later();
    else this.write();
  }

  /** At once. A word that is being composed is left out, and stays to be written. */
  write(): void {
    if (this.dirtySince === 0 || this.editor.isDestroyed) return;
    const composing = this.editor.view.composing;
    if (!composing) {
      clearTimeout(this.timer);
      this.dirtySince = 0;
      const anchors = anchorsIn(this.editor.state);
      if (anchors) this.editor.view.dispatch(anchors);
    }
    const doc = composing && this.composedOver ? this.composedOver : this.editor.state.doc;
    const same = this.loaded?.doc.eq(doc) ? this.loaded : null;
    const { tree, children, footnoteChildren } = fromEditor(doc);
    const { markdown, lines, footnoteLines } = write(tree);
    this.places = same ? same.places : { lines: [...lines, ...footnoteLines], children: [...children, ...footnoteChildren] };
    this.body = same ? same.body : markdown;
    if (this.draft.body === this.body) recheck(this.draft);
    else this.draft.body = this.body;
  }

  /** Faults whose line is in a block go to it; answers the others. */
  mark(faults: Fault[]): Fault[] {
    const placed: Placed[] = [];
    const others = faults.filter((fault) => {
      const at = lineOf(fault);
      const child = at && this.places.children[blockAt(at.line, this.places.lines)];
      if (!at || child === undefined || child === null || child >= this.editor.state.doc.childCount) return true;
      placed.push({ child, message: at.message });
      return false;
    });
    const { view, state } = this.editor;
    if (view.composing || (placed.length === 0 && !this.marked)) return others;
    this.marked = placed.length > 0;
    view.dispatch(state.tr.setMeta(FAULTS, placed).setMeta('addToHistory', false));
    return others;
  }

  end(): void {
    this.write();
    this.forget();
    clearTimeout(this.timer);
  }
}
