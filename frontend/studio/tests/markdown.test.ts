// The editor's Markdown is the server's: what crates/document wrote of each tree stands in fixtures/markdown.json.

import { expect, test } from 'vitest';

import { write } from '../src/editor/markdown/blocks';
import type { Tree } from '../src/editor/tree';
import fixtures from './fixtures/markdown.json';

const cases = fixtures as unknown as { name: string; document: Tree; markdown: string }[];

test('every tree is written byte for byte as the server writes it', () => {
  expect(cases.length).toBeGreaterThan(400);
  for (const { name, document, markdown } of cases) expect({ name, markdown: write(document).markdown }).toEqual({ name, markdown });
});

test('each block begins on the line that is named', () => {
  for (const { document } of cases) {
    const { markdown, lines, footnoteLines } = write(document);
    const all = markdown.split('\n');
    [...lines, ...footnoteLines].forEach((line, i) => {
      expect(line === 1 || all[line - 2] === '').toBe(true);
      if (i >= lines.length) expect(all[line - 1]).toMatch(/^\[\^/u);
    });
  }
});
