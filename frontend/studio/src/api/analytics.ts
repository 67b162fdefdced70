// What the API says of how works are read.
import type { Named } from './accounts';

export interface DayCounts {
  day: string;
  views: number;
  completions: number;
  reprints: number;
}

export interface WorkCounts {
  id: number;
  slug: string;
  title: string;
  organisation: string;
  views: number;
  completions: number;
  reprints: number;
}

export interface HostCounts {
  host: string;
  works: number;
  reprints: number;
}

export interface ReadAnalytics {
  from: string;
  until: string;
  organisations: Named[];
  work: string | null;
  read: number;
  views: number;
  completions: number;
  reprints: number;
  days: DayCounts[];
  works: WorkCounts[];
  hosts: HostCounts[];
}

export interface SearchDay {
  day: string;
  searches: number;
}

export interface WordSearches {
  words: string;
  searches: number;
  last: string;
}

export interface SearchAnalytics {
  days: SearchDay[];
  words: WordSearches[];
  least: number;
}
