// When the preview is checked: once for each saved version, while the list can be seen and nobody types. A check that is overtaken,
// by a key or by a newer version, is dropped.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { Problem, words } from '../api/client';
import type { Draft } from '../works/draft';
import { Quiet } from './quiet';
import type { Shown } from './shown';

export type State = 'waiting' | 'checking' | 'done' | 'unreadable' | 'failed';

const BROKEN = '检查没有完成。过一会儿再试；一直不行的话，请刷新页面。';
/** What the server answers to a text that makes no page yet. */
const UNREADABLE = 422;

export interface Check {
  state: Ref<State>;
  /** What the last check found; it stays until the next one is through. */
  found: ShallowRef<Shown[] | null>;
  fault: Ref<string>;
  again: () => void;
}

export function useCheck(draft: ShallowRef<Draft>, section: Ref<HTMLElement | undefined>): Check {
  const state = ref<State>('waiting');
  const found = shallowRef<Shown[] | null>(null);
  const fault = ref('');
  const seen = ref(false);
  const away = ref(document.hidden);
  /** The work and version that was checked last, also where that failed: it is tried again when asked. */
  const checked = ref('');
  const now = computed(() => `${draft.value.id} ${draft.value.version}`);
  const due = computed(() => seen.value && !away.value && draft.value.saving === 'saved' && checked.value !== now.value);
  let running: AbortController | undefined;

  const quiet = new Quiet(() => {
    if (!due.value) return;
    drop();
    quiet.wait(run);
  });

  function drop() {
    running?.abort(new DOMException('overtaken', 'AbortError'));
    running = undefined;
    if (state.value === 'checking') state.value = found.value ? 'done' : 'waiting';
  }

  async function run() {
    if (!due.value) return;
    const mine = (running = new AbortController());
    const what = now.value;
    state.value = 'checking';
    try {
      const { check } = await import('./check');
      const list = await check(draft.value.id, draft.value.version, mine.signal);
      if (mine !== running) return;
      [found.value, fault.value, state.value] = [list, '', 'done'];
    } catch (problem) {
      if (mine !== running) return;
      found.value = null;
      state.value = problem instanceof Problem && problem.status === UNREADABLE ? 'unreadable' : 'failed';
      fault.value = problem instanceof Problem ? words(problem) : BROKEN;
    }
    running = undefined;
    checked.value = what;
  }

  /** As if it had never been tried. */
  function again() {
    [found.value, state.value, checked.value] = [null, 'waiting', ''];
  }

  watch([due, now], ([isDue]) => {
    drop();
    quiet.forget();
    if (isDue) quiet.wait(run);
  });
  // Of another work nothing is said before it is checked.
  watch(() => draft.value.id, () => [found.value, state.value] = [null, 'waiting']);

  const turned = () => (away.value = document.hidden);
  let watching: IntersectionObserver | undefined;
  onMounted(() => {
    document.addEventListener('visibilitychange', turned);
    watching = new IntersectionObserver((entries) => (seen.value = entries.at(-1)?.isIntersecting ?? false));
    if (section.value) watching.observe(section.value);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', turned);
    watching?.disconnect();
    drop();
    quiet.end();
  });
  return { state, found, fault, again };
}
