// What a list shows stands in its address, so that a link and the way back lead to the same list.
import { computed, type ComputedRef, ref, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import { words } from '../api/client';

/** The filters called `names` as the address has them, empty where it has none; and the way to change some of them. */
export function useFilters<N extends string>(names: readonly N[]): { asked: ComputedRef<Record<N, string>>; choose: (change: Partial<Record<N, string>>) => void } {
  const route = useRoute();
  const router = useRouter();
  const asked = computed<Record<N, string>>((before) => {
    const now = Object.fromEntries(names.map((name) => [name, typeof route.query[name] === 'string' ? route.query[name] : ''])) as Record<N, string>;
    // The same value stays the same: nobody asks again because something else of the address changed.
    return before && names.every((name) => before[name] === now[name]) ? before : now;
  });
  function choose(change: Partial<Record<N, string>>) {
    const all = { ...asked.value, ...change };
    void router.replace({ query: Object.fromEntries(Object.entries<string>(all).filter(([, value]) => value !== '')) });
  }
  return { asked, choose };
}

/** What a field says after an event of its own. */
export function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

/** Asks the server for what is to be shown; a newer question ends the older one, whose answer is not waited for. */
export function useNewest(): { fault: Ref<string>; ask: (what: (signal: AbortSignal) => Promise<void>) => Promise<void> } {
  const fault = ref('');
  let running: AbortController | undefined;
  async function ask(what: (signal: AbortSignal) => Promise<void>) {
    running?.abort();
    running = new AbortController();
    try {
      await what(running.signal);
      fault.value = '';
    } catch (problem) {
      if (!(problem instanceof DOMException)) fault.value = words(problem);
    }
  }
  return { fault, ask };
}
