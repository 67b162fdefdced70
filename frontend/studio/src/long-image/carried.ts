// The words of a long image when its parts are put in another order: they belong to their part, and move with it.
// Absent from here: the server, the screen, where heights come from.
import type { Panel } from '../api/types';

export interface Part {
  digest: string;
  /** In rows; `null` where nobody knows. */
  height: number | null;
}

type Placed = { digest: string; top: number; bottom: number; panels: Panel[] };

const within = (row: number, least: number, most: number) => Math.min(Math.max(row, least), most);

/** How many rows of the panel lie in the part. */
const shared = (panel: Panel, part: Placed) => Math.min(panel.bottom, part.bottom) - Math.max(panel.top, part.top);

/** Slices are cut where the picture is calm, not where parts meet: a panel on a border belongs to the part that has more of it. */
function placed(panels: Panel[], parts: Part[]): Placed[] {
  let bottom = 0;
  const out = parts.map(({ digest, height }): Placed => ({ digest, top: bottom, bottom: (bottom += height ?? 0), panels: [] }));
  for (const panel of panels) {
    const part = out.reduce((best, one) => (shared(panel, one) > shared(panel, best) ? one : best));
    const top = within(panel.top, part.top, part.bottom - 1);
    part.panels.push({ ...panel, top, bottom: within(panel.bottom, top + 1, part.bottom) });
  }
  return out;
}

/**
 * The words where the parts `after` have them, new ones of which come last; those of a part that is gone go with it. `null`
 * where the places of the parts are not known.
 */
export function carried(panels: Panel[], before: Part[], after: string[]): Panel[] | null {
  if (panels.length === 0 || before.every(({ digest }, i) => digest === after[i])) return panels;
  if (before.some(({ height }) => height === null)) return null;
  const rest = placed(panels, before);
  let below = 0;
  return after.flatMap((digest) => {
    const at = rest.findIndex((part) => part.digest === digest);
    const [part] = at < 0 ? [] : rest.splice(at, 1);
    if (!part) return [];
    const by = below - part.top;
    below += part.bottom - part.top;
    return part.panels.map((panel) => ({ ...panel, top: panel.top + by, bottom: panel.bottom + by }));
  });
}
