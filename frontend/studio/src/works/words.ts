// Names of states, kinds, stages and fields, as editors say them.
import type { Kind, Stage, State } from '../api/types';
import { clockOf, dayOf } from '../schedules/beijing';

export { clockOf as timeOfDay, said as moment } from '../schedules/beijing';

export const STATES: Record<State, { name: string; tone: string }> = {
  draft: { name: '草稿', tone: '' },
  submitted: { name: '审核中', tone: 'gamboge' },
  returned: { name: '已退回', tone: 'cinnabar' },
  approved: { name: '待发布', tone: 'azure' },
  published: { name: '已发布', tone: 'pine' },
  withdrawn: { name: '已撤回', tone: 'cinnabar' },
};

export const KINDS: Record<Kind, string> = { article: '文章', 'short-video': '短视频', 'long-image': '长图', h5: 'H5' };

/** The genre that a new work of this kind nearly always has; empty where an editor has to say it. */
export function usualGenre(kind: Kind): string {
  return kind === 'long-image' || kind === 'h5' ? 'explainer' : '';
}

export const STAGES: Record<Stage, string> = { first: '初审', second: '复审', final: '终审' };

/** Any review, the scientific one beside the three included. */
export function reviewName(stage: string): string {
  return stage === 'scientific' ? '科学性审核' : (STAGES[stage as Stage] ?? stage);
}

const FIELDS: Record<string, string> = {
  title: '标题',
  lead: '导语',
  body: '正文',
  slug: '网址名',
  genre: '解读类型',
  language: '语言',
  audiences: '重点人群',
  topics: '主题',
  campaigns: '专题',
  channels: '渠道',
  organisations: '发布组织',
  people: '人员',
  licence: '许可',
  territories: '授权地区',
  source: '来源',
  source_url: '来源网址',
  original_title: '原标题',
  ai: '人工智能标识',
  sources: '参考资料',
  clauses: '对应条款',
  video: '视频',
  'video.original': '视频文件',
  'video.captions': '字幕',
  'video.no_speech': '无人声说明',
  'video.poster': '封面',
  'video.chapters': '章节',
  long_image: '长图',
  'long_image.original': '长图文件',
  'long_image.parts': '长图文件',
  'long_image.panels': '文字版',
  'long_image.checked': '文字核对',
  h5: 'H5 页面',
  'h5.original': 'H5 文件',
  'h5.height': '页面高度',
};

const PARTS: Record<string, string> = {
  captions: 'video.captions',
  no_speech: 'video.no_speech',
  poster: 'video.poster',
  chapters: 'video.chapters',
  panels: 'long_image.panels',
  checked: 'long_image.checked',
  height: 'h5.height',
};

/** `clauses[2].passage` and `body:14` are about `clauses` and `body`; what a video, a long image or an H5 page has is named with it or without. */
export function rootOf(field: string): string {
  const root = /^(?:video|long_image|h5)\.\w+|^\w+/u.exec(field)?.[0] ?? field;
  return PARTS[root] ?? root;
}

export function fieldName(field: string): string {
  return FIELDS[rootOf(field)] ?? FIELDS[rootOf(field).split('.')[0] ?? ''] ?? field;
}

/** “刚刚”, “5分钟前”, “14:05”, “11月3日”: as near as matters. */
export function ago(time: string | number, now = Date.now()): string {
  const minutes = Math.floor((now - new Date(time).getTime()) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes}分钟前`;
  if (dayOf(time) === dayOf(now)) return clockOf(time);
  const [year, month, day] = dayOf(time).split('-').map(Number);
  return dayOf(now).startsWith(`${year}-`) ? `${month}月${day}日` : `${year}年${month}月${day}日`;
}

/** 1234567 → “1.2 MB”. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** How long something will take, said as people say it. */
export function span(seconds: number): string {
  if (seconds < 5) return '几秒';
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5}秒`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)}分钟`;
  return `${Math.floor(seconds / 3600)}小时${Math.ceil((seconds % 3600) / 60)}分钟`;
}
