// What the API says of findings in a text, and of the words that a house does not use.
import type { Named } from './accounts';

export type FindingCode = 'quote-differs' | 'copied' | 'claim-without-source' | 'alt-text' | 'phone' | 'identity-number' | 'word' | 'ai-label' | 'rights-over';

export interface DifferentWords {
  op: 'equal' | 'delete' | 'insert';
  text: string;
}

export interface LetStand {
  by: string;
  at: string;
}

export interface FindingHere {
  fingerprint: string;
  code: FindingCode;
  severity: 'warning' | 'note';
  field: 'body' | 'title' | 'lead' | 'ai' | 'original';
  /** Of the body, from 1. */
  line: number | null;
  path: string | null;
  /** Characters of the text of the block; equal where the whole is meant. */
  from: number;
  to: number;
  excerpt: string;
  /** How often the same words stand before them in the same block of the top level. */
  occurrence: number;
  message: string;
  remedy: string;
  difference: DifferentWords[];
  ignored: LetStand | null;
}

export interface CopiedShare {
  percent: number;
  copied: number;
  of: number;
}

export interface FoundHere {
  version: number;
  findings: FindingHere[];
  more: boolean;
  copied: CopiedShare | null;
}

export interface WordEverywhere {
  word: string;
  reason: string;
  instead: string | null;
}

export interface WordOfHouse extends WordEverywhere {
  organisation: Named;
  by: string;
  at: string;
}

export interface HouseWords {
  organisations: Named[];
  organisation: string | null;
  may_edit: boolean;
  words: WordOfHouse[];
  built_in: WordEverywhere[];
}
