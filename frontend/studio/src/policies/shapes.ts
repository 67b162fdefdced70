// What the server says of policies.

export interface PolicyRow {
  slug: string;
  title: string;
  issuer: string | null;
  dated: string | null;
  version: number;
  waiting: number;
}

export interface WaitingLink {
  policy: string;
  version: number;
  clause: string;
  work: number;
  title: string;
}

export type StatusCode = 'planned' | 'under-way' | 'done';

export interface Clause {
  id: string;
  label: string;
  heading: string;
  links: number;
  status: { status: StatusCode; since: string; evidence: string | null; note: string | null } | null;
}

export interface Policy {
  slug: string;
  title: string;
  issuer: string | null;
  number: string | null;
  versions: { number: number; title: string; dated: string | null; imported_at: string }[];
  clauses: Clause[];
  may_tend: boolean;
}

export interface Change {
  kind: 'moved' | 'changed' | 'moved-changed' | 'removed' | 'added';
  from: string | null;
  to: string | null;
  words: string;
  links: number;
}

/** What a text would become. */
export interface Look {
  title: string;
  issuer: string | null;
  number: string | null;
  dated: string | null;
  encoding: string;
  parts: { kind: string; title: string; clauses: number }[];
  clauses: { id: string; label: string; words: string; level: number }[];
  names: [string, string][];
  against: { version: number; title: string; known: boolean; changes: Change[]; same: number; links_follow: number; links_wait: number } | null;
}

export const STATUSES: Record<StatusCode, string> = { planned: '已部署', 'under-way': '推进中', done: '已完成' };

export const CHANGES: Record<Change['kind'], string> = { moved: '移动', changed: '修改', 'moved-changed': '移动并修改', removed: '删去', added: '新增' };
