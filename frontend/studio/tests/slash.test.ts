// The menu behind a slash: what opens it, what it finds.

import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { find } from '../src/editor/blocks';
import { SCHEMA } from '../src/editor/schema';
import { SLASH, slashMenu } from '../src/editor/slash';

const schema = getSchema(SCHEMA);
const names = (query: string) => find(query).map(({ name }) => name);

function paragraph(text: string): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] }] });
  const plugins = [slashMenu({ count: (query) => find(query).length, choose: () => {} })];
  return EditorState.create({ doc, plugins, selection: TextSelection.atEnd(doc) });
}

function type(state: EditorState, keys: string): EditorState {
  return [...keys].reduce((now, key) => now.apply(now.tr.insertText(key)), state);
}

const query = (state: EditorState) => SLASH.getState(state)?.query;

test('entries are found by words, by initials and by pinyin from any syllable', () => {
  expect(find('').length).toBe(18);
  expect(names('表格')).toEqual(['表格']);
  expect(names('bg')).toEqual(['表格']);
  expect(names('BiaoG')).toEqual(['表格']);
  expect(names('tkyw')).toEqual(['条款原文']);
  expect(names('yw')).toContain('条款原文');
  expect(names('xbt')).toEqual(['小标题', '二级小标题', '三级小标题']);
  expect(names('没有')).toEqual([]);
});

test('it opens behind / and ／ at the beginning or behind a space, and behind 、 at the beginning alone', () => {
  for (const [before, key] of [['', '/'], ['', '／'], ['', '、'], ['甲 ', '/']] as const) expect(query(type(paragraph(before), key))).toBe('');
  for (const [before, key] of [['甲', '/'], ['甲', '、'], ['甲 ', '、'], ['https:/', '/']] as const) expect(query(type(paragraph(before), key))).toBeUndefined();
});

test('it follows what is typed, closes where nothing is found, and stays closed', () => {
  const open = type(paragraph(''), '/b');
  expect(query(open)).toBe('b');
  const none = type(open, 'qq');
  expect(query(none)).toBeUndefined();
  expect(query(none.apply(none.tr.delete(3, 5)))).toBeUndefined();
  expect(query(open.apply(open.tr.setMeta(SLASH, 'close')))).toBeUndefined();
});

test('going to a slash that stood there opens nothing', () => {
  const state = paragraph('/bg');
  expect(query(state.apply(state.tr.setSelection(TextSelection.create(state.doc, 2))))).toBeUndefined();
});
