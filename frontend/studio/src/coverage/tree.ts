// The tree of clauses as rows of a table that folds, and what a row of a division says of the clauses below it.
import type { CoverageCell, CoverageClause } from '../api/coverage';

export interface Row {
  clause: CoverageClause;
  level: number;
  /** Of a division: the leaves below it, as places in the whole list. */
  leaves: CoverageClause[];
}

/** All rows in the order of the text. */
export function rowsOf(clauses: CoverageClause[]): Row[] {
  const byId = new Map<string, Row>();
  const rows: Row[] = [];
  for (const clause of clauses) {
    const above = clause.parent === null ? undefined : byId.get(clause.parent);
    const row: Row = { clause, level: (above?.level ?? 0) + 1, leaves: [] };
    byId.set(clause.id, row);
    rows.push(row);
    if (!clause.leaf) continue;
    for (let at = above; at; at = at.clause.parent === null ? undefined : byId.get(at.clause.parent)) at.leaves.push(clause);
  }
  return rows;
}

/** Those that no folded row hides. */
export function unfolded(rows: Row[], folded: ReadonlySet<string>): Row[] {
  const hidden = new Set<string>();
  return rows.filter(({ clause: { id, parent } }) => {
    const away = parent !== null && (hidden.has(parent) || folded.has(parent));
    if (away) hidden.add(id);
    return !away;
  });
}

/** The cells of a clause, the sum first. */
export function cellsOf(clause: CoverageClause, by: 'kinds' | 'genres'): CoverageCell[] {
  return [clause.all, ...clause[by]];
}

/** How many of these clauses have a published work in this column. */
export function covered(leaves: CoverageClause[], by: 'kinds' | 'genres', column: number): number {
  return leaves.filter((leaf) => (cellsOf(leaf, by)[column]?.works ?? 0) > 0).length;
}
