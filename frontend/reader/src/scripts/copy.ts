// Shows a copy button beside each citation, address and box of markup, and writes the reader's own day into what is copied.

/** `2026-10-08` by the reader's clock: GB/T 7714 wants the day on which the page was cited. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function enableCopying(): void {
  // Without a secure context there is no clipboard, and so no button.
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = document.getElementById(button.dataset['copy'] ?? '');
  if (!text) return;
  for (const day of text.querySelectorAll('[data-today]')) day.textContent = today();
  const label = button.textContent;
  // Markup is copied as it is: spaces count in it.
  const words = text instanceof HTMLTextAreaElement ? text.value : (text.textContent ?? '').replace(/\s+/g, ' ').trim();
  await navigator.clipboard.writeText(words);
  button.textContent = button.dataset['done'] ?? label;
  setTimeout(() => (button.textContent = label), 2000);
}
