// What the API says of the editions of a text: revisions, differences, merges, and what is under review.
import type { Review, Stage } from './types';

export interface Submission {
  id: number;
  stage: Stage | null;
  reviews: Review[];
  revision: number;
  merged_from: number | null;
  reason: string | null;
}

export interface Revision {
  name: string;
  number: number;
  at: string;
  by: string | null;
  digest: string;
  published_at: string | null;
  current: boolean;
  submission: string | null;
  merged: boolean;
}

export interface Kept {
  name: string;
  at: string;
  by: string | null;
  title: string;
}

export interface Copy {
  version: number;
  at: string | null;
}

export interface Revisions {
  revisions: Revision[];
  kept: Kept[];
  copy: Copy | null;
}

export interface Piece {
  op: 'equal' | 'delete' | 'insert';
  text: string;
  strong?: boolean;
  emphasis?: boolean;
  code?: boolean;
  note?: boolean;
  link?: string;
}

export interface Attribute {
  name: string;
  old: string | null;
  new: string | null;
}

export interface BlockChange {
  step: 'same' | 'new' | 'gone' | 'changed' | 'moved-from' | 'moved-to';
  kind: string;
  attributes: Attribute[];
  pieces: Piece[];
}

export interface ChangedField {
  field: string;
  pieces: Piece[];
  gone: string[];
  come: string[];
}

export interface Difference {
  changes: number;
  fields: ChangedField[];
  blocks: BlockChange[];
}

export interface MergeConflict {
  name: string;
  field: string;
  published_lines: string[];
  mine_lines: string[];
  published: BlockChange[];
  mine: BlockChange[];
}

export interface Merge {
  version: number;
  published_revision: number | null;
  behind: boolean;
  conflicts: MergeConflict[];
  changes: Difference | null;
}

export interface CorrectionBegun {
  id: number;
}
