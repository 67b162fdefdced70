// What the API says of experts from outside who review by a link.

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
  opened: number;
  opened_at: string | null;
}

export interface ExpertLinks {
  links: ExpertLink[];
  stages: string[];
}
