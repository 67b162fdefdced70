// A work that is being edited: what is on the screen, what the server has, and the way from one to the other.
// It outlives the pages that show it, so that an upload can finish into it and nothing typed is lost on the way.
import { effectScope, reactive, watch } from 'vue';

import { change, get, Problem, words } from '../api/client';
import type { Content, Fault, Work } from '../api/types';
import { afterComposition } from './composition';
import { drop, keep, kept } from './device';
import { choose, merge, sameManuscript, type Difference, type Manuscript } from './merge';
import { takeIn } from './writers';

/** Saved, about to be, on its way; only on the device; refused; both sides to be chosen from. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

export interface Draft {
  readonly id: number;
  work: Work;
  content: Content;
  body: string;
  version: number;
  faults: Fault[];
  hints: Fault[];
  saving: Saving;
  savedAt: number | null;
  /** A sentence to the editor: what could not be saved, or what came from elsewhere. */
  notice: string;
  differences: Difference[];
}

const PAUSE_MS = 1000;
const RETRY_MS = 5000;

interface Engine {
  draft: Draft;
  /** What the server has. */
  base: Manuscript;
  timer: ReturnType<typeof setTimeout> | undefined;
  sending: Promise<void> | null;
  /** Set while the draft is changed by what came from the server. */
  quiet: boolean;
}

const engines = new Map<number, Engine>();

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What goes to the server: no empty optional words, which it would refuse. */
function manuscript(draft: Draft): Manuscript {
  const content = copy(draft.content);
  for (const name of ['source', 'source_url', 'original_title', 'translation_of', 'tag']) if (content[name] === '') delete content[name];
  return { content, body: draft.body };
}

function show(engine: Engine, { content, body }: Manuscript): void {
  engine.quiet = true;
  Object.assign(engine.draft, { content: copy(content), body });
}

function schedule(engine: Engine, delay: number): void {
  clearTimeout(engine.timer);
  engine.timer = setTimeout(() => afterComposition(() => void send(engine)), delay);
}

function changed(engine: Engine): void {
  const { draft } = engine;
  if (engine.quiet) {
    engine.quiet = false;
    if (sameManuscript(manuscript(draft), engine.base)) return;
  }
  if (!draft.work.may.edit) return;
  const mine = manuscript(draft);
  if (sameManuscript(mine, engine.base) && engine.sending === null) {
    clearTimeout(engine.timer);
    drop(draft.id);
    if (draft.saving !== 'conflict') draft.saving = 'saved';
    return;
  }
  if (!keep(draft.id, { ...mine, version: draft.version, base: engine.base, at: Date.now() })) draft.notice = '这台设备存不下副本，请保持网络畅通，等“已保存”出现再离开。';
  if (draft.saving === 'conflict') return;
  if (draft.saving !== 'saving') draft.saving = 'waiting';
  schedule(engine, PAUSE_MS);
}

function conflict(engine: Engine, version: number, theirs: Manuscript): void {
  const { draft } = engine;
  takeIn(draft.id);
  const merged = merge(engine.base, manuscript(draft), theirs);
  engine.base = copy(theirs);
  draft.version = version;
  draft.differences = merged.differences;
  show(engine, merged.manuscript);
  if (merged.differences.length > 0) {
    draft.saving = 'conflict';
    return;
  }
  if (merged.taken.length > 0) draft.notice = '别处也改了这件作品，两边的修改已合并。';
  draft.saving = 'waiting';
  schedule(engine, 0);
}

async function put(engine: Engine): Promise<void> {
  const { draft } = engine;
  const sent = manuscript(draft);
  draft.saving = 'saving';
  try {
    const answer = await change<{ version: number; faults: Fault[]; hints: Fault[] }>('PUT', `/works/${draft.id}`, { version: draft.version, ...sent });
    engine.base = sent;
    draft.work.changed = true;
    Object.assign(draft, { version: answer.version, faults: answer.faults, hints: answer.hints, savedAt: Date.now(), saving: 'saved' });
    if (sameManuscript(manuscript(draft), sent)) drop(draft.id);
    else changed(engine);
  } catch (fault) {
    const status = fault instanceof Problem ? fault.status : -1;
    if (status === 409) {
      const { version, content, body } = (fault as Problem).body as { version: number; content: Content; body: string };
      if (version === draft.version && sameManuscript({ content, body }, engine.base)) Object.assign(draft, { saving: 'refused', notice: words(fault) });
      else conflict(engine, version, { content, body });
    } else if (status === 0 || status === 401 || status === 429 || status >= 500) {
      draft.saving = 'offline';
      schedule(engine, RETRY_MS);
    } else {
      Object.assign(draft, { saving: 'refused', notice: words(fault) });
    }
  }
}

async function send(engine: Engine): Promise<void> {
  clearTimeout(engine.timer);
  if (engine.sending !== null) return engine.sending;
  if (engine.draft.saving === 'conflict' || sameManuscript(manuscript(engine.draft), engine.base)) return;
  engine.sending = put(engine).finally(() => (engine.sending = null));
  await engine.sending;
}

/** What this device kept from last time goes into the draft; where the server moved on, both are put together. */
function restore(engine: Engine): void {
  const { draft } = engine;
  const mine = kept(draft.id);
  if (mine === null || !draft.work.may.edit) return;
  if (sameManuscript(mine, engine.base)) return drop(draft.id);
  const merged = merge(mine.base, mine, engine.base);
  show(engine, merged.manuscript);
  draft.differences = merged.differences;
  if (merged.differences.length > 0) {
    draft.saving = 'conflict';
  } else {
    draft.notice = '上次没来得及上传的修改已从本机恢复。';
    draft.saving = 'waiting';
    schedule(engine, PAUSE_MS);
  }
}

function start(work: Work): Engine {
  const draft = reactive<Draft>({
    id: work.id,
    work,
    content: copy(work.content),
    body: work.body,
    version: work.version,
    faults: work.faults,
    hints: work.hints,
    saving: 'saved',
    savedAt: null,
    notice: '',
    differences: [],
  });
  const engine: Engine = { draft, base: { content: copy(work.content), body: work.body }, timer: undefined, sending: null, quiet: false };
  effectScope(true).run(() => watch(() => [draft.content, draft.body], () => changed(engine), { deep: true }));
  restore(engine);
  return engine;
}

/** The server's newest facts, with what is being typed kept. */
export function refresh(work: Work): Draft {
  const engine = engines.get(work.id);
  if (!engine) {
    const begun = start(work);
    engines.set(work.id, begun);
    return begun.draft;
  }
  const { draft } = engine;
  const { asset } = draft.work;
  // An upload that has just finished is known here before the server has the text that names it.
  const original = draft.content.video?.original ?? draft.content.long_image?.original ?? draft.content.h5?.original;
  const newer = asset !== null && original === asset.digest && work.asset?.digest !== asset.digest;
  draft.work = newer ? { ...work, asset } : work;
  Object.assign(draft, { faults: work.faults, hints: work.hints });
  if (work.version !== draft.version && engine.sending === null) conflict(engine, work.version, work);
  return draft;
}

export async function openDraft(id: number): Promise<Draft> {
  const engine = engines.get(id);
  if (engine?.sending) await engine.sending;
  return refresh(await get<Work>(`/works/${id}`));
}

/** All that was typed is on the server when this answers true. */
export async function flush(draft: Draft): Promise<boolean> {
  const engine = engines.get(draft.id);
  if (!engine) return false;
  takeIn(draft.id);
  for (let times = 0; times < 3 && draft.saving !== 'conflict'; times += 1) {
    if (sameManuscript(manuscript(draft), engine.base)) return true;
    await send(engine);
  }
  return sameManuscript(manuscript(draft), engine.base);
}

/** The editor chose: `theirs` are the fields in which the other side stays. */
export async function settle(draft: Draft, theirs: Set<string>): Promise<void> {
  const engine = engines.get(draft.id);
  if (!engine) return;
  const chosen = choose(manuscript(draft), draft.differences, theirs);
  Object.assign(draft, { differences: [], saving: 'waiting', notice: '' });
  show(engine, chosen);
  if (sameManuscript(chosen, engine.base)) {
    drop(draft.id);
    draft.saving = 'saved';
  } else await send(engine);
}

/** An editor found that it had nothing new after all. */
export function recheck(draft: Draft): void {
  const engine = engines.get(draft.id);
  if (engine) changed(engine);
}

/** It was deleted: nothing of it is to be saved any more. */
export function forgetDraft(id: number): void {
  clearTimeout(engines.get(id)?.timer);
  engines.delete(id);
  drop(id);
}

/** Another account signs in, or this one leaves. */
export function forgetDrafts(): void {
  for (const { timer } of engines.values()) clearTimeout(timer);
  engines.clear();
}

addEventListener('online', () => engines.forEach((engine) => engine.draft.saving === 'offline' && void send(engine)));
addEventListener('pagehide', () =>
  engines.forEach((engine) => {
    takeIn(engine.draft.id);
    void send(engine);
  }),
);
