// Plays the adaptive stream where the browser cannot by itself, and in AV1 where the device has a decoder for it. Until
// the player is there the browser plays what the page names.

const HLS = 'application/vnd.apple.mpegurl';

export function streamOnPlay(video: HTMLVideoElement): void {
  if (!('MediaSource' in window || 'ManagedMediaSource' in window)) return;
  const source = video.querySelector<HTMLSourceElement>(`source[type="${HLS}"]`);
  let playlist = video.canPlayType(HLS) === '' ? source?.src.replace(/#.*$/u, '') : undefined;
  video.addEventListener('play', () => void (playlist && stream(video, playlist)), { once: true });
  void preferAv1(video).then((av1) => (playlist = av1 ?? playlist));
}

/**
 * The playlist in AV1 where decoding it is smooth and spares the battery. In software it would cost an old phone more
 * than the bytes are worth.
 */
async function preferAv1(video: HTMLVideoElement): Promise<string | undefined> {
  const { av1, av1Codec, av1Size = '', av1Rate } = video.dataset;
  if (!av1 || !('mediaCapabilities' in navigator)) return undefined;
  const [width = 0, height = 0] = av1Size.split('x').map(Number);
  const picture = { contentType: `video/mp4; codecs="${av1Codec}"`, width, height, bitrate: Number(av1Rate), framerate: 30 };
  const can = await navigator.mediaCapabilities.decodingInfo({ type: 'media-source', video: picture }).catch(() => null);
  return can?.supported && can.smooth && can.powerEfficient ? av1 : undefined;
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
