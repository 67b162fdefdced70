// What the API says of accounts, their second factors, those who administer them, and of the audit log.
import type { Mailed } from './mail';

export interface Named {
  slug: string;
  name: string;
}

export type Role = 'author' | 'editor' | 'expert' | 'publisher' | 'administrator';

export interface Me {
  name: string;
  display_name: string;
  admin: boolean;
  person: Named | null;
  memberships: { organisation: Named; role: Role }[];
  administers: boolean;
  tunes_search: boolean;
  second_factor: boolean;
  has_password: boolean;
  owes_second_factor: boolean;
}

/** The answer to the right password where a second factor is asked for: by which of them it can be shown. */
export interface SecondStep {
  second_factor: true;
  app: boolean;
  passkey: boolean;
}

export interface PasskeySeen {
  id: number;
  name: string;
  created_at: string;
  used_at: string | null;
  flagged: boolean;
}

/** `usable`: whether browsers make passkeys for the site's address. */
export interface Passkeys {
  passkeys: PasskeySeen[];
  usable: boolean;
}

export interface SecondFactor {
  confirmed_at: string | null;
  recovery_codes_left: number;
  asked: boolean;
}

export interface Secret {
  secret: string;
  address: string;
  qr_size: number;
  qr_path: string;
}

export interface SessionRow {
  id: string;
  browser: string;
  created_at: string;
  seen_at: string;
  current: boolean;
}

export interface StaffMember {
  name: string;
  display_name: string;
  admin: boolean;
  disabled: boolean;
  person: Named | null;
  roles: { organisation: Named; role: Role }[];
  seen_at: string | null;
  second_factor: boolean;
  whole: boolean;
  own: boolean;
}

export type SecondFactorRule = 'free' | 'powerful' | 'everyone';

export interface Administered extends Named {
  second_factor: SecondFactorRule;
  force_publish: boolean;
}

export interface StaffList {
  people: StaffMember[];
  next: string | null;
  organisations: Administered[];
}

/** Shown once. */
export interface Link {
  url: string;
  expires_at: string;
}

export interface Invitation {
  id: number;
  organisation: Named;
  display_name: string;
  roles: Role[];
  invited_by: string;
  created_at: string;
  expires_at: string;
  mailed: Mailed | null;
}

export interface InvitationList {
  invitations: Invitation[];
  mail_is_on: boolean;
}

/** The link is shown once, or went by e-mail. */
export interface Invited {
  url: string | null;
  expires_at: string;
}

export interface InvitationSeen {
  organisation: Named;
  display_name: string;
  roles: Role[];
  expires_at: string;
}

export interface AuditEntry {
  seq: number;
  at: string;
  actor: string;
  by_account: boolean;
  network: string;
  act: string;
  act_zh: string;
  subject: 'account' | 'invitation' | 'organisation' | 'work' | 'asset' | 'policy' | 'log';
  subject_id: number | null;
  name: string;
  organisation: Named | null;
  detail: Record<string, unknown>;
  digest: string;
}

export interface AuditList {
  entries: AuditEntry[];
  next: number | null;
  acts: { code: string; zh: string }[];
}
