// What the studio's API says, as it says it: snake_case, times in ISO 8601, lengths in milliseconds and bytes.

import type { Me, Named, Role } from './accounts';
import type { Content, Cue, Kind } from './content';
import type { Submission } from './editions';

export type * from './content';
export type { Me, Named, Role };

export interface Term {
  code: string;
  zh: string;
}

export interface VocabularyClause {
  id: string;
  label: string;
  heading: string;
}

export interface VocabularyPolicy {
  slug: string;
  title: string;
  clauses: VocabularyClause[];
}

export interface Vocabulary {
  organisations: Named[];
  people: Named[];
  topics: Named[];
  campaigns: Named[];
  channels: Named[];
  genres: Term[];
  audiences: Term[];
  licences: Term[];
  languages: Term[];
  territories: string[];
  ai_labels: Term[];
  roles: Term[];
  policies: VocabularyPolicy[];
}

export type State = 'draft' | 'submitted' | 'returned' | 'approved' | 'published' | 'withdrawn';
export type Stage = 'first' | 'second' | 'final';

export interface WorkSummary {
  id: number;
  slug: string;
  kind: Kind;
  state: State;
  title: string;
  organisation: Named | null;
  updated_at: string;
  stage: Stage | null;
  mine: boolean;
  /** The public can read it now; what is being written may differ. */
  live: boolean;
  changed: boolean;
  /** The work that this one corrects. */
  corrects: number | null;
  scheduled_at: string | null;
  schedule_problem: string | null;
  /** What the public reads went out before its reviews. */
  forced: boolean;
}

/** A draft that was never published, and can be put back still. */
export interface DeletedWork {
  id: number;
  kind: Kind;
  title: string;
  organisation: Named | null;
  deleted_at: string;
  kept_until: string;
  restore: boolean;
}

export interface Fault {
  field: string;
  message: string;
}

export interface Review {
  stage: Stage | 'scientific';
  by: string;
  /** Of an expert from outside, and what they declared. */
  affiliation: string | null;
  interests: string | null;
  verdict: 'pass' | 'return';
  note: string;
  at: string;
}

export interface Happening {
  at: string;
  by?: string | null;
  what: string;
  note?: string | null;
  /** The submission that it belongs to. */
  submission: number | null;
}

export interface Work {
  id: number;
  state: State;
  live: boolean;
  /** What the public reads went out before its reviews. */
  forced: boolean;
  /** The working copy is not what was published. */
  changed: boolean;
  version: number;
  /** The public text moved on since this copy was begun. */
  stale: boolean;
  published_revision: number | null;
  content: Content;
  body: string;
  asset: Asset | null;
  faults: Fault[];
  /** What would be better otherwise, and keeps nothing back. */
  hints: Fault[];
  /** Those that publish it, also the ones that this account is not at. */
  organisations: Named[];
  submission: Submission | null;
  corrects: number | null;
  correction: number | null;
  schedule: { at: string; embargo: boolean; problem: string | null } | null;
  history: Happening[];
  may: { edit: boolean; delete: boolean; submit: boolean; recall: boolean; review: Stage[]; publish: boolean; withdraw: boolean; correct: boolean; reinstate: boolean; begin_correction: boolean; take_back: boolean; call_off: boolean; share: boolean; invite_expert: boolean; force_publish: boolean; comment: boolean };
}

export interface Rung {
  name: string;
  done: number;
}

export interface Progress {
  step: string;
  done: number;
  of: number;
  rungs: Rung[];
  seconds_left: number | null;
}

export interface Job {
  state: 'waiting' | 'running' | 'done' | 'given-up';
  attempts: number;
  reason: string | null;
  progress: Progress | null;
  ahead: number;
  /** It runs no longer, though it did not end; it waits to be taken up again. */
  stalled: boolean;
}

export interface PosterFile {
  url: string;
  width: number;
  height: number;
  at?: number | null;
}

export interface Warning {
  code: string;
  message: string;
  cue?: number | null;
}

/** What a machine read in a long image. */
export interface ReadWords {
  engine: string;
  panels: { top: number; bottom: number; text: string; confidence: number }[];
}

export interface Asset {
  id: number;
  kind: 'picture' | 'video' | 'long-image' | 'h5';
  name: string;
  digest: string;
  bytes: number;
  /** `kept`: a part of a long image, of which nothing is made by itself. */
  state: 'pending' | 'ready' | 'failed' | 'kept';
  reason: string | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  placeholder: string | null;
  ai: string | null;
  created_at: string;
  playable: boolean;
  playlist: string | null;
  progressive: string | null;
  posters: PosterFile[];
  storyboard: string | null;
  /** Of a long image, from top to bottom, in rows of the whole. */
  slices: { top: number; height: number; url: string }[];
  captions_found: { language: string | null; url: string }[];
  warnings: Warning[];
  job: Job | null;
  used_by: { id: number; title: string; how: 'published' | 'draft' | 'earlier' }[];
  rights: AssetRights | null;
  /** Each time that somebody brought these bytes. */
  arrivals: { name: string; organisation: string; by: string; at: string }[];
}

/** What is owed for an original. */
export interface AssetRights {
  alt: string;
  credit: string;
  licence: string | null;
  /** The last day on which it may be shown. */
  expires_on: string | null;
  expired: boolean;
  withheld: boolean;
  note: string;
  by: string;
  at: string;
}

export interface UnfinishedUpload {
  id: string;
  name: string;
  length: number;
  received: number;
  organisation: Named;
  /** The work on whose page it was begun. */
  work: number | null;
  created_at: string;
  expires_at: string;
  asset: number | null;
  reason: string | null;
}

export type Quotas = Record<string, { used: number; limit: number }>;
export type Uploads = { uploads: UnfinishedUpload[]; quota: Quotas };
export type ReadCaptions = { cues: Cue[]; encoding: string; format: string; warnings: Warning[] };
