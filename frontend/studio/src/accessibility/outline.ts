// Shows an element of the preview: scrolls to it and draws a line around it for a moment. From outside, because nothing runs inside;
// and on the element alone, because a policy without inline styles lets no sheet of ours in.

const SHOWN_MS = 4000;
const FADING_MS = 600;

export function outline(inside: Window, element: Element): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { top, height } = element.getBoundingClientRect();
  const above = Math.max(0, (inside.innerHeight - height) / 2);
  // Not `scrollIntoView`, which would move the app around the frame too.
  inside.scrollTo({ top: inside.scrollY + top - above, behavior: still ? 'auto' : 'smooth' });
  const { style } = element as HTMLElement | SVGElement;
  const was = [style.outline, style.outlineOffset, style.transition] as const;
  style.outline = '3px solid Highlight';
  style.outlineOffset = '4px';
  element.setAttribute('data-pointed', '');
  setTimeout(() => {
    if (!still) style.transition = `outline-color ${FADING_MS}ms`;
    style.outlineColor = 'transparent';
    element.removeAttribute('data-pointed');
    setTimeout(() => ([style.outline, style.outlineOffset, style.transition] = was), FADING_MS);
  }, SHOWN_MS);
}
