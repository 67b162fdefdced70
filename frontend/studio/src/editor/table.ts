// Tables: where the cursor stands in one, rows and columns, and the rules that every table keeps.

import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';

import type { Alignment } from './tree';

export const MOST_COLUMNS = 32;

export interface Place {
  table: Node;
  /** Of the table. */
  pos: number;
  row: number;
  column: number;
}

export function placeIn({ selection: { $from } }: EditorState): Place | null {
  for (let depth = $from.depth; depth > 1; depth -= 1) {
    if ($from.node(depth).type.name !== 'cell') continue;
    return { table: $from.node(depth - 2), pos: $from.before(depth - 2), row: $from.index(depth - 2), column: $from.index(depth - 1) };
  }
  return null;
}

const columns = (table: Node) => table.child(0).childCount;

/** Before the given cell, or behind the last of its row. */
function at({ table, pos }: Place, row: number, column: number): number {
  let place = pos + 1;
  for (let i = 0; i < row; i += 1) place += table.child(i).nodeSize;
  place += 1;
  for (let i = 0; i < Math.min(column, table.child(row).childCount); i += 1) place += table.child(row).child(i).nodeSize;
  return place;
}

function select(tr: Transaction, cell: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, cell + 1)).scrollIntoView();
}

export const addRow: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place) return false;
  const { cell, row } = state.schema.nodes;
  const after = at(place, place.row, 0) - 1 + place.table.child(place.row).nodeSize;
  const cells = Array.from({ length: columns(place.table) }, () => cell!.create());
  dispatch?.(select(state.tr.insert(after, row!.create(null, cells)), after + 1 + place.column * 2));
  return true;
};

export const addColumn: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place || columns(place.table) >= MOST_COLUMNS) return false;
  const { tr } = state;
  place.table.forEach((_, _offset, row) => tr.insert(tr.mapping.map(at(place, row, place.column + 1)), state.schema.nodes.cell!.create()));
  dispatch?.(select(tr, tr.mapping.slice(0, place.row).map(at(place, place.row, place.column + 1))));
  return true;
};

export const removeTable: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place) return false;
  const { tr } = state;
  tr.replaceWith(place.pos, place.pos + place.table.nodeSize, state.schema.nodes.paragraph!.create());
  dispatch?.(select(tr, place.pos));
  return true;
};

export const removeRow: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place) return false;
  if (place.table.childCount === 1) return removeTable(state, dispatch);
  const from = at(place, place.row, 0) - 1;
  const { tr } = state;
  tr.delete(from, from + place.table.child(place.row).nodeSize);
  const next = { ...place, table: tr.doc.nodeAt(place.pos)! };
  dispatch?.(select(tr, at(next, Math.min(place.row, next.table.childCount - 1), place.column)));
  return true;
};

export const removeColumn: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place) return false;
  if (columns(place.table) === 1) return removeTable(state, dispatch);
  const { tr } = state;
  place.table.forEach((row, _offset, i) => {
    if (place.column >= row.childCount) return;
    const from = tr.mapping.map(at(place, i, place.column));
    tr.delete(from, from + row.child(place.column).nodeSize);
  });
  const next = { ...place, table: tr.doc.nodeAt(place.pos)! };
  dispatch?.(select(tr, at(next, place.row, Math.min(place.column, columns(next.table) - 1))));
  return true;
};

export const align = (alignment: Alignment): Command => (state, dispatch) => {
  const place = placeIn(state);
  if (!place) return false;
  const { tr } = state;
  place.table.forEach((row, _offset, i) => {
    if (place.column < row.childCount) tr.setNodeAttribute(at(place, i, place.column), 'align', alignment);
  });
  dispatch?.(tr);
  return true;
};

/** To the cell before or behind; behind the last one a row is added. */
export const toCell = (step: 1 | -1): Command => (state, dispatch, view) => {
  const place = placeIn(state);
  if (!place) return false;
  const width = columns(place.table);
  const number = place.row * width + place.column + step;
  if (number < 0) return false;
  if (number < width * place.table.childCount) dispatch?.(select(state.tr, at(place, Math.floor(number / width), number % width)));
  else addRow(state, dispatch && ((tr) => dispatch(select(tr, at({ ...place, table: tr.doc.nodeAt(place.pos)! }, place.row + 1, 0)))), view);
  return true;
};

/** To the cell below; `false` in the last row. */
export const toCellBelow: Command = (state, dispatch) => {
  const place = placeIn(state);
  if (!place || place.row + 1 >= place.table.childCount) return false;
  dispatch?.(select(state.tr, at(place, place.row + 1, place.column)));
  return true;
};

/** Every row as long as the longest, one header, and a column aligned as its header is. */
function mend(tr: Transaction, table: Node, pos: number): void {
  const rows = Array.from({ length: table.childCount }, (_, i) => table.child(i));
  const width = Math.max(...rows.map((row) => row.childCount));
  const [head] = rows;
  const { cell } = table.type.schema.nodes;
  const right = rows.map((row, r) =>
    row.copy(row.content.append(cellsTo(width - row.childCount, cell!))).content.content.map((one, c) => {
      const attrs = { header: r === 0, align: (head?.maybeChild(c)?.attrs.align ?? 'none') as string };
      return one.attrs.header === attrs.header && one.attrs.align === attrs.align ? one : one.type.create(attrs, one.content);
    }),
  );
  let start = pos + 1;
  rows.forEach((row, r) => {
    let place = start + 1;
    right[r]!.forEach((one, c) => {
      const was = row.maybeChild(c);
      if (!was) tr.insert(tr.mapping.map(start + row.nodeSize - 1), one);
      else if (was !== one) tr.setNodeMarkup(tr.mapping.map(place), null, one.attrs);
      place += was?.nodeSize ?? 0;
    });
    start += row.nodeSize;
  });
}

function cellsTo(count: number, cell: Node['type']) {
  return cell.schema.nodes.row!.create(null, Array.from({ length: Math.max(count, 0) }, () => cell.create())).content;
}

export const tableRules = () =>
  new Plugin({
    appendTransaction(transactions, _, state) {
      if (!transactions.some((one) => one.docChanged)) return null;
      const { tr } = state;
      state.doc.descendants((node, pos) => {
        if (node.type.name === 'table') mend(tr, node, pos);
        return !node.isTextblock && node.type.name !== 'table';
      });
      return tr.docChanged ? tr : null;
    },
  });
