// The captions of the open work in one language: what is chosen, undo and redo, and the server's words on them.
import { computed, ref, shallowRef, watch, type Ref } from 'vue';

import { change } from '../api/client';
import type { CaptionTrack, Cue, Video, Warning } from '../api/types';
import { afterComposition } from '../works/composition';
import type { Draft } from '../works/draft';
import { sorted } from './cues';
import { past, redo, remember, undo, type Past } from './past';

const CHECK_AFTER_MS = 600;

export function useTrack(draft: Ref<Draft>) {
  const video = computed(() => draft.value.content.video);
  const tracks = computed(() => video.value?.captions ?? []);
  const language = ref(tracks.value[0]?.language ?? draft.value.content.language);
  const cues = computed<Cue[]>(() => tracks.value.find((one) => one.language === language.value)?.cues ?? []);
  const selected = ref(-1);
  const history = shallowRef<Past<Cue[]>>(past());
  const warnings = ref<Warning[]>([]);

  function setTracks(next: CaptionTrack[]) {
    const { value } = video;
    if (value) draft.value.content.video = { ...value, captions: next } satisfies Video;
  }

  function put(next: Cue[]) {
    const known = tracks.value.some((one) => one.language === language.value);
    const track = { language: language.value, cues: next };
    setTracks(known ? tracks.value.map((one) => (one.language === language.value ? track : one)) : [...tracks.value, track]);
    selected.value = Math.min(selected.value, next.length - 1);
  }

  /** `kind`: acts of one kind in quick succession are undone together; '' stands alone. */
  function edit(next: Cue[], kind = '') {
    if (next === cues.value) return;
    history.value = remember(history.value, cues.value, kind, Date.now());
    put(next);
  }

  /** By time again, with the same cue chosen. */
  function sort() {
    const chosen = cues.value[selected.value];
    const next = sorted(cues.value);
    if (next.every((cue, index) => cue === cues.value[index])) return;
    put(next);
    if (chosen) selected.value = tracks.value.find((one) => one.language === language.value)?.cues.findIndex((cue) => cue.start === chosen.start && cue.text === chosen.text) ?? -1;
  }

  function step(act: typeof undo<Cue[]>) {
    const done = act(history.value, cues.value);
    if (!done) return;
    history.value = done.history;
    put(done.state);
  }

  function removeTrack() {
    setTracks(tracks.value.filter((one) => one.language !== language.value));
    language.value = tracks.value[0]?.language ?? draft.value.content.language;
  }

  watch(language, () => {
    history.value = past();
    selected.value = -1;
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  async function check() {
    turn += 1;
    const mine = turn;
    if (cues.value.length === 0) {
      warnings.value = [];
      return;
    }
    const body = { language: language.value, cues: cues.value, duration_ms: draft.value.work.asset?.duration_ms ?? null };
    const answer = await change<{ warnings: Warning[] }>('POST', '/captions/check', body).catch(() => null);
    if (answer && mine === turn) warnings.value = answer.warnings;
  }
  watch(
    cues,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => afterComposition(() => void check()), CHECK_AFTER_MS);
    },
    { immediate: true },
  );

  return { video, tracks, language, cues, selected, history, warnings, edit, sort, undo: () => step(undo), redo: () => step(redo), removeTrack };
}

export type Track = ReturnType<typeof useTrack>;
