// The files of this visit, whatever page is open, and how far each has come.
import { computed, reactive } from 'vue';

import type { Asset } from '../api/types';
import type { Use } from './fit';

/** `preparing`: whole, and being made fit to be shown. `refused`: it will not do, whatever is tried again. */
export type Travel = 'travelling' | 'paused' | 'failed' | 'preparing' | 'arrived' | 'refused';

export interface Item {
  id: string;
  name: string;
  bytes: number;
  sent: number;
  travel: Travel;
  use: Use;
  /** The work that it is for; null for the media library. */
  work: number | null;
  title: string;
  /** Of a part of a long image, in rows, as far as the browser can tell. */
  height: number | null;
  /** Once it is in the library. */
  asset: Asset | null;
  fault: string;
  speed: number | null;
  left: number | null;
}

export const items = reactive(new Map<string, Item>());

export const queue = computed(() => [...items.values()]);
export const travelling = computed(() => queue.value.filter(({ travel }) => travel === 'travelling').length);

export function uploadsOf(work: number, use: Use): Item[] {
  return queue.value.filter((item) => item.work === work && item.use === use);
}
