// The pictures that a long image is joined from. The server joins them; the same ones in the same order are the same image.
import { change } from '../api/client';
import type { Asset, Work } from '../api/types';
import { flush, type Draft } from '../works/draft';

export const MOST = 20;

/** Digests, from top to bottom; none takes the image away. Words stay where they are, to be held against the new picture. */
export async function setParts(draft: Draft, parts: string[]): Promise<void> {
  const { long_image: image, organisations } = draft.content;
  if (parts.length === 0) {
    delete draft.content.long_image;
    draft.work = { ...draft.work, asset: null } satisfies Work;
  } else {
    const asset = await change<Asset>('POST', '/assets/long-image', { organisation: organisations[0] ?? '', parts });
    draft.content.long_image = { original: asset.digest, parts, panels: image?.panels ?? [], checked: false };
    draft.work = { ...draft.work, asset } satisfies Work;
  }
  await flush(draft);
}
