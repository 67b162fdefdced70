// What the API says of partners, of their copies, and of who is sent feeds.

export interface PartnerCopy {
  id: number;
  partner: string;
  partner_name: string;
  work: number;
  title: string;
  address: string;
  state: string;
  state_zh: string;
  reason: string;
  checked_at: string | null;
  deadline: string | null;
  overdue: boolean;
}

export interface CopyStateCount {
  state: string;
  state_zh: string;
  copies: number;
}

export interface PartnerSummary {
  slug: string;
  name: string;
  disabled: boolean;
  sandbox: boolean;
  keys: number;
  webhooks: number;
  copies: CopyStateCount[];
}

export interface PartnerList {
  partners: PartnerSummary[];
}

export interface PartnerEndpoint {
  address: string;
  delivered_at: string | null;
  disabled_at: string | null;
  given_up: number;
}

/** Codes and slugs. Each list narrows; an empty one does not. */
export interface PartnerScope {
  kinds: string[];
  genres: string[];
  organisations: string[];
  channels: string[];
  territories: string[];
}

export interface PartnerLicence {
  version: string;
  until: string | null;
  over: boolean;
}

export interface PartnerKey {
  id: number;
  hint: string;
  made_at: string;
  ends_at: string | null;
  revoked_at: string | null;
  counts: boolean;
}

export interface PartnerPage {
  partner: PartnerSummary;
  scope: PartnerScope;
  licence: PartnerLicence | null;
  keys: PartnerKey[];
  endpoints: PartnerEndpoint[];
  copies: PartnerCopy[];
}

export interface FeedSubscription {
  feed: string;
  host: string;
  asked_at: string;
  until: string | null;
  delivered_at: string | null;
  failed: number;
  reason: string;
}

export interface FeedSubscriptions {
  all: number;
  confirmed: number;
  subscriptions: FeedSubscription[];
}

export interface NoticeSeen {
  name: string;
  at: string;
}

export interface NoticeSpread {
  id: number;
  kind_zh: string;
  severity_zh: string;
  reason: string;
  at: string;
  deadline: string;
  seen: NoticeSeen[];
  silent: string[];
}

export interface NoticesSpread {
  notices: NoticeSpread[];
  partners: string[];
  copies: PartnerCopy[];
}
