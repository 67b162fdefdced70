// @vitest-environment happy-dom
// What screen readers and the keyboard get of the two checks beside the text, when one of them fails and is asked for again.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApp, h, nextTick, shallowReactive, shallowRef } from 'vue';

import FindingsPanel from '../src/findings/FindingsPanel.vue';
import { provideDraft } from '../src/works/current';
import type { Draft } from '../src/works/draft';

const FOUND = { findings: [], more: false, copied: null };
let answers: Record<string, unknown>;

class Seen {
  constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
  observe = () => this.tell([{ isIntersecting: true }]);
  disconnect = () => {};
}

beforeEach(() => {
  answers = {};
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', Seen);
  vi.stubGlobal('fetch', (address: string) => {
    const known = Object.entries(answers).find(([end]) => address.includes(end));
    return Promise.resolve(known ? Response.json(known[1]) : Response.json({ detail: '服务器出了问题。' }, { status: 500 }));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

function panel() {
  const draft = shallowReactive({ id: 1, version: 1, saving: 'saved', body: '', content: {}, work: { may: { edit: true } } }) as unknown as Draft;
  const app = createApp({ setup: () => (provideDraft(shallowRef(draft)), () => h(FindingsPanel)) });
  app.component('RouterLink', { render: () => h('a') });
  const place = document.body.appendChild(document.createElement('div'));
  app.mount(place);
  return { draft, end: () => app.unmount() };
}

const statuses = () => [...document.querySelectorAll<HTMLElement>('[role=status]')];
const said = () => statuses().map(({ textContent }) => textContent);
const again = () => [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === '再试一次');

test('a check that fails and is asked for again says so in the same element, and the focus stays beside it', async () => {
  const { draft, end } = panel();
  await nextTick();
  const [findings, page] = statuses();
  expect(said()).toEqual(['正在检查…', '保存以后，停笔时检查。']);
  await vi.advanceTimersByTimeAsync(3000);
  await vi.waitFor(() => expect(said()).toEqual(['服务器出了问题。', '服务器出了问题。']));

  answers['/findings'] = FOUND;
  const [first, second] = again();
  first!.focus();
  first!.click();
  expect(document.activeElement?.textContent).toBe('写作检查');
  await vi.waitFor(() => expect(said()[0]).toBe('没有发现需要留意的地方。'));
  second!.focus();
  second!.click();
  await nextTick();
  expect(document.activeElement?.textContent).toBe('预览的无障碍检查');
  expect(said()[1]).toBe('保存以后，停笔时检查。');
  expect(again()).toEqual([]);
  await vi.advanceTimersByTimeAsync(3000);
  await vi.waitFor(() => expect(said()[1]).toBe('服务器出了问题。'));

  // A newer version: told in the same elements too.
  delete answers['/findings'];
  draft.version = 2;
  await vi.waitFor(() => expect(said()[0]).toBe('服务器出了问题。'));
  expect(statuses()).toEqual([findings, page]);
  end();
});
