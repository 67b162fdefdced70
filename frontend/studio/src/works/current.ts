// The work of the page that is open, from the frame around it to its parts.
import { inject, provide, type InjectionKey, type ShallowRef } from 'vue';

import type { Draft } from './draft';

const KEY: InjectionKey<ShallowRef<Draft>> = Symbol('draft');

export function provideDraft(draft: ShallowRef<Draft>): void {
  provide(KEY, draft);
}

export function useDraft(): ShallowRef<Draft> {
  const draft = inject(KEY);
  if (!draft) throw new Error('this part stands in a page of a work');
  return draft;
}
