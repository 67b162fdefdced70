// Names of what differs, as editors say them.
import type { BlockChange, Difference } from '../api/editions';

export const STEPS: Record<BlockChange['step'], { name: string; tone: string }> = {
  same: { name: '没有改动', tone: '' },
  new: { name: '新增', tone: 'pine' },
  gone: { name: '删去', tone: 'cinnabar' },
  changed: { name: '修改', tone: 'gamboge' },
  'moved-from': { name: '原来在这里', tone: '' },
  'moved-to': { name: '移到这里', tone: 'azure' },
};

const KINDS: Record<string, string> = {
  heading: '小标题',
  paragraph: '段落',
  list: '列表',
  quote: '引用',
  table: '表格',
  figure: '图片',
  'question-and-answer': '问答',
  quiz: '测验题',
  formula: '公式',
  embed: '作品卡片',
  'code-block': '代码',
  'thematic-break': '分隔线',
  footnote: '脚注',
};

const ATTRIBUTES: Record<string, string> = {
  level: '标题级别',
  anchor: '位置名',
  ordered: '编号',
  start: '起始编号',
  clause: '条款',
  alignments: '列对齐',
  picture: '图片文件',
  alt: '替代文字',
  credit: '署名',
  licence: '许可',
  outlet: '提问媒体',
  speaker: '回答人',
  'quiz-kind': '题型',
  right: '正确选项',
  formula: '公式',
  work: '作品',
  language: '语言',
  shape: '内部结构',
};

const SUBMISSIONS: Record<string, string> = {
  submitted: '审核中',
  returned: '审核退回',
  approved: '已通过三审',
  published: '通过三审并发布',
  recalled: '提交后撤销',
  merged: '通过三审，已与公开的版本合并',
};

export function kindName(code: string): string {
  return KINDS[code] ?? code;
}

export function attributeName(code: string): string {
  return ATTRIBUTES[code] ?? code;
}

export function submissionName(code: string): string {
  return SUBMISSIONS[code] ?? code;
}

/** Of a small correction: it is published at the address of the work that it corrects, and the one of its own is never seen. */
export function withoutAddress(difference: Difference): Difference {
  const fields = difference.fields.filter(({ field }) => field !== 'slug');
  return { ...difference, fields, changes: difference.changes - (difference.fields.length - fields.length) };
}
