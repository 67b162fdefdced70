// Who else has this work open: asked while the page is open, told when it closes.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';

import { address, change, OWN_REQUEST } from '../api/client';
import type { components } from '../api/generated/schema';

export type Beside = components['schemas']['Beside'];
type Others = components['schemas']['Others'];

const EVERY_MS = 20_000;

/** One page, for as long as it is open. */
const page = crypto.randomUUID();

function leave(id: number): void {
  // A page that is going away waits for no answer.
  void fetch(address(`/works/${id}/presence/${page}`), { method: 'DELETE', credentials: 'same-origin', headers: OWN_REQUEST, keepalive: true }).catch(() => {});
}

export function useOthers(id: Ref<number>): Ref<Beside[]> {
  const others = ref<Beside[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  async function renew(): Promise<void> {
    clearTimeout(timer);
    const asked = id.value;
    try {
      const answer = await change<Others>('PUT', `/works/${asked}/presence`, { page });
      if (asked === id.value && !left) others.value = answer.others;
    } catch {
      // Whoever cannot be reached has nobody beside them that they could know of.
      if (asked === id.value) others.value = [];
    }
    if (asked === id.value && !left) timer = setTimeout(() => void renew(), EVERY_MS);
  }

  const away = () => leave(id.value);
  const back = () => void (document.visibilityState === 'visible' && renew());
  watch(
    id,
    (_, before) => {
      if (before !== undefined) leave(before);
      others.value = [];
      void renew();
    },
    { immediate: true },
  );
  addEventListener('pagehide', away);
  document.addEventListener('visibilitychange', back);
  onBeforeUnmount(() => {
    left = true;
    clearTimeout(timer);
    removeEventListener('pagehide', away);
    document.removeEventListener('visibilitychange', back);
    leave(id.value);
  });
  return others;
}
