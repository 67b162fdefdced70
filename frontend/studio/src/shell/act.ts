// An act of a form or dialog: whether it is under way, and in words what was wrong with it.
import { ref, type Ref } from 'vue';

import { words } from '../api/client';

export interface Acts {
  busy: Ref<boolean>;
  fault: Ref<string>;
  /** `refused` sees what the server said, beside the words that are kept for the page. */
  act: (what: () => Promise<unknown>, refused?: (problem: unknown) => void) => Promise<void>;
}

export function useAct(): Acts {
  const busy = ref(false);
  const fault = ref('');
  async function act(what: () => Promise<unknown>, refused: (problem: unknown) => void = () => {}) {
    busy.value = true;
    fault.value = '';
    try {
      await what();
    } catch (problem) {
      fault.value = words(problem);
      refused(problem);
    } finally {
      busy.value = false;
    }
  }
  return { busy, fault, act };
}
