// Tables as they are pasted: one header, every row of one length, words in the cells.

import { inline, lost } from './inline';
import type { Dropped } from './report';

function span(cell: Element, name: string): number {
  return Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1, 1), 100);
}

function alignment(cell: Element): string {
  const said = /text-align\s*:\s*(\w+)/iu.exec(cell.getAttribute('style') ?? '')?.[1] ?? cell.getAttribute('align') ?? '';
  return { center: 'centre', right: 'right' }[said.toLowerCase()] ?? '';
}

function words(cell: Element, dropped: Dropped): HTMLElement {
  const out = cell.ownerDocument.createElement('td');
  cell.childNodes.forEach((child) => {
    if (out.textContent && !out.textContent.endsWith(' ') && child.nodeType === 1 && /^(?:P|DIV|LI|UL|OL|TABLE|TR|SECTION)$/iu.test((child as Element).tagName)) out.append(' ');
    inline(child, out, dropped);
  });
  out.querySelectorAll('br').forEach((br) => br.replaceWith(' '));
  out.normalize();
  const align = alignment(cell) || alignment(cell.querySelector('p') ?? cell);
  if (align) out.dataset.align = align;
  return out;
}

/** `null` for a table of one cell. */
export function cleanTable(table: Element, dropped: Dropped): HTMLElement | null {
  const out = table.ownerDocument;
  const own = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
  const grid: HTMLElement[][] = own.map(() => []);
  own.forEach((row, r) => {
    let c = 0;
    for (const cell of row.children) {
      if (lost(cell, dropped)) continue;
      while (grid[r]![c]) c += 1;
      const [across, down] = [span(cell, 'colspan'), Math.min(span(cell, 'rowspan'), own.length - r)];
      if (across * down > 1) dropped.merged += 1;
      for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) grid[r + y]![c + x] ??= x + y === 0 ? words(cell, dropped) : out.createElement('td');
      c += across;
    }
  });
  const rows = grid.filter((row) => row.length > 0);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length * width <= 1) return null;
  const made = out.createElement('table');
  for (const row of rows) {
    const line = out.createElement('tr');
    for (let c = 0; c < width; c += 1) line.append(row[c] ?? out.createElement('td'));
    made.append(line);
  }
  return made;
}
