// What the API says of errors that readers report.

export interface ReaderReportSummary {
  id: number;
  title: string;
  label: string | null;
  work: number | null;
  topic: string;
  topic_zh: string;
  state: string;
  state_zh: string;
  excerpt: string;
  sent_at: string;
  changed_at: string;
}

export interface ReaderReportCounts {
  received: number;
  handling: number;
  corrected: number;
  declined: number;
}

export interface ReaderReportList {
  reports: ReaderReportSummary[];
  counts: ReaderReportCounts;
  next: number | null;
}

export interface ReportedNotice {
  id: number;
  kind_zh: string;
  reason: string;
  at: string;
}

export interface ReaderReportDetail {
  summary: ReaderReportSummary;
  words: string;
  place: string | null;
  source: string | null;
  href: string;
  answer: string | null;
  correction: number | null;
  answered_by: string | null;
  notices: ReportedNotice[];
  may_answer: boolean;
  may_correct: boolean;
}

export interface ReaderReportAnswer {
  state: string;
  words: string;
  correction: number | null;
}
