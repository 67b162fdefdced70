// Who is signed in, and what this account may use.
import { computed, reactive, readonly } from 'vue';

import { change, get, Problem } from '../api/client';
import type { SecondStep } from '../api/accounts';
import { answerPasskey, offerPasskey } from '../api/passkeys';
import type { Me, Vocabulary } from '../api/types';

const state = reactive<{ me: Me | null; known: boolean; vocabulary: Vocabulary | null }>({ me: null, known: false, vocabulary: null });

export const session = readonly(state) as Readonly<typeof state>;

/** The organisations in whose name this account may write. */
export const organisations = computed(() => state.vocabulary?.organisations ?? []);

export async function loadSession(): Promise<Me | null> {
  if (state.known) return state.me;
  try {
    state.me = await get<Me>('/session');
  } catch (fault) {
    if (!(fault instanceof Problem && fault.status === 401)) throw fault;
    state.me = null;
  }
  state.known = true;
  return state.me;
}

let asked: Promise<Vocabulary> | null = null;

export async function loadVocabulary(): Promise<Vocabulary> {
  asked ??= get<Vocabulary>('/vocabulary').then(
    (vocabulary) => (state.vocabulary = vocabulary),
    (fault: unknown) => {
      asked = null;
      throw fault;
    },
  );
  return asked;
}

/** The words were changed: whoever needs them next asks again. */
export function forgetVocabulary(): void {
  asked = null;
}

/** What is asked for besides, where a second factor is: then {@link secondStep} or {@link passkeySecondStep} follows. */
export async function signIn(name: string, password: string): Promise<SecondStep | null> {
  return through(await change<Me | SecondStep>('POST', '/session', { name, password }));
}

/** The first step is done: either that was all, or a second one is asked for. */
export function through(answer: Me | SecondStep): SecondStep | null {
  if (!('name' in answer)) return answer;
  welcome(answer);
  return null;
}

/** With a passkey alone, whosever it is. */
export async function passkeySignIn(): Promise<void> {
  welcome(await answerPasskey<Me>('/session/passkey'));
}

/** The same with one that the browser offers where the user name is filled in; whether one was chosen. */
export async function offeredPasskeySignIn(signal: AbortSignal): Promise<boolean> {
  const me = await offerPasskey<Me>('/session/passkey', signal);
  if (me) welcome(me);
  return me !== null;
}

export async function passkeySecondStep(): Promise<void> {
  welcome(await answerPasskey<Me>('/session/second/passkey'));
}

export async function secondStep(code: string): Promise<void> {
  welcome(await change<Me>('POST', '/session/second', { code }));
}

export function welcome(me: Me): void {
  state.me = me;
  state.known = true;
}

/** Asks again who is signed in, after something about the account was changed. */
export async function refreshSession(): Promise<void> {
  state.known = false;
  await loadSession();
}

export async function setUp(token: string, name: string, displayName: string, password: string): Promise<void> {
  await change('POST', '/setup', { token, name, display_name: displayName, password });
  state.known = false;
  if ((await loadSession()) === null) await signIn(name, password);
}

/** Forgets who was signed in, without asking the server. */
export function forget(): void {
  state.me = null;
  state.known = true;
  state.vocabulary = null;
  asked = null;
}

export async function signOut(): Promise<void> {
  await change('DELETE', '/session');
  forget();
}
