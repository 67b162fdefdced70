// Forms in which somebody chooses a password: typed twice, sent once, with words where it is refused.
import { ref } from 'vue';

import { useAct } from '../shell/act';

export const SHORTEST = 12;

/** `noun`: what the form calls the password. */
export function useNewPassword(noun = '密码') {
  const password = ref('');
  const again = ref('');
  const { busy, fault, act } = useAct();

  /** Does it, unless it is being done; what was said against it is in `fault`. */
  async function attempt(what: () => Promise<void>): Promise<void> {
    if (!busy.value) await act(what);
  }

  /** The same, once both passwords are alike. */
  async function submit(what: () => Promise<void>): Promise<void> {
    if (password.value === again.value) await attempt(what);
    else fault.value = `两次输入的${noun}不一样，请重新输入。`;
  }

  return { password, again, fault, busy, attempt, submit };
}
