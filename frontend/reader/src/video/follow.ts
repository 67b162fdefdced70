// Marks the passage that is being said and the chapter that is being shown.

/** Each list `[data-follow]` holds entries `[data-at]`, the milliseconds at which one begins, in order. */
export function follow(video: HTMLVideoElement): void {
  const lists = [...document.querySelectorAll<HTMLElement>('[data-follow]')].map(trackOf);
  if (lists.length === 0) return;
  const update = () => lists.forEach((mark) => mark(video.currentTime * 1000));
  video.addEventListener('timeupdate', update);
  video.addEventListener('seeking', update);
}

function trackOf(list: HTMLElement): (ms: number) => void {
  const entries = [...list.querySelectorAll<HTMLElement>('[data-at]')];
  const starts = entries.map((entry) => Number(entry.dataset['at']));
  let current: HTMLElement | undefined;
  return (ms) => {
    // Half a frame of leeway: a browser seeks to the picture before the place that was asked for.
    const next = entries[starts.findLastIndex((start) => start <= ms + 20)];
    if (next === current) return;
    current?.removeAttribute('aria-current');
    next?.setAttribute('aria-current', 'true');
    if (next) keepInView(list, next);
    current = next;
  };
}

/** Scrolls the list where it has a height of its own, never the page, and not under a reader's hand. */
function keepInView(list: HTMLElement, entry: HTMLElement): void {
  if (list.scrollHeight <= list.clientHeight || list.matches(':hover, :focus-within')) return;
  const inner = entry.getBoundingClientRect();
  const outer = list.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3;
}
