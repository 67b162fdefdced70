// What the API says of e-mail to this account.

export type MailKind = 'waiting' | 'returned' | 'outcome' | 'deadline' | 'report';
export type MailChoice = 'never' | 'at-once' | 'daily';

export interface Chosen {
  kind: MailKind;
  choice: MailChoice;
}

export interface MailSettings {
  is_on: boolean;
  address: string | null;
  confirmed_at: string | null;
  failure: string | null;
  choices: Chosen[];
}

/** How far a letter to somebody without an account has come. */
export interface Mailed {
  sent_at: string | null;
  failure: string | null;
}
