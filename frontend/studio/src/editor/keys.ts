// What the keyboard does, and the shorthand that turns into blocks while typing.

import { Extension, markInputRule, nodeInputRule, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { type Command, Plugin } from '@tiptap/pm/state';

import { backspace, down, enter, leave, move } from './moves';
import { tableRules, toCell } from './table';

/** Acts on forms, given by the editor's frame. */
export interface Asks {
  link: () => void;
  properties: () => boolean;
  tools: () => void;
}

/** The key that ends a composition is not for the editor: Safari sends it as keyCode 229 when nothing is composed any more. */
const closingKeys = () =>
  new Plugin({ props: { handleDOMEvents: { keydown: (_, event) => event.keyCode === 229 && !['Unidentified', 'Process'].includes(event.key) } } });

export const Keys = Extension.create<Asks>({
  name: 'keys',
  priority: 1100,
  addOptions: () => ({ link: () => {}, properties: () => false, tools: () => {} }),

  addKeyboardShortcuts() {
    const { editor, options } = this;
    const run = (command: Command) => () => command(editor.state, editor.view.dispatch, editor.view);
    const heading = (level: number) => () => editor.commands.toggleNode('heading', 'paragraph', { level });
    const act = (ask: () => void) => () => {
      ask();
      return true;
    };
    return {
      Enter: () => run(enter)() || editor.commands.splitListItem('listItem'),
      'Mod-Enter': run(leave),
      'Shift-Enter': () => editor.commands.newlineInCode() || editor.commands.insertContent({ type: 'lineBreak' }),
      Backspace: run(backspace),
      ArrowDown: run(down),
      Tab: () => run(toCell(1))() || editor.commands.sinkListItem('listItem'),
      'Shift-Tab': () => run(toCell(-1))() || editor.commands.liftListItem('listItem'),
      'Alt-ArrowUp': act(run(move(-1))),
      'Alt-ArrowDown': act(run(move(1))),
      'Mod-b': () => editor.commands.toggleMark('strong'),
      'Mod-i': () => editor.commands.toggleMark('emphasis'),
      'Mod-e': () => editor.commands.toggleMark('code'),
      'Mod-k': act(options.link),
      'Mod-Alt-0': () => editor.commands.setNode('paragraph'),
      'Mod-Alt-2': heading(2),
      'Mod-Alt-3': heading(3),
      'Mod-Alt-4': heading(4),
      'Mod-Shift-7': () => editor.commands.toggleList('orderedList', 'listItem'),
      'Mod-Shift-8': () => editor.commands.toggleList('bulletList', 'listItem'),
      'Mod-Shift-9': () => editor.commands.toggleWrap('quote'),
      'Alt-Enter': options.properties,
      'Alt-F10': act(options.tools),
    };
  },

  addInputRules() {
    const { nodes, marks } = this.editor.schema;
    return [
      textblockTypeInputRule({ find: /^(#{2,4})\s$/u, type: nodes.heading!, getAttributes: (match) => ({ level: match[1]?.length ?? 2 }) }),
      wrappingInputRule({ find: /^[-+*]\s$/u, type: nodes.bulletList! }),
      wrappingInputRule({ find: /^(\d{1,9})[.)]\s$/u, type: nodes.orderedList!, getAttributes: (match) => ({ start: Number(match[1]) }) }),
      wrappingInputRule({ find: /^[>＞]\s$/u, type: nodes.quote! }),
      textblockTypeInputRule({ find: /^```([a-z0-9+#._-]*)\s$/u, type: nodes.codeBlock!, getAttributes: (match) => ({ language: match[1] || null }) }),
      nodeInputRule({ find: /^(?:\*\*\*|---)\s$/u, type: nodes.thematicBreak! }),
      markInputRule({ find: /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/u, type: marks.strong! }),
      markInputRule({ find: /`([^`]+)`$/u, type: marks.code! }),
    ];
  },

  addProseMirrorPlugins: () => [closingKeys(), tableRules()],
});
