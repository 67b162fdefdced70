// What can be put into a text, by name: the entries of the slash menu.

import type { Editor } from '@tiptap/core';

import type { IconName } from '../controls/icons';
import { insertBlock } from './place';

export type Form = 'figure' | 'quote' | 'question' | 'quiz' | 'footnote' | 'link' | 'formula' | 'embed' | 'code';

export interface Entry {
  name: string;
  /** Syllable by syllable: the initials find it too. */
  pinyin: string;
  hint: string;
  icon: IconName;
  run: (editor: Editor, ask: (form: Form) => void) => void;
}

const heading = (level: number) => (editor: Editor) => editor.chain().focus().setNode('heading', { level }).run();

export const insertTable = ({ state, view, schema }: Editor) => {
  const cells = (header: boolean) => Array.from({ length: 3 }, () => ({ type: 'cell', attrs: { header } }));
  const rows = [true, false, false].map((header) => ({ type: 'row', content: cells(header) }));
  view.dispatch(insertBlock(state, schema.nodeFromJSON({ type: 'table', content: rows })));
  view.focus();
};

export const ENTRIES: Entry[] = [
  { name: '小标题', pinyin: 'xiao biao ti', hint: '一节的开头', icon: 'heading', run: heading(2) },
  { name: '二级小标题', pinyin: 'er ji xiao biao ti', hint: '节里的小节', icon: 'heading', run: heading(3) },
  { name: '三级小标题', pinyin: 'san ji xiao biao ti', hint: '再小一级', icon: 'heading', run: heading(4) },
  { name: '正文', pinyin: 'zheng wen', hint: '普通段落', icon: 'works', run: (editor) => editor.chain().focus().setNode('paragraph').run() },
  { name: '列表', pinyin: 'lie biao', hint: '并列的几项', icon: 'list', run: (editor) => editor.chain().focus().toggleList('bulletList', 'listItem').run() },
  { name: '编号列表', pinyin: 'bian hao lie biao', hint: '有先后的几项', icon: 'ordered', run: (editor) => editor.chain().focus().toggleList('orderedList', 'listItem').run() },
  { name: '引用', pinyin: 'yin yong', hint: '别处的话', icon: 'quote', run: (editor) => editor.chain().focus().toggleWrap('quote').run() },
  { name: '条款原文', pinyin: 'tiao kuan yuan wen', hint: '一字不差的政策原句', icon: 'clause', run: (_, ask) => ask('quote') },
  { name: '问答', pinyin: 'wen da', hint: '采访、发布会的一问一答', icon: 'question', run: (_, ask) => ask('question') },
  { name: '测验题', pinyin: 'ce yan ti', hint: '单选、多选或判断，带解析', icon: 'check', run: (_, ask) => ask('quiz') },
  { name: '表格', pinyin: 'biao ge', hint: '第一行是表头', icon: 'table', run: insertTable },
  { name: '图片', pinyin: 'tu pian', hint: '从素材库选，写明替代文字和来源', icon: 'picture', run: (_, ask) => ask('figure') },
  { name: '链接', pinyin: 'lian jie', hint: '网址、条款、作品或文中位置', icon: 'link', run: (_, ask) => ask('link') },
  { name: '脚注', pinyin: 'jiao zhu', hint: '文末的说明', icon: 'footnote', run: (_, ask) => ask('footnote') },
  { name: '公式', pinyin: 'gong shi', hint: 'MathML', icon: 'formula', run: (_, ask) => ask('formula') },
  { name: '作品', pinyin: 'zuo pin', hint: '在文中放另一件作品', icon: 'film', run: (_, ask) => ask('embed') },
  { name: '代码', pinyin: 'dai ma', hint: '原样显示', icon: 'code', run: (_, ask) => ask('code') },
  { name: '分隔线', pinyin: 'fen ge xian', hint: '话题转换', icon: 'split', run: (editor) => editor.chain().focus().insertContent([{ type: 'thematicBreak' }, { type: 'paragraph' }]).run() },
];

export function find(query: string): Entry[] {
  const typed = query.toLowerCase();
  return ENTRIES.filter(({ name, pinyin }) => {
    const syllables = pinyin.split(' ');
    return name.includes(typed) || syllables.some((_, i) => [syllables.slice(i).map((one) => one[0]).join(''), syllables.slice(i).join('')].some((word) => word.startsWith(typed)));
  });
}
