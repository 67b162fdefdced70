// The results as they are and as they would be, asked for anew shortly after something changed.
import { onUnmounted, ref, type Ref } from 'vue';

import { change, words } from '../api/client';
import type { SearchPreview, SearchPreviewAsked, SearchRuleAsked } from '../api/searchRules';

const PAUSE_MS = 250;

export function usePreview(): { preview: Ref<SearchPreview | undefined>; unclear: Ref<string>; look: (query: string, rule: SearchRuleAsked | null) => void } {
  const preview = ref<SearchPreview>();
  /** Why there is no answer, in words. */
  const unclear = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  async function ask(mine: number, asked: SearchPreviewAsked) {
    let found: SearchPreview | undefined;
    let fault = '';
    try {
      found = await change<SearchPreview>('POST', '/search-rules/preview', asked);
    } catch (problem) {
      fault = words(problem);
    }
    // A newer question has been asked meanwhile.
    if (mine !== turn) return;
    unclear.value = fault;
    if (found) preview.value = found;
  }

  function look(query: string, rule: SearchRuleAsked | null) {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    if (query === '') {
      preview.value = undefined;
      unclear.value = '';
      return;
    }
    timer = setTimeout(() => void ask(mine, { query, rule }), PAUSE_MS);
  }

  onUnmounted(() => clearTimeout(timer));
  return { preview, unclear, look };
}
