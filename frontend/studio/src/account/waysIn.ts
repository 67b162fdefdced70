// Ways into the studio besides the password: read from the server, and asked about one at a time.
import { onMounted, ref, type Ref } from 'vue';

import { words } from '../api/client';
import { useAct, type Acts } from '../shell/act';

export interface WayIn {
  id: number;
  created_at: string;
  used_at: string | null;
}

export interface WaysIn<What> extends Acts {
  /** Why what there is cannot be shown. */
  loading: Ref<string>;
  load: () => Promise<void>;
  /** What the form is open for. */
  asking: Ref<What | undefined>;
  password: Ref<string>;
  ask: (what: What) => void;
}

/** `read` gets what there is; it is read at once. */
export function useWaysIn<What>(read: () => Promise<void>): WaysIn<What> {
  const loading = ref('');
  const asking = ref() as Ref<What | undefined>;
  const password = ref('');
  const acts = useAct();
  async function load() {
    try {
      await read();
      loading.value = '';
    } catch (problem) {
      loading.value = words(problem);
    }
  }
  function ask(what: What) {
    asking.value = what;
    password.value = acts.fault.value = '';
  }
  onMounted(load);
  return { ...acts, loading, load, asking, password, ask };
}
