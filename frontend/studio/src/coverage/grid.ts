// Moving about a table by the arrow keys: one of its cells at a time can be reached by Tab.

/** Where an arrow key leads from a place; `undefined` for keys that move nowhere. */
export function step(key: string, control: boolean, [row, column]: [number, number], rows: number, columns: number): [number, number] | undefined {
  const places: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [control ? 0 : row, 0],
    End: [control ? rows - 1 : row, columns - 1],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  };
  const to = places[key];
  return to && [Math.max(0, Math.min(rows - 1, to[0])), Math.max(0, Math.min(columns - 1, to[1]))];
}
