// What an editor says of a work, as the server takes it.

export type Kind = 'article' | 'short-video' | 'long-image' | 'h5';

export interface Cue {
  start: number;
  end: number;
  text: string;
}

export interface CaptionTrack {
  language: string;
  cues: Cue[];
}

export interface Chapter {
  start: number;
  title: string;
}

export type Poster = { at: number } | { picture: string };

export interface Video {
  original: string;
  captions?: CaptionTrack[];
  no_speech?: string;
  poster?: Poster;
  chapters?: Chapter[];
}

export interface Credit {
  person: string;
  role: string;
}

export interface Source {
  title: string;
  url?: string;
  publisher?: string;
  date?: string;
}

export interface ClauseLink {
  clause: string;
  passage?: string;
  anchor?: string;
}

/** The words in a part of a long image; rows of the whole picture. */
export interface Panel {
  top: number;
  bottom: number;
  text: string;
}

export interface LongImage {
  /** Digest of the joined picture. */
  original: string;
  /** Digests of its parts, from top to bottom. */
  parts: string[];
  panels?: Panel[];
  checked?: boolean;
}

export interface H5Page {
  /** Digest of the uploaded zip. */
  original: string;
  /** In CSS pixels. */
  height?: number;
}

/** An editor's description of a work. Fields that this app has no words for are kept and sent back. */
export interface Content {
  slug: string;
  title: string;
  lead: string;
  kind: Kind;
  genre: string;
  language: string;
  audiences?: string[];
  topics?: string[];
  campaigns?: string[];
  organisations: string[];
  channels?: string[];
  people?: Credit[];
  licence: string;
  /** Two letters of ISO 3166-1 each; everywhere where it is empty. */
  territories?: string[];
  source?: string;
  source_url?: string;
  original_title?: string;
  ai: string;
  sources?: Source[];
  clauses?: ClauseLink[];
  video?: Video;
  long_image?: LongImage;
  h5?: H5Page;
  [kept: string]: unknown;
}
