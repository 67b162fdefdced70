// Files on their way to the server (tus 1.0.0). The queue outlives every page, so that somebody can go on working; what
// breaks off goes on when the same file is chosen again, because its place is kept on the device.
import Uppy from '@uppy/core';
import Tus from '@uppy/tus';

import { change, get, OWN_REQUEST, ROOT, words } from '../api/client';
import type { Asset } from '../api/types';
import { say } from '../shell/says';
import { measured, rememberHeight } from '../long-image/heights';
import { setParts } from '../long-image/parts';
import { openDraft, type Draft } from '../works/draft';
import { prepared, takeIn, welcome } from './arrival';
import { faultOf, isRefusal, type UploadError } from './faults';
import { kindOf, misfit, type Use } from './fit';
import { type Item, items, travelling, uploadsOf } from './items';
import { left, marked, speed, type Mark } from './rate';

type Meta = { work: string; organisation: string; filename: string; filetype: string; purpose: string };

/** What the server has to know of some uses. */
const PURPOSES: Partial<Record<Use, string>> = { part: 'long-image', h5: 'h5' };

const ARRIVED = 'Liangyi-Asset';
/** The library had the same bytes before. */
const KNOWN = 'Liangyi-Known';
const CHUNK = 16 * 1024 * 1024;
const RETRIES_MS = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000];

const marks = new Map<string, Mark[]>();

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

function pathOf(address: string | undefined): string {
  return new URL(address ?? '', location.href).pathname;
}

/** Works whose parts are being joined: two that arrive at once are joined once. */
const joining = new Set<number>();

/** Parts that arrived go below those that are there, in the order in which they were chosen, as soon as all have. */
async function joinArrived(draft: Draft): Promise<void> {
  const own = uploadsOf(draft.id, 'part').filter(({ travel }) => travel !== 'refused');
  const digests = own.flatMap(({ travel, asset }) => (travel === 'arrived' && asset ? [asset.digest] : []));
  if (own.length === 0 || digests.length < own.length || joining.has(draft.id)) return;
  joining.add(draft.id);
  try {
    await setParts(draft, [...(draft.content.long_image?.parts ?? []), ...digests]);
    own.forEach(({ id }) => forget(id));
  } finally {
    joining.delete(draft.id);
  }
  // What arrived meanwhile.
  await joinArrived(draft);
}

function tell(fault: unknown): void {
  say(words(fault), 'cinnabar');
}

/** A refused part holds up no other. */
async function joinWithout({ use, work }: Item): Promise<void> {
  if (use === 'part' && work !== null) await openDraft(work).then(joinArrived);
}

async function refuse(item: Item, fault: string): Promise<void> {
  Object.assign(item, { travel: 'refused', fault, speed: null, left: null });
  await joinWithout(item).catch(tell);
}

async function arrived(item: Item, path: string): Promise<void> {
  const arrival = arrivals.get(path);
  Object.assign(item, { travel: 'arrived', sent: item.bytes, left: null, speed: null });
  if (!arrival) return;
  try {
    let asset = await get<Asset>(`/assets/${arrival.asset}`);
    const wrong = misfit(item.use, asset.kind);
    if (wrong) return await refuse(item, wrong);
    if (item.use === 'figure' || item.use === 'poster') {
      item.travel = 'preparing';
      asset = await prepared(asset, () => items.has(item.id));
      if (!items.has(item.id)) return;
      if (asset.state === 'failed') return await refuse(item, `图片没有处理成功：${asset.reason ?? '原因不明，请换一张图片。'}`);
    }
    Object.assign(item, { travel: 'arrived', asset });
    if (item.height !== null) rememberHeight(asset.digest, item.height);
    if (item.use === 'part') await joinWithout(item);
    else await takeIn(item, asset);
    say(welcome(item, asset, arrival.known));
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
  void arrived(item, pathOf(response.uploadURL));
});

uppy.on('upload-error', (file, error) => {
  const item = file && items.get(file.id);
  if (!item) return;
  const said = faultOf(error as UploadError);
  if (isRefusal(error as UploadError)) void refuse(item, said);
  else Object.assign(item, { travel: 'failed', fault: said, speed: null, left: null });
});

export interface Target {
  use: Use;
  work: number | null;
  title: string;
  organisation: string;
}

/** Starts at once, or goes on with what this device remembers of the same file. In words where it cannot. */
export function upload(file: File, { use, work, title, organisation }: Target): Item | string {
  const wrong = misfit(use, kindOf(file));
  if (wrong) return wrong;
  // What is over is no obstacle to the same file once more; a part may be waiting for the others.
  for (const { id, name, bytes, travel, use: was } of items.values()) {
    if (name === file.name && bytes === file.size && (travel === 'refused' || (travel === 'arrived' && was !== 'part'))) forget(id);
  }
  try {
    // A part of a long image is not scaled by itself, and no other zip is taken than that of an H5 page.
    const meta = { work: work === null ? '' : String(work), organisation, filename: file.name, filetype: file.type, purpose: PURPOSES[use] ?? '' };
    const id = uppy.addFile({ name: file.name, type: file.type, data: file, meta });
    marks.delete(id);
    items.set(id, { id, name: file.name, bytes: file.size, sent: 0, travel: 'travelling', use, work, title, height: null, asset: null, fault: '', speed: null, left: null });
    const item = items.get(id)!;
    if (use === 'part') void measured(file).then((height) => (item.height = height));
    return item;
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
  item.fault = '';
  // Its bytes are there; what was to follow did not.
  if (item.travel === 'arrived') void arrived(item, pathOf(uppy.getFile(id)?.response?.uploadURL));
  else item.travel = 'travelling';
}

/** Of an upload that is under way Uppy ends what the server has; of one that stopped nobody else does. What is whole stays. */
async function end({ id, asset, travel }: Item): Promise<void> {
  const place = uppy.getFile(id)?.tus?.uploadUrl;
  if (!place || asset !== null || (travel !== 'failed' && travel !== 'refused')) return;
  await change('DELETE', pathOf(place).slice(ROOT.length)).catch(() => {
    // It is in the list of what was not finished, and can be thrown away there.
  });
}

function forget(id: string): void {
  uppy.removeFile(id);
  items.delete(id);
  marks.delete(id);
}

/** What the server has of it is thrown away too, unless it is whole. */
export async function cancel(id: string): Promise<void> {
  const item = items.get(id);
  if (!item) return;
  await end(item);
  forget(id);
  // The other parts of a long image wait for this one no longer.
  if (item.travel !== 'refused') await joinWithout(item).catch(tell);
}

addEventListener('beforeunload', (event) => {
  if (travelling.value > 0) event.preventDefault();
});
