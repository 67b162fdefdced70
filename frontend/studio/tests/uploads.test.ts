// @vitest-environment happy-dom
// What an upload is for decides what it may be; and what is made of it before a reader could see it.
import { afterEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import type { Asset } from '../src/api/types';
import { prepared, welcome } from '../src/uploads/arrival';
import { faultOf, isRefusal } from '../src/uploads/faults';
import { kindOf, misfit } from '../src/uploads/fit';
import type { Item } from '../src/uploads/items';
import { followPicture } from '../src/video/watching';

const file = (name: string, type: string) => kindOf({ name, type });
const asset = (changes: Partial<Asset>) => ({ id: 7, kind: 'picture', state: 'ready', used_by: [], ...changes }) as unknown as Asset;

/** What the server says, one thing after the other. */
function answering(answers: unknown[]) {
  const fetch = vi.fn(() => Promise.resolve(new Response(JSON.stringify(answers.shift()), { headers: { 'content-type': 'application/json' } })));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what browsers have no type for is left to the server, and captions go by their name', () => {
  expect([file('a.png', 'image/png'), file('a.mp4', 'video/mp4'), file('a.mkv', ''), file('字幕.SRT', 'application/x-subrip')]).toEqual(['picture', 'video', null, 'captions']);
});

test('the wrong kind is refused in words that say what it is and what to do', () => {
  expect(misfit('video', 'picture')).toMatch(/^这是图片，不是视频。.*封面/u);
  for (const use of ['figure', 'poster', 'part'] as const) expect(misfit(use, 'video')).toMatch(/^这是视频，不是图片。/u);
  expect(misfit('library', 'captions')).toContain('字幕与章节');
  for (const [use, kind] of [['library', 'picture'], ['library', 'video'], ['video', 'video'], ['video', null], ['part', 'picture'], ['part', null]] as const) expect(misfit(use, kind)).toBe('');
});

test('a picture is asked for until something was made of it, and no longer than it is wanted', async () => {
  vi.useFakeTimers();
  const fetch = answering((['pending', 'pending', 'failed'] as const).map((state) => asset({ state })));
  const done = prepared(asset({ state: 'pending' }), () => true);
  await vi.advanceTimersByTimeAsync(3000);
  expect((await done).state).toBe('failed');
  expect((await prepared(asset({ state: 'pending' }), () => false)).state).toBe('pending');
  expect(fetch).toHaveBeenCalledTimes(3);
});

test('an editor hears whether the file was there before, and what shows it', () => {
  const item = { name: 'a.png', work: 1 } as Item;
  expect(welcome(item, asset({}), false)).toBe('“a.png”已传完。');
  expect(welcome(item, asset({ kind: 'video', state: 'pending' }), false)).toContain('正在转码');
  expect(welcome(item, asset({}), true)).toContain('以前传过');
  expect(welcome(item, asset({ used_by: [{ id: 1, title: '自己', how: 'draft' }, { id: 2, title: '别的', how: 'published' }, { id: 3, title: '早先的', how: 'earlier' }] }), true)).toContain('与《别的》用的是同一个文件');
});

test('a poster is followed until it is ready, and another one is not taken for it', async () => {
  vi.useFakeTimers();
  const shown = ref<string | undefined>('a');
  answering([{ assets: [asset({ digest: 'a', state: 'pending' })] }, { assets: [asset({ digest: 'a' })] }, { assets: [asset({ digest: 'bc' })] }]);
  const scope = effectScope(true);
  const picture = scope.run(() => followPicture(() => shown.value))!;
  await vi.advanceTimersByTimeAsync(0);
  expect(picture.value?.state).toBe('pending');
  await vi.advanceTimersByTimeAsync(1000);
  expect(picture.value?.state).toBe('ready');
  shown.value = 'b';
  await nextTick();
  await vi.advanceTimersByTimeAsync(0);
  expect(picture.value).toBeNull();
  scope.stop();
});

test('what the server will never take is refused with its words; what broke off can go on', () => {
  const error = (status: number | null, body = '') => Object.assign(new Error('tus'), { originalResponse: status === null ? null : { getStatus: () => status, getBody: () => body } });
  const foreign = error(422, JSON.stringify({ detail: '这个文件是 PDF 文档，不能作为图片或视频使用。' }));
  expect([isRefusal(foreign), faultOf(foreign)]).toEqual([true, '这个文件是 PDF 文档，不能作为图片或视频使用。']);
  expect([isRefusal(error(413)), faultOf(error(413))]).toEqual([true, '文件太大，超过了本单位剩余的空间。']);
  for (const status of [null, 401, 404, 409, 423, 460, 500]) expect(isRefusal(error(status))).toBe(false);
  expect(faultOf(error(null))).toContain('接着传');
});
