// Undo and redo, within this editor.

import { Extension } from '@tiptap/core';
import { closeHistory, history, redo, undo } from '@tiptap/pm/history';

export const History = Extension.create({
  name: 'history',
  addProseMirrorPlugins: () => [history({ depth: 200, newGroupDelay: 500 })],
  addKeyboardShortcuts() {
    const run = (command: typeof undo) => () => command(this.editor.state, this.editor.view.dispatch);
    return { 'Mod-z': run(undo), 'Shift-Mod-z': run(redo), 'Mod-y': run(redo) };
  },
});

export { closeHistory, redo, undo };
