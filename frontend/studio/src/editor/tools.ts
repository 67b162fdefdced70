// The toolbar: what each tool does, its key, and whether it is on. The slash menu has the rest.

import type { Editor } from '@tiptap/core';

import type { IconName } from '../controls/icons';
import { insertTable, type Form } from './blocks';
import { redo, undo } from './history';
import { move } from './moves';
import { addColumn, addRow, align, placeIn, removeColumn, removeRow, removeTable } from './table';

export interface Tool {
  name: string;
  icon?: IconName;
  key?: string;
  run: (editor: Editor, ask: (form: Form) => void) => void;
  on?: (editor: Editor) => boolean;
}

const command = (act: typeof undo) => (editor: Editor) => {
  act(editor.state, editor.view.dispatch);
  editor.view.focus();
};

export const TOOLS: Tool[] = [
  { name: '撤销', icon: 'undo', key: 'Ctrl+Z', run: command(undo) },
  { name: '重做', icon: 'redo', key: 'Ctrl+Shift+Z', run: command(redo) },
  { name: '小标题', icon: 'heading', key: 'Ctrl+Alt+2', run: (editor) => editor.chain().focus().toggleNode('heading', 'paragraph', { level: 2 }).run(), on: (editor) => editor.isActive('heading') },
  { name: '加粗', icon: 'bold', key: 'Ctrl+B', run: (editor) => editor.chain().focus().toggleMark('strong').run(), on: (editor) => editor.isActive('strong') },
  { name: '着重', icon: 'italic', key: 'Ctrl+I', run: (editor) => editor.chain().focus().toggleMark('emphasis').run(), on: (editor) => editor.isActive('emphasis') },
  { name: '列表', icon: 'list', key: 'Ctrl+Shift+8', run: (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run(), on: (editor) => editor.isActive('bulletList') },
  { name: '编号列表', icon: 'ordered', key: 'Ctrl+Shift+7', run: (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run(), on: (editor) => editor.isActive('orderedList') },
  { name: '引用', icon: 'quote', key: 'Ctrl+Shift+9', run: (editor) => editor.chain().focus().toggleWrap('quote').run(), on: (editor) => editor.isActive('quote') },
  { name: '链接', icon: 'link', key: 'Ctrl+K', run: (_, ask) => ask('link'), on: (editor) => editor.isActive('link') },
  { name: '条款原文', icon: 'clause', run: (_, ask) => ask('quote') },
  { name: '问答', icon: 'question', run: (_, ask) => ask('question') },
  { name: '测验题', icon: 'check', run: (_, ask) => ask('quiz') },
  { name: '表格', icon: 'table', run: insertTable },
  { name: '图片', icon: 'picture', run: (_, ask) => ask('figure') },
  { name: '脚注', icon: 'footnote', run: (_, ask) => ask('footnote') },
  { name: '上移', icon: 'up', key: 'Alt+↑', run: command(move(-1)) },
  { name: '下移', icon: 'down', key: 'Alt+↓', run: command(move(1)) },
];

/** Said in words: there is no drawing that everybody knows. */
export const TABLE_TOOLS: Tool[] = [
  { name: '加一行', run: command(addRow) },
  { name: '加一列', run: command(addColumn) },
  { name: '删这行', run: command(removeRow) },
  { name: '删这列', run: command(removeColumn) },
  { name: '左对齐', run: command(align('left')), on: aligned('left') },
  { name: '居中', run: command(align('centre')), on: aligned('centre') },
  { name: '右对齐', run: command(align('right')), on: aligned('right') },
  { name: '删除表格', run: command(removeTable) },
];

function aligned(alignment: string) {
  return ({ state }: Editor) => {
    const place = placeIn(state);
    return place?.table.child(place.row).maybeChild(place.column)?.attrs.align === alignment;
  };
}
