// Plays the adaptive stream where the browser cannot by itself. Until the player is there the browser plays the MP4.

const HLS = 'application/vnd.apple.mpegurl';

export function streamOnPlay(video: HTMLVideoElement): void {
  const source = video.querySelector<HTMLSourceElement>(`source[type="${HLS}"]`);
  if (!source || video.canPlayType(HLS) !== '') return;
  if (!('MediaSource' in window || 'ManagedMediaSource' in window)) return;
  const playlist = source.src.replace(/#.*$/u, '');
  video.addEventListener('play', () => void stream(video, playlist), { once: true });
}

async function stream(video: HTMLVideoElement, playlist: string): Promise<void> {
  const player = await import('./hls').catch(() => null);
  // The reader may have watched and stopped while it came.
  if (!player || video.ended) return;
  const wanted = !video.paused;
  player.attach(video, playlist, video.currentTime, () => backToFile(video));
  if (wanted) await video.play().catch(() => {});
}

/** To the `<source>` elements, at the same place. */
function backToFile(video: HTMLVideoElement): void {
  const at = video.currentTime;
  const wanted = !video.paused;
  video.removeAttribute('src');
  video.load();
  video.currentTime = at;
  if (wanted) void video.play().catch(() => {});
}
