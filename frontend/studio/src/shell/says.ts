// Short words to the editor after an act: seen for a while, and read out.
import { ref } from 'vue';

export const said = ref<{ text: string; tone: 'pine' | 'cinnabar'; turn: number } | null>(null);

const SHOWN_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;
let turn = 0;

export function say(text: string, tone: 'pine' | 'cinnabar' = 'pine'): void {
  turn += 1;
  said.value = { text, tone, turn };
  clearTimeout(timer);
  timer = setTimeout(() => (said.value = null), SHOWN_MS);
}
