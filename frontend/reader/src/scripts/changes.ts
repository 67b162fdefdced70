// n and p lead to the next and the previous change of a comparison, as the links beside each change do.

export function stepThroughChanges(): void {
  const changes = [...document.querySelectorAll<HTMLElement>('.compare [id^="change-"]')];
  if (changes.length === 0) return;
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key !== 'n' && event.key !== 'p') return;
    const wanted = neighbour(changes, event.key === 'n');
    if (!wanted) return;
    event.preventDefault();
    // The row becomes the target, but the way back through the changes is not kept.
    location.replace(`#${wanted.id}`);
  });
}

/** Of the change that was come to last while it can be seen, else of what stands at the top of the screen. */
function neighbour(changes: HTMLElement[], forward: boolean): HTMLElement | undefined {
  const at = changes.findIndex((change) => `#${change.id}` === location.hash);
  const top = changes[at]?.getBoundingClientRect().top;
  if (top !== undefined && top >= 0 && top < innerHeight) return changes[forward ? at + 1 : at - 1];
  const below = changes.findIndex((change) => change.getBoundingClientRect().top > 1);
  if (forward) return changes[below];
  return changes[(below < 0 ? changes.length : below) - 1];
}
