// Follows an asset while something is still being made of it: asked once a second, as long as somebody looks.
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

import { get } from '../api/client';
import type { Asset } from '../api/types';
import type { Draft } from '../works/draft';

const EVERY_MS = 1000;

export function pending(asset: Asset): boolean {
  return asset.state === 'pending' || asset.job?.state === 'waiting' || asset.job?.state === 'running';
}

/** Keeps `draft.work.asset` true. Answers a function that asks at once. */
export function followAsset(draft: Ref<Draft>): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    const { asset } = draft.value.work;
    if (!asset || ended) return;
    const newest = await get<Asset>(`/assets/${asset.id}`).catch(() => null);
    if (newest && draft.value.work.asset?.id === asset.id) draft.value.work = { ...draft.value.work, asset: newest };
    if (!ended && (newest === null || pending(newest))) timer = setTimeout(() => void ask(), EVERY_MS);
  }

  watch(
    () => draft.value.work.asset?.id,
    () => draft.value.work.asset && pending(draft.value.work.asset) && void ask(),
    { immediate: true },
  );
  onScopeDispose(() => {
    ended = true;
    clearTimeout(timer);
  });
  return ask;
}

/** The picture of the library with this digest, asked for again while something is made of it; `null` while nothing is known. */
export function followPicture(digest: () => string | undefined): Readonly<Ref<Asset | null>> {
  const picture = shallowRef<Asset | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function ask(): Promise<void> {
    const wanted = digest();
    if (!wanted || ended) return;
    const { assets } = await get<{ assets: Asset[] }>('/assets', { kind: 'picture', q: wanted, limit: 1 }).catch(() => ({ assets: [] }));
    if (ended || wanted !== digest()) return;
    const found = assets.find((one) => one.digest === wanted);
    if (found) picture.value = found;
    if (!found || pending(found)) timer = setTimeout(() => void ask(), EVERY_MS);
  }

  watch(
    digest,
    () => {
      clearTimeout(timer);
      picture.value = null;
      void ask();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    ended = true;
    clearTimeout(timer);
  });
  return picture;
}
