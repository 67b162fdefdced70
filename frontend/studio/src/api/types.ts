// What the studio's API says, as it says it: snake_case, times in ISO 8601, lengths in milliseconds and bytes.

import type { Me, Named, Role } from './accounts';
import type { Submission } from './editions';

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
  ai_labels: Term[];
  roles: Term[];
  policies: VocabularyPolicy[];
}

export type State = 'draft' | 'submitted' | 'returned' | 'approved' | 'published' | 'withdrawn';
export type Kind = 'article' | 'short-video' | 'long-image';
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
}

export interface Cue {
  start: number;
  end: number;
  text: string;
}

export interface CaptionTrack {
  language: string;
  cues: Cue[];
}

export interface Chapter {
  start: number;
  title: string;
}

export type Poster = { at: number } | { picture: string };

export interface Video {
  original: string;
  captions?: CaptionTrack[];
  no_speech?: string;
  poster?: Poster;
  chapters?: Chapter[];
}

export interface Credit {
  person: string;
  role: string;
}

export interface Source {
  title: string;
  url?: string;
  publisher?: string;
  date?: string;
}

export interface ClauseLink {
  clause: string;
  passage?: string;
  anchor?: string;
}

/** The words in a part of a long image; rows of the whole picture. */
export interface Panel {
  top: number;
  bottom: number;
  text: string;
}

export interface LongImage {
  /** Digest of the joined picture. */
  original: string;
  /** Digests of its parts, from top to bottom. */
  parts: string[];
  panels?: Panel[];
  checked?: boolean;
}

/** An editor's description of a work. Fields that this app has no words for are kept and sent back. */
export interface Content {
  slug: string;
  title: string;
  lead: string;
  kind: Kind;
  genre: string;
  language: string;
  audiences?: string[];
  topics?: string[];
  campaigns?: string[];
  organisations: string[];
  channels?: string[];
  people?: Credit[];
  licence: string;
  source?: string;
  source_url?: string;
  original_title?: string;
  ai: string;
  sources?: Source[];
  clauses?: ClauseLink[];
  video?: Video;
  long_image?: LongImage;
  [kept: string]: unknown;
}

export interface Fault {
  field: string;
  message: string;
}

export interface Review {
  stage: Stage;
  by: string;
  verdict: 'pass' | 'return';
  note: string;
  at: string;
}

export interface Happening {
  at: string;
  by?: string | null;
  what: string;
  note?: string | null;
}

export interface Work {
  id: number;
  state: State;
  live: boolean;
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
  submission: Submission | null;
  corrects: number | null;
  correction: number | null;
  schedule: { at: string; embargo: boolean; problem: string | null } | null;
  history: Happening[];
  may: { edit: boolean; submit: boolean; recall: boolean; review: Stage[]; publish: boolean; withdraw: boolean; correct: boolean; reinstate: boolean; begin_correction: boolean; take_back: boolean; call_off: boolean; share: boolean };
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

export interface Asset {
  id: number;
  kind: 'picture' | 'video' | 'long-image';
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
  used_by: { id: number; title: string }[];
}

export interface UnfinishedUpload {
  id: string;
  name: string;
  length: number;
  received: number;
  organisation: Named;
  created_at: string;
  expires_at: string;
  asset: number | null;
  reason: string | null;
}

export type Quotas = Record<string, { used: number; limit: number }>;
export type Uploads = { uploads: UnfinishedUpload[]; quota: Quotas };
export type ReadCaptions = { cues: Cue[]; encoding: string; format: string; warnings: Warning[] };
