// Files on their way to the server (tus 1.0.0). The queue outlives every page, so that somebody can go on working; what
// breaks off goes on when the same file is chosen again, because its place is kept on the device.
import Uppy from '@uppy/core';
import Tus from '@uppy/tus';
import { computed, reactive } from 'vue';

import { get, OWN_REQUEST, ROOT, words } from '../api/client';
import type { Asset, Work } from '../api/types';
import { say } from '../shell/says';
import { setParts } from '../long-image/parts';
import { flush, openDraft, type Draft } from '../works/draft';
import { left, marked, speed, type Mark } from './rate';

export type Travel = 'travelling' | 'paused' | 'arrived' | 'failed';

export interface Item {
  id: string;
  name: string;
  bytes: number;
  sent: number;
  travel: Travel;
  /** The work that it is for; null for the media library. */
  work: number | null;
  title: string;
  asset: number | null;
  /** SHA-256, once it is in the library. */
  digest: string;
  purpose: Target['purpose'];
  fault: string;
  speed: number | null;
  left: number | null;
}

type Meta = { work: string; organisation: string; filename: string; filetype: string; purpose: string };

const ARRIVED = 'Liangyi-Asset';
/** The library had the same bytes before. */
const KNOWN = 'Liangyi-Known';
const CHUNK = 16 * 1024 * 1024;
const RETRIES_MS = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000];

const items = reactive(new Map<string, Item>());
const marks = new Map<string, Mark[]>();

export const queue = computed(() => [...items.values()]);
export const travelling = computed(() => queue.value.filter(({ travel }) => travel === 'travelling').length);

export function uploadsOf(work: number): Item[] {
  return queue.value.filter((item) => item.work === work);
}

const uppy = new Uppy<Meta, Record<string, never>>({ id: 'studio', autoProceed: true }).use(Tus, {
  endpoint: `${ROOT}/uploads`,
  headers: OWN_REQUEST,
  chunkSize: CHUNK,
  retryDelays: RETRIES_MS,
  removeFingerprintOnSuccess: true,
  allowedMetaFields: ['work', 'organisation', 'filename', 'filetype', 'purpose'],
  limit: 2,
  onAfterResponse: (request, response) => {
    const asset = response.getHeader(ARRIVED);
    const known = response.getHeader(KNOWN) === 'true';
    if (asset) arrivals.set(new URL(request.getURL(), location.href).pathname, { asset: Number(asset), known });
  },
});

/** The asset that each whole upload became, and whether it was there before, by the upload's path. */
const arrivals = new Map<string, { asset: number; known: boolean }>();

function faultOf(error: Error & { originalResponse?: { getBody(): string; getStatus(): number } | null }): string {
  try {
    const { detail } = JSON.parse(error.originalResponse?.getBody() ?? '') as { detail?: string };
    if (detail) return detail;
  } catch {
    // No words from the server: ours follow.
  }
  const status = error.originalResponse?.getStatus();
  if (status === 413) return '文件太大，超过了本单位剩余的空间。';
  return status ? '服务器没有收下这个文件。' : '网络断开了。恢复以后点“继续”，从断开的地方接着传。';
}

/** The original of the work's video, or a picture its poster, whatever page is open. */
async function attach(work: number, asset: Asset): Promise<void> {
  const draft = await openDraft(work);
  if (draft.content.kind === 'long-image') return joinArrived(draft);
  if (draft.content.kind !== 'short-video') return;
  const { video } = draft.content;
  if (asset.kind === 'picture') {
    if (video) draft.content.video = { ...video, poster: { picture: asset.digest } };
    await flush(draft);
    return;
  }
  const { original, captions, chapters } = video ?? {};
  if (original !== asset.digest) draft.content.video = { original: asset.digest, captions: captions ?? [], chapters: chapters ?? [] };
  draft.work = { ...draft.work, asset } satisfies Work;
  await flush(draft);
}

/** Parts that arrived go below those that are there, in the order in which they were chosen, as soon as all have. */
async function joinArrived(draft: Draft): Promise<void> {
  const own = uploadsOf(draft.id);
  if (own.length === 0 || own.some(({ travel, digest }) => travel !== 'arrived' || digest === '')) return;
  await setParts(draft, [...(draft.content.long_image?.parts ?? []), ...own.map(({ digest }) => digest)]);
  own.forEach(({ id }) => cancel(id));
}

async function arrived(item: Item, path: string): Promise<void> {
  const arrival = arrivals.get(path);
  Object.assign(item, { travel: 'arrived', sent: item.bytes, asset: arrival?.asset ?? null, left: null, speed: null });
  if (!arrival) return;
  try {
    const asset = await get<Asset>(`/assets/${arrival.asset}`);
    item.digest = asset.digest;
    if (item.work !== null) await attach(item.work, asset);
    const others = asset.used_by.filter((work) => work.id !== item.work);
    const before = others.map(({ title }) => `《${title}》`).join('');
    const next = asset.kind === 'picture' || asset.state === 'ready' ? '已传完。' : '已传完，正在转码。';
    if (before) say(`“${item.name}”与${before}用的是同一个文件，不占新的空间。`);
    else say(arrival.known ? `“${item.name}”以前传过，用的是素材库里的同一个文件，不占新的空间。` : `“${item.name}”${next}`);
  } catch (fault) {
    item.fault = words(fault);
  }
}

uppy.on('upload-progress', (file, { bytesUploaded }) => {
  const item = file && items.get(file.id);
  if (!item || item.travel === 'arrived') return;
  const kept = marked(marks.get(item.id) ?? [], { at: performance.now(), bytes: bytesUploaded });
  marks.set(item.id, kept);
  Object.assign(item, { sent: bytesUploaded, speed: speed(kept), left: left(kept, item.bytes) });
});

uppy.on('upload-success', (file, response) => {
  const item = file && items.get(file.id);
  if (!item) return;
  void arrived(item, new URL(response.uploadURL ?? '', location.href).pathname);
});

uppy.on('upload-error', (file, error) => {
  const item = file && items.get(file.id);
  if (item) Object.assign(item, { travel: 'failed', fault: faultOf(error as never), speed: null, left: null });
});

export interface Target {
  work: number | null;
  title: string;
  organisation: string;
  /** `long-image`: a part of one, which is not scaled by itself. */
  purpose?: 'long-image';
}

/** Starts at once, or goes on with what this device remembers of the same file. A sentence where it cannot. */
export function upload(file: File, { work, title, organisation, purpose = undefined }: Target): string {
  try {
    const meta = { work: work === null ? '' : String(work), organisation, filename: file.name, filetype: file.type, purpose: purpose ?? '' };
    const id = uppy.addFile({ name: file.name, type: file.type, data: file, meta });
    marks.delete(id);
    items.set(id, { id, name: file.name, bytes: file.size, sent: 0, travel: 'travelling', work, title, asset: null, digest: '', purpose, fault: '', speed: null, left: null });
    return '';
  } catch {
    return '这个文件已经在上传了。';
  }
}

export function pause(id: string): void {
  const item = items.get(id);
  if (item?.travel !== 'travelling') return;
  uppy.pauseResume(id);
  marks.delete(id);
  Object.assign(item, { travel: 'paused', speed: null, left: null });
}

export function proceed(id: string): void {
  const item = items.get(id);
  if (!item) return;
  if (item.travel === 'paused') uppy.pauseResume(id);
  else if (item.travel === 'failed') void uppy.retryUpload(id).catch(() => {});
  Object.assign(item, { travel: 'travelling', fault: '' });
}

/** What the server has of it is thrown away too, unless it is whole. */
export function cancel(id: string): void {
  const item = items.get(id);
  uppy.removeFile(id);
  items.delete(id);
  marks.delete(id);
  // The other parts of a long image wait for this one no longer.
  if (item?.purpose === 'long-image' && item.work !== null && item.travel !== 'arrived') void openDraft(item.work).then(joinArrived);
}

addEventListener('beforeunload', (event) => {
  if (travelling.value > 0) event.preventDefault();
});
