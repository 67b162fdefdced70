// From what the check found to its place: in the preview, and in the text that is being written.
import { nextTick } from 'vue';

import { change } from '../api/client';
import { goTo, selectIn } from '../findings/spot';
import type { Draft } from '../works/draft';
import { isStill } from './outline';
import { pointed } from './pointed';
import type { Shown } from './shown';

const preview = () => document.querySelector<HTMLElement>('iframe.preview');

/** Text and preview stand side by side, so that both can be seen. */
function beside(): boolean {
  const text = document.getElementById('field-body')?.getBoundingClientRect();
  const page = preview()?.getBoundingClientRect();
  return text !== undefined && page !== undefined && page.left >= text.right;
}

/** Shows the place in the preview; and moves the cursor to it, except where that would bring up a keyboard over the preview. */
export async function lead(draft: Draft, one: Shown): Promise<void> {
  pointed.value = { work: draft.id, place: one.place };
  await nextTick();
  if (beside()) {
    await toText(draft, one);
    return;
  }
  if (!matchMedia('(pointer: coarse)').matches) await toText(draft, one);
  preview()?.scrollIntoView({ block: 'center', behavior: isStill() ? 'auto' : 'smooth' });
}

/** False where the text has changed so much that nobody knows the place. */
export async function toText(draft: Draft, { place, spot }: Shown): Promise<boolean> {
  const field = place.part === 'body' ? null : document.getElementById(`field-${place.part}`);
  if (field) selectIn(field, '', 0, 0);
  if (!spot) return field !== null;
  const { lines, footnote_lines } = await change<{ lines: number[]; footnote_lines: number[] }>('POST', '/documents/read', { body: draft.body });
  const starts = [...lines, ...footnote_lines];
  const line = starts.length === spot.blocks ? starts[spot.block] : undefined;
  return line !== undefined && goTo({ line, excerpt: spot.words, occurrence: spot.occurrence });
}
