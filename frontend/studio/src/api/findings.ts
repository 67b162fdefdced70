// What the API says of findings in a text, and of the words that a house does not use.
import type { Named } from './accounts';
import type { Piece } from './editions';

export type FindingCode = 'quote-differs' | 'copied' | 'claim-without-source' | 'alt-text' | 'phone' | 'identity-number' | 'word' | 'ai-label' | 'rights-over';

export interface Finding {
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
  difference: Piece[];
  ignored: { by: string; at: string } | null;
}

export interface Findings {
  version: number;
  findings: Finding[];
  more: boolean;
  copied: { percent: number; copied: number; of: number } | null;
}

export interface HouseWord {
  word: string;
  reason: string;
  instead: string | null;
}

export interface KeptWord extends HouseWord {
  organisation: Named;
  by: string;
  at: string;
}

export interface HouseWords {
  organisations: Named[];
  organisation: string | null;
  may_edit: boolean;
  words: KeptWord[];
  built_in: HouseWord[];
}
