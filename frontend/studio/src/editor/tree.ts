// The document as the server's tree says it: `crates/document`, tree.rs. A copy of its shapes, and of none of its rules.

export interface Tree {
  version: 1;
  blocks: Block[];
  footnotes?: Footnote[];
}

export interface Footnote {
  label: string;
  blocks: Block[];
}

export type Block = Heading | Paragraph | List | Quote | Table | Figure | Question | Quiz | Formula | Embed | CodeBlock | { type: 'thematic-break' };

export interface Heading {
  type: 'heading';
  level: number;
  anchor: string;
  inlines: Inline[];
}

export interface Paragraph {
  type: 'paragraph';
  inlines: Inline[];
}

export interface List {
  type: 'list';
  ordered: boolean;
  start: number;
  items: Block[][];
}

export interface Quote {
  type: 'quote';
  blocks: Block[];
  clause?: string;
}

export type Alignment = 'none' | 'left' | 'centre' | 'right';

export interface Table {
  type: 'table';
  alignments: Alignment[];
  header: Inline[][];
  rows: Inline[][][];
}

export interface Figure {
  type: 'figure';
  picture: string;
  alt: string;
  caption?: Inline[];
  credit: string;
  licence: string;
}

export interface Question {
  type: 'question-and-answer';
  anchor: string;
  outlet?: string;
  speaker?: string;
  question: Inline[];
  answer: Block[];
}

export type QuizKind = 'single' | 'multiple' | 'true-false';

export interface Choice {
  text: string;
  right: boolean;
}

export interface Quiz {
  type: 'quiz';
  anchor: string;
  kind: QuizKind;
  clause?: string;
  question: Inline[];
  options: Choice[];
  explanation: Inline[];
}

export interface Formula {
  type: 'formula';
  alt: string;
  math: MathElement;
}

export interface MathElement {
  name: string;
  attributes?: Record<string, string>;
  children?: MathNode[];
}

export type MathNode = ({ type: 'element' } & MathElement) | { type: 'text'; text: string };

export interface Embed {
  type: 'embed';
  work: string;
}

export interface CodeBlock {
  type: 'code-block';
  language?: string;
  text: string;
}

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong'; inlines: Inline[] }
  | { type: 'emphasis'; inlines: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; target: Target; inlines: Inline[] }
  | { type: 'line-break' }
  | { type: 'footnote-reference'; label: string };

export type Target = { to: 'web'; address: string } | { to: 'clause'; clause: string } | { to: 'work'; work: string } | { to: 'anchor'; anchor: string };
