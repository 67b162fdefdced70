// What the toolbar writes into a text: Markdown around or before what is chosen.
// Absent from here: the screen.

export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Replace `from`–`to` by `insert`, then choose `start`–`end`. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

export function wrap({ text, start, end }: Selected, before: string, after: string, sample: string): Edit {
  const inside = text.slice(start, end);
  if (inside && text.slice(start - before.length, start) === before && text.slice(end, end + after.length) === after) {
    return { from: start - before.length, to: end + after.length, insert: inside, start: start - before.length, end: end - before.length };
  }
  const words = inside || sample;
  return { from: start, to: end, insert: before + words + after, start: start + before.length, end: start + before.length + words.length };
}

/** Puts a mark before each line that is touched, or takes it away where all have it. `mark` gets the line's number. */
export function prefix({ text, start, end }: Selected, mark: (line: number) => string, known: RegExp): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const after = text.indexOf('\n', end);
  const to = after === -1 ? text.length : after;
  const lines = text.slice(from, to).split('\n');
  const all = lines.every((line) => known.test(line));
  const insert = lines.map((line, index) => (all ? line.replace(known, '') : mark(index) + line.replace(known, ''))).join('\n');
  return { from, to, insert, start: from, end: from + insert.length };
}

/** A block of its own between empty lines. */
export function block({ text, end }: Selected, words: string): Edit {
  const before = text.slice(0, end);
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const insert = `${lead}${words}\n`;
  return { from: end, to: end, insert, start: end + lead.length, end: end + insert.length - 1 };
}
