// Tables, moves and new blocks, as the keyboard does them.

import { getSchema } from '@tiptap/core';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { anchorsIn } from '../src/editor/anchors';
import { write } from '../src/editor/markdown/blocks';
import { backspace, enter, leave, move } from '../src/editor/moves';
import { insertBlock, insertFootnote } from '../src/editor/place';
import { SCHEMA } from '../src/editor/schema';
import { fromEditor } from '../src/editor/store';
import { addColumn, addRow, align, removeColumn, removeRow, tableRules, toCell } from '../src/editor/table';

const schema = getSchema(SCHEMA);
const text = (words: string) => (words ? [{ type: 'text', text: words }] : []);
const paragraph = (words: string) => ({ type: 'paragraph', content: text(words) });
const row = (...cells: string[]) => ({ type: 'row', content: cells.map((words) => ({ type: 'cell', content: text(words) })) });
const table = { type: 'table', content: [row('a', 'b'), row('c', 'd')] };

/** With the cursor behind `words`. */
function state(content: object[], words: string): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  let at = 1;
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.endsWith(words)) at = pos + node.nodeSize;
  });
  return EditorState.create({ doc, plugins: [tableRules()], selection: TextSelection.create(doc, at) });
}

function run(from: EditorState, ...commands: Command[]): EditorState {
  return commands.reduce((now, command) => {
    let next = now;
    command(now, (tr) => (next = now.apply(tr)));
    return next;
  }, from);
}

const source = (now: EditorState) => write(fromEditor(now.doc).tree).markdown;
const typed = (words: string): Command => (now, dispatch) => {
  dispatch?.(now.tr.insertText(words));
  return true;
};

test('rows and columns come and go, and a column is aligned as its header', () => {
  const begun = state([table, paragraph('后')], 'b');
  expect(source(run(begun, addRow, typed('x')))).toBe('| a | b |\n| --- | --- |\n|  | x |\n| c | d |\n\n后\n');
  expect(source(run(begun, addColumn, typed('x')))).toBe('| a | b | x |\n| --- | --- | --- |\n| c | d |  |\n\n后\n');
  expect(source(run(begun, removeColumn))).toBe('| a |\n| --- |\n| c |\n\n后\n');
  expect(source(run(begun, removeRow))).toBe('| c | d |\n| --- | --- |\n\n后\n');
  expect(source(run(begun, align('right')))).toBe('| a | b |\n| --- | --: |\n| c | d |\n\n后\n');
  expect(source(run(begun, removeRow, removeRow))).toBe('后\n');
});

test('Tab goes from cell to cell, and behind the last one a row is added', () => {
  const begun = state([table], 'b');
  expect(source(run(begun, toCell(1), typed('x')))).toContain('| xc | d |');
  expect(source(run(begun, toCell(1), toCell(1), toCell(1), typed('x')))).toBe('| a | b |\n| --- | --- |\n| c | d |\n| x |  |\n');
  expect(source(run(begun, toCell(-1), typed('x')))).toContain('| xa | b |');
});

test('rows of different lengths are made one length', () => {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'table', content: [row('a'), row('b', 'c')] }, paragraph('')] });
  const begun = EditorState.create({ doc, plugins: [tableRules()], selection: TextSelection.atEnd(doc) });
  expect(source(run(begun, typed('x')))).toBe('| a |  |\n| --- | --- |\n| b | c |\n\nx\n');
});

test('blocks, items and rows move past their neighbours, with the cursor', () => {
  const list = { type: 'bulletList', content: ['一', '二'].map((words) => ({ type: 'listItem', content: [paragraph(words)] })) };
  expect(source(run(state([paragraph('甲'), paragraph('乙')], '乙'), move(-1), typed('！')))).toBe('乙！\n\n甲\n');
  expect(source(run(state([list, paragraph('后')], '一'), move(1)))).toBe('- 二\n- 一\n\n后\n');
  expect(source(run(state([table], 'd'), move(-1)))).toBe('| c | d |\n| --- | --- |\n| a | b |\n');
  const note = { type: 'footnote', attrs: { label: '1' }, content: [paragraph('注')] };
  expect(source(run(state([paragraph('甲'), note], '甲'), move(1)))).toBe('甲\n\n[^1]: 注\n');
});

test('Enter leaves a caption and the end of an answer; Backspace makes a heading a paragraph', () => {
  const figure = { type: 'figure', attrs: { picture: 'a.png', alt: '替', credit: '图', licence: 'reserved' }, content: text('说明') };
  expect(source(run(state([figure], '说明'), enter, typed('后')))).toBe('![替](a.png "说明"){credit="图" licence=reserved}\n\n后\n');
  const question = { type: 'question', attrs: { anchor: 'q' }, content: [{ type: 'asked', content: text('问') }, paragraph('答'), paragraph('')] };
  const begun = state([question], '答');
  const inside = begun.apply(begun.tr.setSelection(TextSelection.create(begun.doc, begun.selection.from + 2)));
  expect(source(run(inside, enter, typed('外')))).toBe(':::qa {#q}\n问\n\n答\n:::\n\n外\n');
  expect(source(run(state([table], 'd'), leave, typed('外')))).toContain('| c | d |\n\n外');
  const heading = state([{ type: 'heading', attrs: { level: 2, anchor: 'a' }, content: text('题') }], '题');
  expect(source(run(heading.apply(heading.tr.setSelection(TextSelection.create(heading.doc, 1))), backspace))).toBe('题\n');
});

test('a new block takes the place of an empty paragraph, or stands as near as it may', () => {
  const quote = schema.nodeFromJSON({ type: 'quote', attrs: { clause: 'p#1' }, content: [paragraph('引')] });
  const question = schema.nodeFromJSON({ type: 'question', attrs: { anchor: 'q' }, content: [{ type: 'asked', content: text('问') }, paragraph('')] });
  const put = (node: typeof quote): Command => (now, dispatch) => {
    dispatch?.(insertBlock(now, node));
    return true;
  };
  expect(source(run(state([paragraph('')], ''), put(quote)))).toBe('> 引\n> —— clause:p#1\n');
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('一')] }] };
  expect(source(run(state([list, paragraph('后')], '一'), put(question), typed('答')))).toBe('- 一\n\n:::qa {#q}\n问\n\n答\n:::\n\n后\n');
  const now = state([paragraph('甲')], '甲');
  expect(source(run(now.apply(insertFootnote(now, ['注', '又'])), typed('乙')))).toBe('甲[^1]乙\n\n[^1]: 注\n\n    又\n');
});

test('a heading gets its anchor when it is written down, and a copy another', () => {
  const heading = (words: string, anchor: string | null) => ({ type: 'heading', attrs: { level: 2, anchor }, content: text(words) });
  const now = state([heading('题', 'why'), heading('题', 'why'), heading('Plain words', null), heading('又', null)], '题');
  expect(source(now.apply(anchorsIn(now)!))).toBe('## 题 {#why}\n\n## 题 {#s2}\n\n## Plain words {#plain-words}\n\n## 又 {#s4}\n');
  expect(anchorsIn(now.apply(anchorsIn(now)!))).toBeNull();
});
