// Whether somebody is in the middle of composing a word, as Chinese input does: nothing is saved until it is done.

let composing = false;
const waiting = new Set<() => void>();

document.addEventListener('compositionstart', () => (composing = true), true);
document.addEventListener(
  'compositionend',
  () => {
    composing = false;
    // After the field's own handlers took in the composed words.
    setTimeout(() => {
      if (composing) return;
      const acts = [...waiting];
      waiting.clear();
      for (const act of acts) act();
    });
  },
  true,
);

/** Runs `act` now, or when the composition has ended. */
export function afterComposition(act: () => void): void {
  if (composing) waiting.add(act);
  else act();
}
