// What the API says of acts upon many works, and what they are called.

export interface BulkAct {
  id: number;
  act: string;
  name: string;
  created_at: string;
  finished_at: string | null;
  stopped: boolean;
  works: number;
  done: number;
  refused: number;
}

export interface BulkResult {
  work: number;
  title: string;
  state: 'waiting' | 'done' | 'refused';
  words: string | null;
}

export interface BulkResults {
  act: BulkAct;
  results: BulkResult[];
  next: number | null;
}

export const ACTS = [
  { code: 'publish', name: '发布已通过三审的', entries: null },
  { code: 'withdraw', name: '撤回', entries: null },
  { code: 'add-topic', name: '加上主题', entries: 'topics' },
  { code: 'add-campaign', name: '加入专题', entries: 'campaigns' },
  { code: 'add-channel', name: '加上渠道', entries: 'channels' },
] as const;

export const STATES = { done: '完成', refused: '没有处理', waiting: '等待' } as const;

/** How it stands, in a few words. */
export function standing(act: BulkAct): string {
  const left = act.works - act.done - act.refused;
  if (left > 0) return `还剩${left}件`;
  return act.stopped ? '已停止' : '已结束';
}
