// Questions with answers to choose from: in the editor's document and back, by keyboard, and what a form asks for.

import { getSchema } from '@tiptap/core';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { anchorsIn } from '../src/editor/anchors';
import { find } from '../src/editor/blocks';
import { faithful } from '../src/editor/faithful';
import { toEditor } from '../src/editor/load';
import { write } from '../src/editor/markdown/blocks';
import { backspace, enter, leave } from '../src/editor/moves';
import { missing } from '../src/editor/quiz';
import { SCHEMA } from '../src/editor/schema';
import { fromEditor } from '../src/editor/store';
import type { Choice, Quiz, Tree } from '../src/editor/tree';

const schema = getSchema(SCHEMA);
const QUIZ: Quiz = {
  type: 'quiz',
  anchor: 'z',
  kind: 'multiple',
  clause: 'p@1#2.1',
  question: [{ type: 'strong', inlines: [{ type: 'text', text: '哪些' }] }, { type: 'text', text: '是？' }],
  options: [{ text: '甲 *一*', right: true }, { text: '[x] 乙', right: false }],
  explanation: [{ type: 'text', text: '因为' }, { type: 'line-break' }, { type: 'text', text: '还有。' }],
};
const tree: Tree = { version: 1, blocks: [QUIZ] };
const MARKDOWN = ':::quiz {#z kind=multiple clause="p@1#2.1"}\n**哪些**是？\n\n- [x] 甲 \\*一\\*\n- [ ] \\[x\\] 乙\n\n因为\\\n还有。\n:::\n';

function at(words: string, doc = schema.nodeFromJSON(toEditor(tree))): EditorState {
  let end = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.endsWith(words)) end = pos + node.nodeSize;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, end) });
}

function run(state: EditorState, ...commands: Command[]): EditorState {
  return commands.reduce((now, command) => {
    let next = now;
    command(now, (tr) => (next = now.apply(tr)));
    return next;
  }, state);
}

const source = (state: EditorState) => write(fromEditor(state.doc).tree).markdown;
const typed = (words: string): Command => (now, dispatch) => {
  dispatch?.(now.tr.insertText(words));
  return true;
};

test('a quiz comes back from the editor as it was, and is written as the server writes it', () => {
  expect(write(tree).markdown).toBe(MARKDOWN);
  const doc = faithful(tree, schema);
  expect(doc).not.toBeNull();
  expect(fromEditor(doc!).tree.blocks).toEqual([QUIZ]);
});

test('Enter leads from the question to its explanation and out of it, Backspace chooses an empty one', () => {
  expect(source(run(at('是？'), enter, typed('先说。')))).toContain('\n先说。因为\\\n还有。\n');
  expect(source(run(at('还有。'), enter, typed('后')))).toBe(`${MARKDOWN}\n后\n`);
  expect(source(run(at('是？'), leave, typed('后')))).toBe(`${MARKDOWN}\n后\n`);
  const empty = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'quiz', content: [{ type: 'quizAsked' }, { type: 'quizWhy' }] }] });
  const now = EditorState.create({ doc: empty, selection: TextSelection.create(empty, 2) });
  expect(run(now, backspace).selection.toJSON().type).toBe('node');
});

test('a quiz without an anchor gets one, counted with the questions', () => {
  const question = { type: 'question', attrs: { anchor: null }, content: [{ type: 'asked' }, { type: 'paragraph' }] };
  const quiz = { type: 'quiz', attrs: { options: QUIZ.options }, content: [{ type: 'quizAsked' }, { type: 'quizWhy' }] };
  const doc = schema.nodeFromJSON({ type: 'doc', content: [question, quiz] });
  const now = EditorState.create({ doc });
  const after = now.apply(anchorsIn(now)!).doc;
  expect([after.child(0).attrs.anchor, after.child(1).attrs.anchor]).toEqual(['q1', 'q2']);
});

test('a form says what is missing, one thing after the other', () => {
  const of = (...options: [string, boolean][]): Choice[] => options.map(([text, right]) => ({ text, right }));
  expect(missing('single', of(['甲', true]))).toContain('两个选项');
  expect(missing('true-false', of(['对', true], ['错', false], ['不知道', false]))).toContain('判断题只有两个');
  expect(missing('single', of(['甲', true], [' ', false]))).toContain('空的');
  expect(missing('single', of(['甲', true], [' 甲', false]))).toContain('一样');
  expect(missing('single', of(['甲', false], ['乙', false]))).toContain('正确答案');
  expect(missing('single', of(['甲', true], ['乙', true]))).toContain('多选题');
  expect(missing('multiple', of(['甲', true], ['乙', true]))).toBe('');
});

test('the slash menu finds it', () => {
  expect(find('cyt').map(({ name }) => name)).toEqual(['测验题']);
});
