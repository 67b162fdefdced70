// The pictures that a long image is joined from. The server joins them; the same ones in the same order are the same image.
import { change } from '../api/client';
import type { Asset, Panel, Work } from '../api/types';
import { flush, type Draft } from '../works/draft';
import { carried } from './carried';
import { heightsOf, rememberHeight } from './heights';

export const MOST = 20;

const STAYED = '这台设备不知道每张图片有多高，文字没有跟着图片移动。请对照新的长图逐段核对。';

/** What is written in the image when `parts` make it. Where they meet may not be known: then the words stay, and it is said. */
function wordsOf({ content: { long_image: image }, work: { asset } }: Draft, parts: string[]): { panels: Panel[]; notice: string } {
  const whole = asset !== null && asset.digest === image?.original ? asset.height : null;
  const heights = heightsOf(image?.parts ?? [], whole);
  const before = (image?.parts ?? []).map((digest, i) => ({ digest, height: heights[i] ?? null }));
  before.forEach(({ digest, height }) => height !== null && rememberHeight(digest, height));
  const panels = carried(image?.panels ?? [], before, parts);
  return { panels: panels ?? image?.panels ?? [], notice: panels ? '' : STAYED };
}

/** Digests, from top to bottom; none takes the image away. Words move with their part, to be held against the new picture. */
export async function setParts(draft: Draft, parts: string[]): Promise<void> {
  const { organisations } = draft.content;
  if (parts.length === 0) {
    delete draft.content.long_image;
    draft.work = { ...draft.work, asset: null } satisfies Work;
  } else {
    const asset = await change<Asset>('POST', '/assets/long-image', { organisation: organisations[0] ?? '', parts });
    const { panels, notice } = wordsOf(draft, parts);
    draft.content.long_image = { original: asset.digest, parts, panels, checked: false };
    if (notice) draft.notice = notice;
    draft.work = { ...draft.work, asset } satisfies Work;
  }
  await flush(draft);
}
