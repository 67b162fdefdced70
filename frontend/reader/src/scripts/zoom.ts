// A long image at its own size in a dialog of the whole screen. Scrolling, pinching and Escape are the browser's.

/** Shows the button that opens it; without this file there is none, and the page has everything. */
export function enableZoom(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-zoom]');
  const strip = document.querySelector('[data-strip]');
  if (!button || !strip) return;
  button.hidden = false;
  button.addEventListener('click', () => open(button, strip));
}

function open(button: HTMLButtonElement, strip: Element): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'zoomed';
  dialog.setAttribute('aria-label', button.textContent ?? '');
  const close = document.createElement('button');
  close.textContent = button.dataset['zoom'] ?? '';
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  const slices = [...strip.children];
  const shown = slices.findIndex((slice) => slice.getBoundingClientRect().bottom > 0);
  for (const slice of slices) {
    const copy = slice.cloneNode(true) as Element;
    copy.querySelector('svg')?.remove();
    // A pixel of the picture for one of the screen, whatever the width of the window.
    const width = copy.querySelector('img')?.getAttribute('width') ?? '1080';
    for (const source of copy.querySelectorAll<HTMLSourceElement | HTMLImageElement>('[sizes]')) source.sizes = `${width}px`;
    dialog.append(copy);
  }
  dialog.addEventListener('close', () => {
    dialog.remove();
    button.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  // Where the reader was.
  dialog.querySelectorAll('.slice')[Math.max(shown, 0)]?.scrollIntoView();
}
