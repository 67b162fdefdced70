// What the API says of findings in a text, and of the words that a house does not use.
import type { components } from './generated/schema';

export type FindingCode = 'quote-differs' | 'copied' | 'claim-without-source' | 'alt-text' | 'phone' | 'identity-number' | 'word' | 'ai-label' | 'rights-over' | 'dead-link';

type Schemas = components['schemas'];

export type DifferentWords = Omit<Schemas['DifferentWords'], 'op'> & { op: 'equal' | 'delete' | 'insert' };
export type LetStand = Schemas['LetStand'];
export type CopiedShare = Schemas['CopiedShare'];
export type WordEverywhere = Schemas['WordEverywhere'];
export type WordOfHouse = Schemas['WordOfHouse'];
export type HouseWords = Schemas['HouseWords'];

/** The codes are words for the server, and names for this app. */
export type FindingHere = Omit<Schemas['FindingHere'], 'code' | 'severity' | 'field' | 'difference'> & {
  code: FindingCode;
  severity: 'warning' | 'note';
  field: 'body' | 'title' | 'lead' | 'ai' | 'sources' | 'original';
  difference: DifferentWords[];
};

export type FoundHere = Omit<Schemas['FoundHere'], 'findings'> & { findings: FindingHere[] };
