// What scripts add to a short video: places without a new page, keys, the line being said, and HLS where a browser has
// none. The browser's own player plays it, with or without this.
import { follow } from './follow';
import { listenToKeys } from './keys';
import { placeIn } from './seconds';
import { streamOnPlay } from './stream';

export function enhanceVideo(): void {
  const video = document.querySelector<HTMLVideoElement>('video[data-player]');
  if (!video) return;
  const start = within(video, placeIn(location));
  // Before anything is loaded this is where playing begins; the address's own fragment is only met by the browser in
  // files it plays itself.
  if (start) video.currentTime = start;
  streamOnPlay(video);
  listenToKeys(video);
  follow(video);
  document.addEventListener('click', (event) => jump(event, video));
  addEventListener('hashchange', () => {
    const place = within(video, placeIn(new URL(location.hash, location.origin)));
    if (place !== null) video.currentTime = place;
  });
}

/** A place past the end is the last second, as the server has it: a video at its end plays nothing. */
function within(video: HTMLVideoElement, place: number | null): number | null {
  const length = Number(video.dataset['seconds']);
  return place !== null && length > 0 ? Math.min(place, Math.max(length - 1, 0)) : place;
}

/** A link to a place in this video moves the video, not the page. */
function jump(event: MouseEvent, video: HTMLVideoElement): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href*="?t="]') : null;
  if (!link || link.origin !== location.origin || link.pathname !== location.pathname) return;
  const place = within(video, placeIn(new URL(link.href)));
  if (place === null) return;
  event.preventDefault();
  history.replaceState(null, '', link.href);
  video.currentTime = place;
  void video.play().catch(() => {});
  video.scrollIntoView({ block: 'nearest' });
}
