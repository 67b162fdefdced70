// What kinds of findings are called.
import type { FindingCode } from '../api/findings';

export const NAMES: Record<FindingCode, string> = {
  'quote-differs': '引文与原文不符',
  copied: '照抄政策原文',
  'claim-without-source': '说法没有出处',
  'alt-text': '替代文字',
  phone: '电话号码',
  'identity-number': '身份证号',
  word: '用词',
  'ai-label': '人工智能标识',
  'rights-over': '使用权到期',
  'dead-link': '打不开的链接',
};
