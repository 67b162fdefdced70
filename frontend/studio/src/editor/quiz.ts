// The rules of a question with answers to choose from, as far as a form can keep to them; the server checks them again.

import type { Choice, QuizKind } from './tree';

export const QUIZ_KINDS: Record<QuizKind, string> = { single: '单选题', multiple: '多选题', 'true-false': '判断题' };

export const MOST_OPTIONS = 10;

export const oneLine = (text: string) => text.trim().replaceAll(/\s+/gu, ' ');

/** What is still wrong with the options, in words; empty where nothing is. */
export function missing(kind: QuizKind, options: Choice[]): string {
  const texts = options.map(({ text }) => oneLine(text));
  const right = options.filter((option) => option.right).length;
  if (options.length < 2) return '请至少写两个选项。';
  if (kind === 'true-false' && options.length > 2) return '判断题只有两个选项，请删去多余的。';
  if (options.length > MOST_OPTIONS) return `最多写 ${MOST_OPTIONS} 个选项。`;
  if (texts.includes('')) return '有的选项还是空的，请写上内容或删去。';
  if (new Set(texts).size < texts.length) return '有两个选项一样，请改掉一个。';
  if (right === 0) return '请选出正确答案。';
  if (right > 1 && kind !== 'multiple') return '单选题和判断题只能有一个正确答案；有几个的，请改为多选题。';
  return '';
}
