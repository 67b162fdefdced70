// What the API says of coverage, stale works and reports.

import type { Named } from './accounts';
import type { WorkSummary } from './types';

export interface CoverageColumn {
  code: string;
  zh: string;
  begins: boolean;
}

export interface CoverageCell {
  works: number;
  drafts: number;
}

export interface CoverageClause {
  id: string;
  parent: string | null;
  label: string;
  heading: string;
  leaf: boolean;
  all: CoverageCell;
  kinds: CoverageCell[];
  genres: CoverageCell[];
  first: string | null;
  days: number | null;
  late: boolean;
}

export interface CoverageDue {
  dated: string;
  last: string;
  days: number;
  over: boolean;
  within: number;
  without_holidays: number[];
}

export interface Coverage {
  policy: Named;
  version: number;
  due: CoverageDue | null;
  organisations: Named[];
  organisation: Named | null;
  kinds: CoverageColumn[];
  genres: CoverageColumn[];
  clauses: CoverageClause[];
}

export interface WorkBehind {
  id: number;
  slug: string;
  title: string;
  kind: string;
  genre: string;
  organisation: string | null;
  at: string;
  live: boolean;
  seen: boolean;
}

export interface WorksBehind {
  works: WorkBehind[];
  next: string | null;
}

export interface WordPiece {
  op: 'equal' | 'delete' | 'insert';
  text: string;
}

export interface StaleClause {
  id: string;
  label: string;
  heading: string;
  kind: 'changed' | 'moved-changed' | 'removed';
  kind_zh: string;
  new_id: string | null;
  new_label: string | null;
  words: WordPiece[];
  works: number;
  checked: number;
}

export interface PolicyVersion {
  number: number;
  dated: string | null;
  imported_at: string;
}

export interface Stale {
  policy: Named;
  version: number;
  versions: PolicyVersion[];
  clauses: StaleClause[];
  works: number;
  open: number;
}

export interface StaleCheckGiven {
  by: string;
  at: string;
}

export interface StaleEntry {
  work: WorkSummary;
  passage: string | null;
  checked: StaleCheckGiven | null;
  may_check: boolean;
}

export interface StaleWorks {
  entries: StaleEntry[];
  next: number | null;
}

export interface Spread {
  count: number;
  median: number;
  p90: number;
}

export interface ReviewTimes {
  first: Spread | null;
  second: Spread | null;
  last: Spread | null;
  published: Spread | null;
  whole: Spread | null;
}

export interface ReportRow {
  organisation: Named;
  covered: number;
  days: number | null;
  published: number;
  reviewed: number;
  times: ReviewTimes;
  corrections: number;
  concerns: number;
  retractions: number;
  removals: number;
  forced: number;
  unreviewed: number;
  reprinted: number;
}

export interface Report {
  from: string;
  until: string;
  policy: Named | null;
  clauses: number;
  rows: ReportRow[];
  organisations: Named[];
}

export interface WorkReadings {
  id: number;
  slug: string;
  title: string;
  organisation: string;
  views: number;
  completions: number;
}

export interface ReprintReadings {
  id: number;
  slug: string;
  title: string;
  organisation: string;
  host: string;
  views: number;
}

export interface ReadingReport {
  works: WorkReadings[];
  read: number;
  views: number;
  completions: number;
  reprints: ReprintReadings[];
  reprinted: number;
  reprint_hosts: number;
  reprint_views: number;
}

export interface SearchMiss {
  words: string;
  searches: number;
  last: string;
}

export interface SearchMisses {
  misses: SearchMiss[];
  least: number;
}

export interface WorkDeadline {
  work: number;
  policy: Named;
  last: string;
  left: number;
  over: boolean;
}

export interface Inbox {
  waiting: WorkSummary[];
  deadlines: WorkDeadline[];
}

export interface FeedReached {
  name: string;
  address: string;
}

export interface SisterReached {
  slug: string;
  title: string;
  language: string;
  language_zh: string;
}

export interface Reach {
  feeds: FeedReached[];
  sisters: SisterReached[];
  channels: Named[];
}
