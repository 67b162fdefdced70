// Whether the editor's document carries all of a tree: it has no order of strong inside emphasis or emphasis inside strong,
// and that is all that may differ.

import type { Node, Schema } from '@tiptap/pm/model';

import { toEditor } from './load';
import { fromEditor } from './store';
import type { Tree } from './tree';

function stable(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one));
}

/** One stretch of characters after the other, each with all that it is. */
function flat(value: unknown, around: string[] = []): unknown {
  if (Array.isArray(value)) {
    const all = value.flatMap((one) => {
      const inside = flat(one, around);
      return Array.isArray(inside) ? inside : [inside];
    });
    return joined(all);
  }
  if (value === null || typeof value !== 'object') return value;
  const { type, inlines, ...rest } = value as { type?: string; inlines?: unknown[] };
  if (Array.isArray(inlines) && (type === 'strong' || type === 'emphasis' || type === 'link')) return flat(inlines, [...around, stable({ type, ...rest })]);
  const own = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, flat(one)]));
  return around.length > 0 ? { ...own, around: [...new Set(around)].toSorted() } : own;
}

function joined(all: unknown[]): unknown[] {
  const out: unknown[] = [];
  for (const one of all) {
    const [last, next] = [out.at(-1), one] as ({ type?: string; text?: string; around?: string[] } | undefined)[];
    const same = last?.type === 'text' && next?.type === 'text' && String(last.around) === String(next.around);
    if (same) out[out.length - 1] = { ...last, text: `${last.text}${next.text}` };
    else out.push(one);
  }
  return out;
}

/** The document, or `null` where the source has to be edited as it is. */
export function faithful(tree: Tree, schema: Schema): Node | null {
  try {
    const doc = schema.nodeFromJSON(toEditor(tree));
    doc.check();
    return stable(flat(fromEditor(doc).tree)) === stable(flat(tree)) ? doc : null;
  } catch {
    return null;
  }
}
