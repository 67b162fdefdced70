// Shows an element of the preview: scrolls to it and draws a line around it for a moment. From outside, because nothing runs inside;
// and on the element alone, because a policy without inline styles lets no sheet of ours in.

const SHOWN_MS = 4000;
const FADING_MS = 600;

interface Mark {
  element: HTMLElement | SVGElement;
  /** What the element had before. */
  was: [outline: string, offset: string, transition: string];
  timer: ReturnType<typeof setTimeout>;
}

/** The one that is drawn now. */
let mark: Mark | undefined;

function end(): void {
  if (!mark) return;
  const { element, was, timer } = mark;
  clearTimeout(timer);
  [element.style.outline, element.style.outlineOffset, element.style.transition] = was;
  element.removeAttribute('data-pointed');
  mark = undefined;
}

/** Somebody asked their device for as little motion as can be. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export function outline(inside: Window, pointed: Element): void {
  const still = isStill();
  const { top, height } = pointed.getBoundingClientRect();
  const above = Math.max(0, (inside.innerHeight - height) / 2);
  // Not `scrollIntoView`, which would move the app around the frame too.
  inside.scrollTo({ top: inside.scrollY + top - above, behavior: still ? 'auto' : 'smooth' });
  // Before anything is read of the element: it may be the same one.
  end();
  const element = pointed as HTMLElement | SVGElement;
  const { style } = element;
  const mine: Mark = { element, was: [style.outline, style.outlineOffset, style.transition], timer: setTimeout(fade, SHOWN_MS) };
  mark = mine;
  style.outline = '3px solid Highlight';
  style.outlineOffset = '4px';
  element.setAttribute('data-pointed', '');
  function fade() {
    if (!still) style.transition = `outline-color ${FADING_MS}ms`;
    style.outlineColor = 'transparent';
    element.removeAttribute('data-pointed');
    mine.timer = setTimeout(end, FADING_MS);
  }
}
