// How many reports nobody has taken up yet: shown in the navigation, told anew by every list.
import { computed, ref } from 'vue';

import { get } from '../api/client';
import type { ReaderReportList } from '../api/readerReports';
import { session } from '../session/session';

export const waiting = ref(0);

/** Authors write; the others answer. */
const ROLES = ['editor', 'publisher', 'administrator'];

export const answers = computed(() => Boolean(session.me?.admin || session.me?.memberships.some(({ role }) => ROLES.includes(role))));

/** Without it the navigation shows no number, and nothing else is lost. */
export async function count(): Promise<void> {
  if (!answers.value || session.me?.owes_second_factor) return;
  const list = await get<ReaderReportList>('/reader-reports', { state: 'received' }).catch(() => undefined);
  if (list) waiting.value = list.counts.received;
}
