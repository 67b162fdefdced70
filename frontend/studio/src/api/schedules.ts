// What the API says of times of publication and of links for a preview.
import type { WorkSummary } from './types';

export interface CalendarEntry {
  work: WorkSummary;
  at: string;
  scheduled: boolean;
  movable: boolean;
  embargo: boolean;
}

export interface Calendar {
  entries: CalendarEntry[];
  more: boolean;
}

export interface PreviewLink {
  id: number;
  note: string;
  by: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  good: boolean;
  opened: number;
  opened_at: string | null;
}

export interface PreviewLinks {
  links: PreviewLink[];
}

export interface Shared {
  url: string;
  expires_at: string;
}
