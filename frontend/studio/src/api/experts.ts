// What the API says of experts from outside who review by a link.
import type { Mailed } from './mail';

export interface ExpertLink {
  id: number;
  stage: string;
  name: string;
  affiliation: string;
  email: string | null;
  by: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  used_at: string | null;
  verdict: 'pass' | 'return' | null;
  good: boolean;
  mailed: Mailed | null;
  insiders: string[];
  opened: number;
  opened_at: string | null;
}

export interface ExpertLinks {
  links: ExpertLink[];
  mail_is_on: boolean;
  stages: string[];
}

/** The link is shown once, or went to the expert by e-mail. */
export interface ExpertInvited {
  url: string | null;
  expires_at: string;
}
