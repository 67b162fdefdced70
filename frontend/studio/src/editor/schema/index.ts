// Every kind of node that the tree has, and no other.

import { BulletList, Asked, Cell, Footnote, FootnoteReference, ListItem, OrderedList, Question, Quote, Row, Table } from './containers';
import { Code, Emphasis, Link, Strong } from './marks';
import { Embed, Figure, Formula } from './objects';
import { Quiz, QuizAsked, QuizWhy } from './quiz';
import { CodeBlock, Doc, Heading, LineBreak, Paragraph, Text, ThematicBreak } from './texts';

export const SCHEMA = [
  Doc, Text, Paragraph, Heading, CodeBlock, ThematicBreak, LineBreak,
  BulletList, OrderedList, ListItem, Quote, Question, Asked, Quiz, QuizAsked, QuizWhy, Footnote, FootnoteReference, Table, Row, Cell,
  Figure, Formula, Embed,
  Link, Strong, Emphasis, Code,
];
