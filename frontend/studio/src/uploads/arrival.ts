// What becomes of a file that is whole: a picture is made fit to be shown before anybody is shown it, and the work that a
// video, a poster or an H5 page is for takes it in, whatever page is open.
// Absent from here: the way it travelled, parts of a long image, which wait for each other.
import { get } from '../api/client';
import type { Asset, Work } from '../api/types';
import { flush, openDraft } from '../works/draft';
import type { Item } from './items';

const EVERY_MS = 1000;

/** The picture when something was made of it, or was not; asked for as long as `wanted`. */
export async function prepared(asset: Asset, wanted: () => boolean): Promise<Asset> {
  let newest = asset;
  while (newest.state === 'pending' && wanted()) {
    await new Promise((next) => setTimeout(next, EVERY_MS));
    newest = await get<Asset>(`/assets/${asset.id}`).catch(() => newest);
  }
  return newest;
}

export async function takeIn({ use, work }: Item, asset: Asset): Promise<void> {
  if (work === null || !['video', 'poster', 'h5'].includes(use)) return;
  const draft = await openDraft(work);
  const { video } = draft.content;
  if (use === 'h5') {
    draft.content.h5 = { height: 640, ...draft.content.h5, original: asset.digest };
    draft.work = { ...draft.work, asset } satisfies Work;
  } else if (use === 'poster') {
    if (video) draft.content.video = { ...video, poster: { picture: asset.digest } };
  } else {
    const { original, captions, chapters } = video ?? {};
    if (original !== asset.digest) draft.content.video = { original: asset.digest, captions: captions ?? [], chapters: chapters ?? [] };
    draft.work = { ...draft.work, asset } satisfies Work;
  }
  await flush(draft);
}

/** To the editor, who may have another page open. */
export function welcome(item: Item, asset: Asset, known: boolean): string {
  const others = asset.used_by.filter((work) => work.id !== item.work && work.how !== 'earlier').map(({ title }) => `《${title}》`);
  if (others.length > 0) return `“${item.name}”与${others.join('')}用的是同一个文件，不占新的空间。`;
  if (known) return `“${item.name}”以前传过，用的是素材库里的同一个文件，不占新的空间。`;
  return `“${item.name}”${asset.kind === 'picture' || asset.state === 'ready' ? '已传完。' : asset.kind === 'h5' ? '已传完，正在检查。' : '已传完，正在转码。'}`;
}
