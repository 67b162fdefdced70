// Words about accounts, and times as people read them.
import type { Mailed } from '../api/mail';
import type { Role, SecondFactorRule } from '../api/accounts';

export const ROLES: Record<Role, string> = {
  author: '作者',
  editor: '编辑',
  expert: '审稿专家',
  publisher: '签发人',
  administrator: '管理员',
};

export const RULES: Record<SecondFactorRule, string> = {
  free: '自愿使用',
  powerful: '管理员和签发人必须使用',
  everyone: '所有人必须使用',
};

/** `2026-10-01T09:00:00+08:00` as `2026-10-01 09:00`; the server's times are Beijing's. */
export function when(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

/** How far a letter with a link has come. */
export function mailedWords({ sent_at, failure }: Mailed): string {
  if (failure) return `邮件没有送到：${failure}`;
  return sent_at ? `邮件已于 ${when(sent_at)} 发出` : '邮件正在发送';
}
