// Two people, or two tabs, changed one work: what can be put together by itself, and where somebody has to choose.
// Absent from here: the server, the screen.
import type { Content } from '../api/types';

export interface Manuscript {
  content: Content;
  body: string;
}

export interface Difference {
  field: string;
  mine: unknown;
  theirs: unknown;
}

export interface Merged {
  manuscript: Manuscript;
  /** Fields that both changed, each in its own way; the manuscript has mine. */
  differences: Difference[];
  /** Fields that only they changed. */
  taken: string[];
}

type Fields = Record<string, unknown>;

/** Properties whose own ones are told apart, as `video.captions`. */
const NESTED = ['video', 'long_image', 'h5'];

/** The text and each property by a name of its own. */
function take(manuscript: Manuscript): Fields {
  const fields: Fields = { ...manuscript.content, body: manuscript.body };
  for (const outer of NESTED) {
    const own = fields[outer];
    delete fields[outer];
    for (const [name, value] of Object.entries((own ?? {}) as Fields)) fields[`${outer}.${name}`] = value;
  }
  return fields;
}

function put(fields: Fields): Manuscript {
  const content: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'body' || value === undefined) continue;
    const [outer = '', inner] = name.split('.', 2);
    if (inner === undefined || !NESTED.includes(outer)) content[name] = value;
    else content[outer] = { ...(content[outer] as Fields | undefined), [inner]: value };
  }
  // Captions of a video that somebody took away have nothing to belong to, and words of an image likewise.
  for (const outer of NESTED) if (outer in content && !('original' in (content[outer] as Fields))) delete content[outer];
  return { content: content as Content, body: String(fields.body ?? '') };
}

/** The same for an absent value and an empty list, which mean the same to the server. */
function text(value: unknown): string {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  return JSON.stringify(value);
}

export function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

export function sameManuscript(a: Manuscript, b: Manuscript): boolean {
  const [left, right] = [take(a), take(b)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => same(left[name], right[name]));
}

/** `base`: what both began from. */
export function merge(base: Manuscript, mine: Manuscript, theirs: Manuscript): Merged {
  const [was, left, right] = [take(base), take(mine), take(theirs)];
  const result: Fields = {};
  const differences: Difference[] = [];
  const taken: string[] = [];
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [old, ours, others] = [was[name], left[name], right[name]];
    if (same(ours, others) || same(others, old)) {
      result[name] = ours;
    } else if (same(ours, old)) {
      result[name] = others;
      taken.push(name);
    } else {
      result[name] = ours;
      differences.push({ field: name, mine: ours, theirs: others });
    }
  }
  return { manuscript: put(result), differences, taken };
}

/** The manuscript with `theirs` in the named fields. */
export function choose(manuscript: Manuscript, differences: Difference[], theirs: Set<string>): Manuscript {
  const fields = take(manuscript);
  for (const { field, theirs: value } of differences) if (theirs.has(field)) fields[field] = value;
  return put(fields);
}
