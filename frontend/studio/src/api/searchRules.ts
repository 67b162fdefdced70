// What the API says of the rules of search: pins, blocks, synonyms.

export interface SearchRuleTarget {
  work: number | null;
  title: string;
  label: string | null;
  href: string;
  shown: boolean;
}

export interface SearchRuleItem {
  id: number;
  kind: SearchRuleKind;
  kind_zh: string;
  words: string;
  other: string | null;
  two_way: boolean;
  until: string | null;
  ended: boolean;
  note: string;
  by: string;
  added_at: string;
  removed_by: string | null;
  removed_at: string | null;
  targets: SearchRuleTarget[];
}

export type SearchRuleKind = 'pin' | 'block' | 'synonym' | 'mute';

export interface PopularQuery {
  words: string;
  sources: number;
  muted: boolean;
}

export interface SearchRuleList {
  rules: SearchRuleItem[];
  removed: SearchRuleItem[];
  popular: PopularQuery[];
  most: number;
  most_targets: number;
}

export interface SearchTargetAsked {
  work: number | null;
  policy: string | null;
  clause: string | null;
}

export interface SearchRuleAsked {
  kind: SearchRuleKind;
  words: string;
  everywhere: boolean;
  other: string;
  two_way: boolean;
  until: string | null;
  targets: SearchTargetAsked[];
  note: string;
}

export interface SearchRuleAdded {
  id: number;
}

export interface SearchPreviewAsked {
  query: string;
  rule: SearchRuleAsked | null;
}

export interface SearchPreviewHit {
  work: number | null;
  policy: string | null;
  clause: string | null;
  title: string;
  label: string | null;
  href: string;
  other_place: number | null;
}

export interface SearchPreview {
  before: SearchPreviewHit[];
  after: SearchPreviewHit[];
  before_total: number;
  after_total: number;
  corrected: string | null;
}
